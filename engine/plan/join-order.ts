import { isSingleRelationship } from "../syntax/pattern-shape.ts";
import { variableNames } from "../syntax/walk.ts";
import type { IndexAccessPath, AccessPath, CostedAccessPath } from "./access-path.ts";
import { chooseRelationshipAccessPath, chooseNodeAccessPath } from "./choose-access-path.ts";
import { edgeDetails, shownName, accessPathOperator, accessPathDetails } from "./plan-details.ts";
import type { PlannerContext } from "./planner-context.ts";
import {
  namesInside,
  namesOf,
  ownNames,
  type PatternEdge,
  type PatternFilter,
  type QueryGraph,
} from "./query-graph.ts";
import type { Scope } from "./scope.ts";

interface Planned {
  readonly operator: string;
  readonly details: string;
  /** Estimated output rows per input row. */
  readonly cardinality: number;
}

/** One step of a match, in execution order. */
export type Step = Planned &
  (
    | { readonly kind: "node"; readonly name: string; readonly source: AccessPath }
    /** A relationship with both end nodes. */
    | { readonly kind: "relationship"; readonly edge: PatternEdge; readonly source: AccessPath }
    | {
        readonly kind: "edge";
        readonly edge: PatternEdge;
        /** Expanded from `to` to `from`. */
        readonly reversed: boolean;
        /** Both end nodes are already bound. */
        readonly closes: boolean;
        /** No edge follows. */
        readonly isLast: boolean;
      }
  );

export type EdgeStep = Extract<Step, { kind: "edge" }>;

export interface PlannedFilter {
  readonly filter: PatternFilter;
  /** The estimated share of rows that pass. */
  readonly selectivity: number;
}

export interface Ordered {
  readonly steps: readonly Step[];
  /** The filters that can be tested right after each step. One more list at the end has those that need the paths. */
  readonly filters: readonly (readonly PlannedFilter[])[];
  /** The rows come in the wanted order. */
  readonly inOrder: boolean;
}

/** The order that a later ORDER BY needs: by a property of one node of the match. */
export interface WantedOrder {
  readonly name: string;
  readonly key: string;
  readonly descending: boolean;
  /** A LIMIT follows, so not all rows are needed. */
  readonly limited: boolean;
}

/**
 * Assumed output rows per input row: for an edge that closes a cycle, for a quantified path, and per hop of a
 * variable-length edge.
 */
const [CLOSED, QUANTIFIED, LONG] = [0.1, 50, 10];
/** Cost of an expand from a node to a relationship; a relationship scan costs 1. */
const WALKED = 0.5;
/** Assumed selectivity of an equality predicate and of any other. */
const [EQUAL, OTHER] = [0.1, 0.5];

/**
 * Chooses the join order greedily: start at the node or relationship with the lowest estimated cardinality after its
 * predicates, expand the edge with the lowest fan-out next, close cycles as early as possible. Each disconnected
 * component starts anew.
 */
export function chooseJoinOrder(
  pattern: QueryGraph,
  scope: Scope,
  context: PlannerContext,
  wanted: WantedOrder | null,
): Ordered {
  const bound = new Set(scope.bindings.keys());
  const steps: Step[] = [];
  const filters: PlannedFilter[][] = [];
  const waiting = new Set(pattern.filters);
  const open = new Set(pattern.edges);
  const names = ownNames(pattern);
  let inOrder = false;
  const walked = context.writes ? 1 : WALKED;
  const readyWith = (added: string | null) =>
    [...waiting].filter(({ needs }) =>
      [...needs].every((name) => name === added || bound.has(name) || !names.has(name)),
    );
  const settle = () => {
    const ready = readyWith(null);
    for (const filter of ready) waiting.delete(filter);
    filters.push(ready.map((filter) => ({ filter, selectivity: selectivityOf(filter, context) })));
  };
  /** The combined selectivity of the predicates that can be tested right at the access path of a node. */
  const shareAt = (name: string, { covers }: CostedAccessPath) =>
    readyWith(name)
      .filter((filter) => !covers.has(filter))
      .reduce((share, filter) => share * selectivityOf(filter, context), 1);
  const add = (step: Step) => {
    steps.push(step);
    settle();
  };
  const begin = (name: string, start: CostedAccessPath) => {
    bound.add(name);
    for (const filter of start.covers) waiting.delete(filter);
    const { source } = start;
    const label = source.kind === "label" ? source.names.join("") : source.kind === "index" ? source.label : null;
    const found = `${shownName(name)}${label === null ? "" : `:${label}`}`;
    const words = { operator: accessPathOperator(source, "node"), details: accessPathDetails(found, start, context) };
    add({ kind: "node", name, source, ...words, cardinality: start.cost });
  };
  const walkAll = (may = (edge: PatternEdge) => mayBeWalked(edge, bound, names)) => {
    for (;;) {
      const next = cheapest([...open].filter(may), bound, context);
      if (next === null) return;
      open.delete(next.edge);
      for (const name of namesOf(next.edge)) bound.add(name);
      const isLast = open.size === 0;
      add({ ...next, isLast, kind: "edge", ...words(next.edge, next.closes, context), cardinality: next.fanOut });
    }
  };
  // A node without a predicate has the same access path whatever is bound, so thousands of such nodes are costed once
  // each.
  const filtered = new Set(pattern.filters.flatMap(({ needs }) => [...needs]));
  const unfiltered = new Map<string, CostedAccessPath>();
  const startAt = (name: string): CostedAccessPath => {
    const known = unfiltered.get(name);
    if (known !== undefined) return known;
    const start = chooseNodeAccessPath(name, pattern, bound, context);
    if (!filtered.has(name)) unfiltered.set(name, start);
    return start;
  };
  const freeNodes = () =>
    [...pattern.nodes.keys()]
      .filter((name) => !bound.has(name))
      .map((name) => {
        const start = startAt(name);
        return { name, start, rows: start.cost * shareAt(name, start) };
      });
  const given = [...pattern.nodes.keys()].filter((name) => scope.find(name) !== null);
  if (given.length > 0) {
    const [name = ""] = given;
    const details = given.map(shownName).join(", ");
    add({ kind: "node", name, source: { kind: "given" }, operator: "Argument", details, cardinality: 1 });
  }
  // Nodes that an id or a unique index lookup returns at most once are bound before any expand, so that an edge of a
  // dense node can have both ends bound.
  for (const { name, start } of freeNodes())
    if (isSought(start) && start.cost <= 1 && !bound.has(name)) begin(name, start);
  walkAll();
  for (;;) {
    const nodes = freeNodes();
    const [first, ...others] = nodes;
    if (first === undefined) break;
    const best = others.reduce((least, next) => (next.rows < least.rows ? next : least), first);
    const edge = cheapestEdge([...open], pattern, bound, context);
    if (edge !== null && edge.start.cost < best.start.cost + best.rows * walked * fanOutOf(edge.edge, context)) {
      open.delete(edge.edge);
      for (const name of namesOf(edge.edge)) bound.add(name);
      for (const filter of edge.start.covers) waiting.delete(filter);
      add(relationshipStep(edge.edge, edge.start, context));
    } else {
      const ordered = steps.length === 0 ? startInOrder(best.name, best.start, wanted, context) : null;
      inOrder ||= ordered !== null;
      begin(best.name, ordered ?? best.start);
    }
    walkAll();
  }
  // The remaining edges depend on each other: their predicates read names that none of them can bind first.
  walkAll(() => true);
  filters.push([...waiting].map((filter) => ({ filter, selectivity: selectivityOf(filter, context) })));
  return { steps, filters, inOrder };
}

function isSought({ source }: CostedAccessPath): boolean {
  return source.kind === "id" || (source.kind === "index" && source.seek.kind === "equal");
}

/** The access path that returns its nodes in the wanted order; null where no index can. */
function startInOrder(
  name: string,
  start: CostedAccessPath,
  wanted: WantedOrder | null,
  { graph }: PlannerContext,
): CostedAccessPath | null {
  if (wanted === null || wanted.name !== name) return null;
  const { descending, key, limited } = wanted;
  const { source } = start;
  const isByKey = (properties: readonly string[]) => properties.length === 1 && properties[0] === key;
  if (source.kind === "index")
    return isByKey(source.properties) && source.seek.kind !== "in"
      ? { ...start, source: { ...source, descending } }
      : null;
  const [label = ""] = source.kind === "label" ? source.names : [];
  const range = limited ? graph.schema.ranges("node", label).find(({ properties }) => isByKey(properties)) : undefined;
  if (range === undefined) return null;
  const ordered: IndexAccessPath = { kind: "index", label, ...range, seek: { kind: "scan" }, descending, rest: true };
  return { ...start, source: ordered };
}

/** Whether the predicates inside a repeated edge read only bound variables. They are tested at each hop. */
function mayBeWalked({ shape, name }: PatternEdge, bound: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  if (isSingleRelationship(shape)) return true;
  const [read, own] =
    shape.type === "QuantifiedPath"
      ? [variableNames(shape), namesInside(shape)]
      : [variableNames([shape.where, shape.properties]), [name]];
  return [...read].every((one) => bound.has(one) || own.includes(one) || !names.has(one));
}

interface NextEdge {
  readonly edge: PatternEdge;
  readonly reversed: boolean;
  readonly closes: boolean;
  readonly fanOut: number;
}

function cheapest(open: readonly PatternEdge[], bound: ReadonlySet<string>, context: PlannerContext): NextEdge | null {
  let best: NextEdge | null = null;
  for (const edge of open) {
    const [from, to] = [bound.has(edge.from), bound.has(edge.to)];
    if (!from && !to) continue;
    const closes = from && to;
    const fanOut = closes ? CLOSED : fanOutOf(edge, context);
    if (best === null || fanOut < best.fanOut) best = { edge, reversed: !from, closes, fanOut };
  }
  return best;
}

function cheapestEdge(
  open: readonly PatternEdge[],
  pattern: QueryGraph,
  bound: ReadonlySet<string>,
  context: PlannerContext,
): { readonly edge: PatternEdge; readonly start: CostedAccessPath } | null {
  let best: { readonly edge: PatternEdge; readonly start: CostedAccessPath } | null = null;
  for (const edge of open) {
    const start = chooseRelationshipAccessPath(edge, pattern, bound, context);
    if (start !== null && (best === null || start.cost < best.start.cost)) best = { edge, start };
  }
  return best;
}

/** Estimated output rows per input row, from the counts of the graph. */
function fanOutOf({ shape }: PatternEdge, { graph }: PlannerContext): number {
  const nodes = Math.max(graph.nodeCount, 1);
  if (shape.type === "QuantifiedPath") return QUANTIFIED;
  const types =
    shape.types?.type === "LabelName"
      ? graph.relationshipCountOfType(graph.types.find(shape.types.name))
      : graph.relationshipCount;
  const one = (types / nodes) * (shape.direction === "both" ? 2 : 1);
  return isSingleRelationship(shape) ? one : LONG + one * LONG;
}

function selectivityOf({ condition }: PatternFilter, { graph }: PlannerContext): number {
  if (condition.kind === "labels" && condition.labels.type === "LabelName")
    return graph.nodeCountWithLabel(graph.labels.find(condition.labels.name)) / Math.max(graph.nodeCount, 1);
  const isEqual =
    condition.kind === "properties" ||
    (condition.kind === "expression" &&
      condition.expression.type === "Comparison" &&
      condition.expression.operators.join("") === "=");
  return isEqual ? EQUAL : OTHER;
}

function relationshipStep(edge: PatternEdge, start: CostedAccessPath, context: PlannerContext): Step {
  const { source } = start;
  const direction =
    edge.shape.type === "RelationshipPattern" && edge.shape.direction === "both" ? "Undirected" : "Directed";
  const details = accessPathDetails(edgeDetails(edge, context), start, context);
  return {
    kind: "relationship",
    edge,
    source,
    operator: accessPathOperator(source, direction),
    details,
    cardinality: start.cost,
  };
}

function words(edge: PatternEdge, closes: boolean, context: PlannerContext): { operator: string; details: string } {
  const { shape } = edge;
  const isSingle = isSingleRelationship(shape);
  const kind = shape.type === "QuantifiedPath" ? "Repeat(Trail)" : isSingle ? "Expand" : "VarLengthExpand";
  const prunes = shape.type === "RelationshipPattern" && shape.endsOnly === true ? "Pruning,BFS," : "";
  return {
    operator: shape.type === "QuantifiedPath" ? kind : `${kind}(${prunes}${closes ? "Into" : "All"})`,
    details: edgeDetails(edge, context),
  };
}
