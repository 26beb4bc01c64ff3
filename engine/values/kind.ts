import {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  NodeValue,
  PathValue,
  PointValue,
  RelationshipValue,
  TimeValue,
  type Value,
} from "./value.ts";

export type ValueKind =
  | "Null"
  | "Boolean"
  | "Integer"
  | "Float"
  | "String"
  | "List"
  | "Map"
  | "Node"
  | "Relationship"
  | "Path"
  | "Date"
  | "LocalTime"
  | "Time"
  | "LocalDateTime"
  | "DateTime"
  | "Duration"
  | "Point";

/** The type of a value, with the name that error messages use. */
export function kindOf(value: Value): ValueKind {
  switch (typeof value) {
    case "string":
      return "String";
    case "number":
    case "bigint":
      return "Integer";
    case "boolean":
      return "Boolean";
    default:
  }
  if (value === null) return "Null";
  if (value instanceof Float) return "Float";
  if (Array.isArray(value)) return "List";
  if (value instanceof Map) return "Map";
  if (value instanceof NodeValue) return "Node";
  if (value instanceof RelationshipValue) return "Relationship";
  if (value instanceof PathValue) return "Path";
  if (value instanceof DateValue) return "Date";
  if (value instanceof LocalTimeValue) return "LocalTime";
  if (value instanceof TimeValue) return "Time";
  if (value instanceof LocalDateTimeValue) return "LocalDateTime";
  if (value instanceof DateTimeValue) return "DateTime";
  if (value instanceof DurationValue) return "Duration";
  if (value instanceof PointValue) return "Point";
  throw new TypeError("Not a Cypher value");
}

export function isInteger(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

export function isNumber(value: Value): value is number | bigint | Float {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Float;
}

/** A number as a double. */
export function toDouble(value: number | bigint | Float): number {
  return value instanceof Float ? value.value : Number(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Like Neo4j: where a list is iterated, any other value counts as a list of itself. */
export function asList(value: NonNullable<Value>): readonly Value[] {
  return isList(value) ? value : [value];
}

export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}
