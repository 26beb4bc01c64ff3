import type { Expression, Variable } from "../syntax/ast.ts";
import { variableNames } from "../syntax/walk.ts";
import type { HopPlace, NodePlace, PathAutomaton, QuantifierIteration } from "./path-automaton.ts";
import { conjuncts, type PatternFilter, type QueryGraph } from "./query-graph.ts";

/** `all(x IN relationships(p) WHERE …)` and `none(…)`: a predicate on every node or relationship of a path. */
export interface EveryCondition {
  /** All nodes of the path, all its relationships, or those of one repeated position. */
  readonly of: "nodes" | "relationships" | HopPlace;
  readonly variable: Variable;
  readonly condition: Expression;
  /** none(…): the predicate must be false, and not null. */
  readonly isNone: boolean;
}

/** The predicates of a path, grouped by where the search can test them. */
export interface PathConditions {
  /** On the two end nodes and earlier variables only; tested before the search. */
  readonly ends: readonly PatternFilter[];
  /** On one node; tested when the search reaches it. */
  readonly nodes: ReadonlyMap<NodePlace, readonly PatternFilter[]>;
  /** On a relationship and its end nodes; tested when the search traverses it. */
  readonly hops: ReadonlyMap<HopPlace, readonly PatternFilter[]>;
  /** On a whole iteration of a repeated part. */
  readonly rounds: ReadonlyMap<QuantifierIteration, readonly PatternFilter[]>;
  /** On each iteration, tested when the path is complete, since they read variables outside of the repeated part. */
  readonly lateRounds: ReadonlyMap<QuantifierIteration, readonly PatternFilter[]>;
  readonly every: readonly EveryCondition[];
  /** On the whole path; while they fail, the search goes on to longer paths. */
  readonly whole: readonly PatternFilter[];
  /** All variables that the predicates tested during the search read, including those of the path. */
  readonly read: ReadonlySet<string>;
}

interface Input {
  readonly pattern: QueryGraph;
  readonly automaton: PathAutomaton;
  /** Predicates outside of the pattern that a path must pass to be found at all. */
  readonly inside: readonly Expression[];
  /** Every variable that the path itself binds. */
  readonly own: ReadonlySet<string>;
  readonly ends: readonly string[];
}

/** Groups the predicates of a path. */
export function pathConditions({ pattern, automaton, inside, own, ends }: Input): PathConditions {
  const sorted = new Sorted(own, ends);
  const filters = pattern.filters.concat(inside.map(filterOf));
  for (const filter of filters) {
    const every = everyOf(filter, pattern, automaton);
    if (sorted.isOf(filter, [])) sorted.ends.push(filter);
    else if (every !== null && sorted.isOf({ ...filter, needs: every.needs }, [])) sorted.addEvery(every);
    else sorted.place(filter, automaton.nodes, automaton.hops, () => sorted.whole.push(filter));
  }
  for (const round of automaton.rounds) {
    const inner = round.inside === null ? relationshipFilters(round) : round.inside.filters;
    const names = [...round.nodes, ...round.hops].map(({ name }) => name);
    const inRound = new Sorted(new Set([...own, ...names]), ends, sorted);
    // The node at which an iteration starts has no state, so its predicates belong to the first hop.
    for (const filter of inner) {
      const into = inRound.isOf(filter, names) ? sorted.rounds : sorted.lateRounds;
      inRound.place(filter, round.nodes.slice(1), round.hops, () => add(into, round, filter));
    }
  }
  return sorted;
}

/** Collects the predicates; the maps are shared between repeated and other positions. */
class Sorted implements PathConditions {
  readonly ends: PatternFilter[] = [];
  readonly nodes: Map<NodePlace, PatternFilter[]>;
  readonly hops: Map<HopPlace, PatternFilter[]>;
  readonly rounds = new Map<QuantifierIteration, PatternFilter[]>();
  readonly lateRounds = new Map<QuantifierIteration, PatternFilter[]>();
  readonly every: EveryCondition[] = [];
  readonly whole: PatternFilter[] = [];
  readonly read: Set<string>;

  private readonly own: ReadonlySet<string>;
  private readonly endNames: readonly string[];

  constructor(own: ReadonlySet<string>, endNames: readonly string[], shared: Sorted | null = null) {
    this.own = own;
    this.endNames = endNames;
    this.nodes = shared?.nodes ?? new Map<NodePlace, PatternFilter[]>();
    this.hops = shared?.hops ?? new Map<HopPlace, PatternFilter[]>();
    this.read = shared?.read ?? new Set<string>();
  }

  /** Whether, of the path's own variables, a predicate reads only these and the end nodes. */
  isOf({ needs }: PatternFilter, names: readonly string[]): boolean {
    return [...needs].every((name) => !this.own.has(name) || names.includes(name) || this.endNames.includes(name));
  }

  addEvery({ needs, ...every }: EveryCondition & { readonly needs: ReadonlySet<string> }): void {
    this.every.push(every);
    for (const name of needs) this.read.add(name);
  }

  place(filter: PatternFilter, nodes: readonly NodePlace[], hops: readonly HopPlace[], otherwise: () => void): void {
    for (const name of filter.needs) this.read.add(name);
    const node = nodes.find(({ name }) => !this.endNames.includes(name) && this.isOf(filter, [name]));
    if (node !== undefined) return add(this.nodes, node, filter);
    const hop = hops.find(({ name, from, to }) => this.isOf(filter, [name, from.name, to.name]));
    if (hop !== undefined) return add(this.hops, hop, filter);
    otherwise();
  }
}

function add<K>(map: Map<K, PatternFilter[]>, key: K, filter: PatternFilter): void {
  const filters = map.get(key);
  if (filters === undefined) map.set(key, [filter]);
  else filters.push(filter);
}

function filterOf(expression: Expression): PatternFilter {
  return { needs: variableNames(expression), condition: { kind: "expression", expression } };
}

/** The predicates in the brackets of `[r:T* {…}]` and `-[r WHERE …]->+`, tested on each relationship. */
function relationshipFilters({ edge: { shape, name } }: QuantifierIteration): PatternFilter[] {
  if (shape.type === "QuantifiedPath") return [];
  const { properties } = shape;
  const filters = conjuncts(shape.where).map(filterOf);
  if (properties === null) return filters;
  const needs = new Set([name, ...variableNames(properties)]);
  return [...filters, { needs, condition: { kind: "properties", name, entity: "relationship", properties } }];
}

function everyOf(
  { condition }: PatternFilter,
  pattern: QueryGraph,
  automaton: PathAutomaton,
): (EveryCondition & { readonly needs: ReadonlySet<string> }) | null {
  if (condition.kind !== "expression" || condition.expression.type !== "Quantifier") return null;
  const { quantifier, variable, list, where } = condition.expression;
  if (quantifier !== "all" && quantifier !== "none") return null;
  const of = listOf(list, pattern, automaton);
  if (of === null) return null;
  const needs = variableNames(where);
  needs.delete(variable.name);
  return { of, variable, condition: where, isNone: quantifier === "none", needs };
}

function listOf(list: Expression, pattern: QueryGraph, { rounds }: PathAutomaton): EveryCondition["of"] | null {
  if (list.type === "Variable")
    return rounds.flatMap(({ hops }) => hops).find(({ name }) => name === list.name) ?? null;
  const [argument] = list.type === "Function" ? list.args : [];
  if (list.type !== "Function" || argument?.type !== "Variable" || list.args.length !== 1) return null;
  if (argument.name !== pattern.paths[0]?.variable?.name) return null;
  const name = list.name.toLowerCase();
  return name === "nodes" || name === "relationships" ? name : null;
}
