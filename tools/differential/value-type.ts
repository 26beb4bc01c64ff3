export const SCALARS = [
  "integer",
  "float",
  "string",
  "boolean",
  "date",
  "localtime",
  "time",
  "localdatetime",
  "datetime",
  "duration",
  "point",
  "map",
  "any",
] as const;

export type Scalar = (typeof SCALARS)[number];

/** What an expression is meant to be worth. `small` is an integer from 0 to 5, for lengths and places. */
export type ValueType =
  | Scalar
  | "small"
  | "node"
  | "relationship"
  | "path"
  | `list ${Scalar | "node" | "relationship"}`;

/** A name that stands for something. */
export interface Variable {
  readonly name: string;
  readonly type: ValueType;
}

export function listOf(type: ValueType): ValueType {
  return type.startsWith("list ") || type === "path"
    ? "list any"
    : (`list ${type === "small" ? "integer" : type}` as ValueType);
}

/** What the items of a list of this type are. */
export function itemOf(type: ValueType): ValueType {
  return type.replace(/^list /, "") as ValueType;
}
