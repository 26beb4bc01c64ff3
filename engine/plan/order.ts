import { variableNames } from "../syntax/walk.ts";
import type { Execution, Scope } from "../run/execution.ts";
import type { PatternEdge, PatternFilter, PatternGraph } from "./pattern.ts";
import { startsOf, type Start } from "./start.ts";

/** One step of a match, in the order it is done. */
export type Step =
  | {
      readonly kind: "scan";
      readonly name: string;
      readonly start: Start;
      readonly operator: string;
      readonly details: string;
      readonly estimate: number | null;
    }
  | {
      readonly kind: "edge";
      readonly edge: PatternEdge;
      /** Walked from `to` to `from`. */
      readonly reversed: boolean;
      /** Both ends stand already. */
      readonly closes: boolean;
      readonly operator: string;
      readonly details: string;
      readonly estimate: number | null;
    };

export type EdgeStep = Extract<Step, { kind: "edge" }>;

export interface Ordered {
  readonly steps: readonly Step[];
  /** The filters that can be tested right after each step; those behind the last wait for the paths. */
  readonly filters: readonly (readonly PatternFilter[])[];
}

/**
 * Puts the steps in order: begin at the node that promises the fewest rows, walk the edge that promises the fewest
 * next, close a circle as soon as it can be; a part that hangs on nothing begins anew.
 */
export function orderSteps(pattern: PatternGraph, scope: Scope, execution: Execution): Ordered {
  const bound = new Set(scope.bindings.keys());
  const steps: Step[] = [];
  const filters: PatternFilter[][] = [];
  const waiting = new Set(pattern.filters);
  const open = new Set(pattern.edges);
  const names = ownNames(pattern);
  let rows = 1;
  const settle = () => {
    const ready = [...waiting].filter(({ needs }) => [...needs].every((name) => bound.has(name) || !names.has(name)));
    for (const filter of ready) waiting.delete(filter);
    filters.push(ready);
  };
  const add = (step: Step) => {
    steps.push(step);
    rows = Math.max(step.estimate ?? rows, 1);
    settle();
  };
  const walkAll = () => {
    for (;;) {
      const next = cheapest([...open], bound, execution);
      if (next === null) return;
      open.delete(next.edge);
      for (const name of namesOf(next.edge)) bound.add(name);
      add({
        ...next,
        kind: "edge",
        estimate: next.closes ? rows : Math.ceil(rows * next.fanOut),
        ...words(next.edge, next.closes),
      });
    }
  };
  const given = [...pattern.nodes.keys()].filter((name) => scope.find(name) !== null);
  if (given.length > 0) {
    const [first = ""] = given;
    add({
      kind: "scan",
      name: first,
      start: { kind: "argument", cost: 1 },
      operator: "Argument",
      details: given.join(", "),
      estimate: 1,
    });
    walkAll();
  }
  for (;;) {
    const free = [...pattern.nodes.keys()].filter((name) => !bound.has(name));
    if (free.length === 0) break;
    const candidates = free.map((name) => ({ name, start: startsOf(name, pattern, bound, execution) }));
    const { name, start } = candidates.reduce((best, next) => (next.start.cost < best.start.cost ? next : best));
    bound.add(name);
    add({
      kind: "scan",
      name,
      start,
      operator: operatorOf(start),
      details: detailsOf(name, start),
      estimate: Math.ceil(rows * start.cost),
    });
    walkAll();
  }
  return { steps, filters: [...filters, [...waiting]] };
}

function ownNames(pattern: PatternGraph): Set<string> {
  const paths = pattern.paths.flatMap(({ variable }) => (variable === null ? [] : [variable.name]));
  return new Set([...pattern.nodes.keys(), ...pattern.edges.flatMap(namesOf), ...paths]);
}

function namesOf({ from, to, name, shape }: PatternEdge): string[] {
  return [from, to, name, ...(shape.type === "QuantifiedPath" ? variableNames(shape.pattern) : [])];
}

interface NextEdge {
  readonly edge: PatternEdge;
  readonly reversed: boolean;
  readonly closes: boolean;
  readonly fanOut: number;
}

function cheapest(open: readonly PatternEdge[], bound: ReadonlySet<string>, execution: Execution): NextEdge | null {
  let best: NextEdge | null = null;
  for (const edge of open) {
    const [from, to] = [bound.has(edge.from), bound.has(edge.to)];
    if (!from && !to) continue;
    const closes = from && to;
    const fanOut = closes ? 0.1 : fanOutOf(edge, execution);
    if (best === null || fanOut < best.fanOut) best = { edge, reversed: !from, closes, fanOut };
  }
  return best;
}

/** Rows one row becomes, by counts alone. */
function fanOutOf({ shape }: PatternEdge, { graph }: Execution): number {
  const nodes = Math.max(graph.nodeCount, 1);
  if (shape.type === "QuantifiedPath") return 50;
  const types =
    shape.types?.type === "LabelName"
      ? graph.relationshipCountOfType(graph.types.find(shape.types.name))
      : graph.relationshipCount;
  const one = (types / nodes) * (shape.direction === "both" ? 2 : 1);
  return shape.range === null && shape.quantifier === null ? one : 10 + one * 10;
}

function words(edge: PatternEdge, closes: boolean): { operator: string; details: string } {
  const { shape } = edge;
  const isSingle = shape.type === "RelationshipPattern" && shape.range === null && shape.quantifier === null;
  const kind = shape.type === "QuantifiedPath" ? "Repeat(Trail)" : isSingle ? "Expand" : "VarLengthExpand";
  const show = (name: string) => (name.startsWith(" ") ? "" : name);
  return {
    operator: shape.type === "QuantifiedPath" ? kind : `${kind}(${closes ? "Into" : "All"})`,
    details: `(${show(edge.from)})-[${show(edge.name)}]-(${show(edge.to)})`,
  };
}

function operatorOf(start: Start): string {
  const names = {
    argument: "Argument",
    index: start.kind === "index" && start.unique ? "NodeUniqueIndexSeek" : "NodeIndexSeek",
    label: "NodeByLabelScan",
    all: "AllNodesScan",
  };
  return names[start.kind];
}

function detailsOf(name: string, start: Start): string {
  const shown = name.startsWith(" ") ? "" : name;
  return start.kind === "label" || start.kind === "index"
    ? `${shown}:${start.label}${start.kind === "index" ? `(${start.key})` : ""}`
    : shown;
}
