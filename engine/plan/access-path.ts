import type { PropertyIndex, RangeIndex } from "../graph/graph.ts";
import type { Expression } from "../syntax/ast.ts";
import { isList } from "../values/kind.ts";
import type { PlannerContext } from "./planner-context.ts";
import type { PatternFilter } from "./query-graph.ts";
import type { SargablePredicate } from "./sargable-predicate.ts";

/** How the first elements of a match are found. */
export type AccessPath =
  | { readonly kind: "given" }
  | { readonly kind: "all" }
  /** The one label of a node, or the types of a relationship, any of which matches. */
  | { readonly kind: "label"; readonly names: readonly string[] }
  | { readonly kind: "id"; readonly value: Expression; readonly many: boolean; readonly isText: boolean }
  | {
      readonly kind: "index";
      readonly label: string;
      readonly properties: readonly string[];
      readonly index: PropertyIndex;
      readonly seek: Seek;
      /** null: in any order. */
      readonly descending: boolean | null;
      /** Also returns the nodes with the label that the index does not contain; their value is null. */
      readonly rest: boolean;
    };

export type IndexAccessPath = Extract<AccessPath, { kind: "index" }>;

export interface SeekBound {
  readonly value: Expression;
  readonly inclusive: boolean;
}

export type Seek =
  | { readonly kind: "equal"; readonly values: readonly Expression[] }
  | { readonly kind: "in"; readonly list: Expression }
  | { readonly kind: "range"; readonly lower: SeekBound | null; readonly upper: SeekBound | null }
  | { readonly kind: "prefix"; readonly text: Expression }
  | { readonly kind: "scan" };

/** An access path with its estimated rows and the predicates that it already guarantees. */
export interface CostedAccessPath {
  readonly source: AccessPath;
  readonly cost: number;
  readonly covers: ReadonlySet<PatternFilter>;
}

const UNKNOWN_LIST = 10;
/** Assumed shares of an index: beyond one bound, between two bounds, with a prefix. */
const [BEYOND, BETWEEN, PREFIXED] = [0.3, 0.1, 0.1];

/** The id lookups that the predicates allow. */
export function accessPathsById(probes: readonly SargablePredicate[]): CostedAccessPath[] {
  return probes
    .filter(({ key, kind }) => key === null && (kind === "equal" || kind === "in"))
    .map((probe) => {
      const { value, isText, kind } = probe;
      const many = kind === "in";
      return { source: { kind: "id", value, many, isText }, cost: many ? UNKNOWN_LIST : 1, covers: covered([probe]) };
    });
}

/** The lookups that one index allows: equality on all its keys, or a range, prefix or list on a single key. */
export function accessPathsByIndex(
  label: string,
  { properties, index }: RangeIndex,
  probes: readonly SargablePredicate[],
  context: PlannerContext,
): CostedAccessPath[] {
  const [first = ""] = properties;
  const on = (key: string, ...kinds: SargablePredicate["kind"][]) =>
    probes.find((probe) => probe.key === key && kinds.includes(probe.kind));
  const start = (seek: Seek, cost: number, used: readonly SargablePredicate[]): CostedAccessPath => ({
    source: { kind: "index", label, properties, index, seek, descending: null, rest: false },
    cost,
    covers: covered(used),
  });
  const average = index.size / Math.max(index.distinct, 1);
  const equal = properties.flatMap((key) => on(key, "equal") ?? []);
  if (equal.length === properties.length) {
    const values = equal.map(({ value }) => value);
    const known = values.map((value) => constant(value, context));
    const cost = known.every((value) => value !== undefined) ? index.equal(known).length : average;
    return [start({ kind: "equal", values }, cost, equal)];
  }
  if (properties.length > 1) return [];
  const found: CostedAccessPath[] = [];
  const [list, prefix, present] = [on(first, "in"), on(first, "prefix"), on(first, "present")];
  const [lower, upper] = [on(first, "lower"), on(first, "upper")];
  if (list !== undefined) {
    const known = constant(list.value, context);
    const length = isList(known ?? null) ? (known as readonly unknown[]).length : UNKNOWN_LIST;
    found.push(start({ kind: "in", list: list.value }, length * average, [list]));
  }
  if (prefix !== undefined) found.push(start({ kind: "prefix", text: prefix.value }, index.size * PREFIXED, [prefix]));
  const bounds = [lower, upper].flatMap((bound) => bound ?? []);
  if (bounds.length > 0) {
    const seek = { kind: "range", lower: lower ?? null, upper: upper ?? null } as const;
    found.push(start(seek, index.size * (bounds.length > 1 ? BETWEEN : BEYOND), bounds));
  }
  if (present !== undefined) found.push(start({ kind: "scan" }, index.size, [present]));
  return found;
}

/** The value of an expression that is known before the run; undefined when it is not. */
function constant(value: Expression, context: PlannerContext) {
  const isSure = value.type === "Parameter" || value.type === "Integer" || value.type === "String";
  return isSure ? context.constant(value) : undefined;
}

/** Filters whose conditions are all answered by the sargable predicates used. */
function covered(used: readonly SargablePredicate[]): ReadonlySet<PatternFilter> {
  const counts = new Map<PatternFilter, number>();
  for (const { filter } of used) counts.set(filter, (counts.get(filter) ?? 0) + 1);
  return new Set(used.flatMap(({ filter, says }) => (counts.get(filter) === says ? [filter] : [])));
}
