import { kindOf, type ValueKind } from "./kind.ts";
import type { Value } from "./value.ts";

/**
 * The types an expression may have at run time, known before the run. The expression is rejected only when none of them
 * can be right. null belongs to every type.
 */
export interface TypeSet {
  /** One bit per type of KINDS. */
  readonly kinds: number;
  /** The item type of a list among them; null for any. */
  readonly element: TypeSet | null;
}

export const TEMPORAL_KINDS = ["Duration", "Date", "Time", "LocalTime", "LocalDateTime", "DateTime"] as const;

/** In the order in which messages list them. */
const KINDS = [
  "Boolean",
  "Float",
  "Integer",
  "Map",
  "Node",
  "Relationship",
  "Path",
  "Point",
  "String",
  ...TEMPORAL_KINDS,
  "List",
] as const satisfies readonly Exclude<ValueKind, "Null">[];

type Kind = (typeof KINDS)[number];

const BITS = Object.fromEntries(KINDS.map((kind, index) => [kind, 1 << index])) as Readonly<Record<Kind, number>>;

export const ANY: TypeSet = { kinds: (1 << KINDS.length) - 1, element: null };
export const NONE: TypeSet = { kinds: 0, element: null };

/** A set of these types; a list in it has items of any type. */
export function typeSet(...kinds: readonly Kind[]): TypeSet {
  return { kinds: kinds.reduce((bits, kind) => bits | BITS[kind], 0), element: null };
}

export const BOOLEAN = typeSet("Boolean");
export const NUMBER = typeSet("Integer", "Float");
export const INTEGER = typeSet("Integer");
export const STRING = typeSet("String");
export const LIST = typeSet("List");
/** Types with properties. */
export const MAPS = typeSet("Map", "Node", "Relationship");

/** The type of a value; null may be of any type. */
export function typeOfValue(value: Value): TypeSet {
  const kind = kindOf(value);
  return kind === "Null" ? ANY : typeSet(kind);
}

export function listOf(element: TypeSet): TypeSet {
  return { kinds: BITS.List, element: element.kinds === ANY.kinds ? null : element };
}

export function isNone({ kinds }: TypeSet): boolean {
  return kinds === 0;
}

export function mayBe({ kinds }: TypeSet, kind: Kind): boolean {
  return (kinds & BITS[kind]) !== 0;
}

/** Whether all its types are among the wanted ones. */
export function isOnly({ kinds }: TypeSet, wanted: TypeSet): boolean {
  return kinds !== 0 && (kinds & ~wanted.kinds) === 0;
}

export function unionOf(left: TypeSet, right: TypeSet): TypeSet {
  const kinds = left.kinds | right.kinds;
  if (!mayBe(left, "List")) return { kinds, element: right.element };
  if (!mayBe(right, "List")) return { kinds, element: left.element };
  return {
    kinds,
    element: left.element === null || right.element === null ? null : unionOf(left.element, right.element),
  };
}

/** The types in both sets. Two lists whose items have no type in common have none in common either. */
export function meetOf(left: TypeSet, right: TypeSet): TypeSet {
  const kinds = left.kinds & right.kinds;
  if ((kinds & BITS.List) === 0) return { kinds, element: null };
  if (left.element === null || right.element === null) return { kinds, element: left.element ?? right.element };
  const element = meetOf(left.element, right.element);
  return isNone(element) ? { kinds: kinds & ~BITS.List, element: null } : { kinds, element };
}

/** The narrowest common type of two items of one list: numbers, maps and elements, or lists; else any. */
export function joinOf(left: TypeSet, right: TypeSet): TypeSet {
  if (isOnly(left, NUMBER) && isOnly(right, NUMBER)) return unionOf(left, right);
  if (isOnly(left, LIST) && isOnly(right, LIST)) return listOf(joinOf(elementOf(left), elementOf(right)));
  if (left.kinds === right.kinds) return unionOf(left, right);
  return isOnly(left, MAPS) && isOnly(right, MAPS) ? MAPS : ANY;
}

/** The item type of its lists. */
export function elementOf({ element }: TypeSet): TypeSet {
  return element ?? ANY;
}

/** The type of UNWIND's variable: the items of a list, any other value as it is. */
export function unwound(type: TypeSet): TypeSet {
  if (!mayBe(type, "List")) return type;
  const rest = { kinds: type.kinds & ~BITS.List, element: null };
  return isNone(rest) ? elementOf(type) : unionOf(rest, elementOf(type));
}

/** A readable form for messages: `Float, Integer or String`. */
export function typeNames(type: TypeSet): string {
  if (type.kinds === ANY.kinds && type.element === null) return "Any";
  const names = KINDS.filter((kind) => mayBe(type, kind)).map((kind) =>
    kind === "List" ? `List<${type.element === null ? "T" : typeNames(type.element)}>` : kind,
  );
  const last = names.pop() ?? "Nothing";
  return names.length === 0 ? last : `${names.join(", ")} or ${last}`;
}
