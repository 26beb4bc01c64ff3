import { kindOf, type ValueKind } from "./kind.ts";
import type { Value } from "./value.ts";

/**
 * The kinds a value may turn out to be of before anything runs. An expression is refused only when none of them can be
 * right. null is of every kind.
 */
export interface TypeSet {
  /** A bit for each of KINDS. */
  readonly kinds: number;
  /** What a list among them holds; null for anything. */
  readonly element: TypeSet | null;
}

export const TEMPORAL_KINDS = ["Duration", "Date", "Time", "LocalTime", "LocalDateTime", "DateTime"] as const;

/** In the order they are told in. */
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

/** Values of these kinds; a list among them holds anything. */
export function typeSet(...kinds: readonly Kind[]): TypeSet {
  return { kinds: kinds.reduce((bits, kind) => bits | BITS[kind], 0), element: null };
}

export const BOOLEAN = typeSet("Boolean");
export const NUMBER = typeSet("Integer", "Float");
export const INTEGER = typeSet("Integer");
export const STRING = typeSet("String");
export const LIST = typeSet("List");
/** What has properties of its own. */
export const MAPS = typeSet("Map", "Node", "Relationship");

/** What a value is; null may be anything. */
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

/** Whether it is of these kinds and no other. */
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

/** What both may be. Two lists that can have no item in common have nothing in common. */
export function meetOf(left: TypeSet, right: TypeSet): TypeSet {
  const kinds = left.kinds & right.kinds;
  if ((kinds & BITS.List) === 0) return { kinds, element: null };
  if (left.element === null || right.element === null) return { kinds, element: left.element ?? right.element };
  const element = meetOf(left.element, right.element);
  return isNone(element) ? { kinds: kinds & ~BITS.List, element: null } : { kinds, element };
}

/** The narrowest type that holds both, as items of one list: numbers, maps and elements, lists; else anything. */
export function joinOf(left: TypeSet, right: TypeSet): TypeSet {
  if (isOnly(left, NUMBER) && isOnly(right, NUMBER)) return unionOf(left, right);
  if (isOnly(left, LIST) && isOnly(right, LIST)) return listOf(joinOf(elementOf(left), elementOf(right)));
  if (left.kinds === right.kinds) return unionOf(left, right);
  return isOnly(left, MAPS) && isOnly(right, MAPS) ? MAPS : ANY;
}

/** What the items of its lists are. */
export function elementOf({ element }: TypeSet): TypeSet {
  return element ?? ANY;
}

/** What UNWIND makes of it: the items of a list, and everything else as it is. */
export function unwound(type: TypeSet): TypeSet {
  if (!mayBe(type, "List")) return type;
  const rest = { kinds: type.kinds & ~BITS.List, element: null };
  return isNone(rest) ? elementOf(type) : unionOf(rest, elementOf(type));
}

/** As a person is told it: `Float, Integer or String`. */
export function typeNames(type: TypeSet): string {
  if (type.kinds === ANY.kinds && type.element === null) return "Any";
  const names = KINDS.filter((kind) => mayBe(type, kind)).map((kind) =>
    kind === "List" ? `List<${type.element === null ? "T" : typeNames(type.element)}>` : kind,
  );
  const last = names.pop() ?? "Nothing";
  return names.length === 0 ? last : `${names.join(", ")} or ${last}`;
}
