import { CypherError } from "../errors.ts";
import type { QuantifiedPath, RelationshipPattern } from "../syntax/ast.ts";
import { isSingleRelationship } from "../syntax/pattern-shape.ts";
import { queryGraph, type PatternEdge, type QueryGraph } from "./query-graph.ts";

/** A node position of the path pattern. */
export interface NodePlace {
  /** The variable, or a generated name; the same name at two positions is one node. */
  readonly name: string;
  /** The repeated edge that contains this position; outside of it the variable is a list of nodes. */
  readonly repeats: PatternEdge | null;
}

/** A relationship position of the path pattern, in the direction written. */
export interface HopPlace {
  readonly shape: RelationshipPattern;
  readonly name: string;
  readonly repeats: PatternEdge | null;
  readonly from: NodePlace;
  readonly to: NodePlace;
  /** It starts an iteration of a repeated part; the node at which the iteration starts has no state of its own. */
  readonly opens: boolean;
  /** It ends an iteration. */
  readonly closes: boolean;
}

export interface PathState {
  readonly place: NodePlace;
  readonly hops: { readonly hop: HopPlace; readonly to: number }[];
  /** Epsilon transitions: states further on in the pattern at the same node. */
  readonly skips: number[];
}

/** One iteration of a repeated part. */
export interface QuantifierIteration {
  readonly edge: PatternEdge;
  /** The pattern inside the parentheses; null for `[*]` and `-->+`. */
  readonly inside: QueryGraph | null;
  readonly nodes: readonly NodePlace[];
  readonly hops: readonly HopPlace[];
}

/** The automaton of a path pattern: each run from state 0 to the last state is a match. */
export interface PathAutomaton {
  readonly states: readonly PathState[];
  readonly last: number;
  /** The positions outside of repeated parts. */
  readonly nodes: readonly NodePlace[];
  readonly hops: readonly HopPlace[];
  readonly rounds: readonly QuantifierIteration[];
  /** The most relationships a path can have; Infinity when there is no bound. */
  readonly longest: number;
}

/** Builds the automaton of a pattern with one path. A repetition is unrolled up to its lower bound and then loops. */
export function pathAutomaton(pattern: QueryGraph): PathAutomaton {
  const [path] = pattern.paths;
  const nodes = (path?.nodes ?? []).map((name): NodePlace => ({ name, repeats: null }));
  const edges = (path?.edges ?? []).map((index) => pattern.edges[index] as PatternEdge);
  const hops: HopPlace[] = [];
  const rounds: QuantifierIteration[] = [];
  const states: PathState[] = [];
  const add = (place: NodePlace) => states.push({ place, hops: [], skips: [] }) - 1;
  // When only one edge repeats, its upper bound limits the path length and needs no states.
  const isOnly = edges.filter(({ shape }) => isRepeated(shape)).length === 1;
  let longest = 0;
  let at = add(nodes[0] as NodePlace);
  edges.forEach((edge, index) => {
    const [from, to] = [nodes[index] as NodePlace, nodes[index + 1] as NodePlace];
    if (!isRepeated(edge.shape)) {
      const hop = hopOf(edge.shape as RelationshipPattern, edge.name, { repeats: null, from, to });
      hops.push(hop);
      const next = add(to);
      states[at]?.hops.push({ hop, to: next });
      at = next;
      longest += 1;
      return;
    }
    const round = roundOf(edge);
    rounds.push(round);
    const { min, max } = countsOf(edge.shape);
    longest += isOnly && max !== null ? max * round.hops.length : Number.POSITIVE_INFINITY;
    const circles = isOnly || max === null;
    const leaves = addRounds(states, { at, round, min, count: circles ? Math.max(min, 1) : max, circles });
    at = add(to);
    for (const leave of leaves) states[leave]?.skips.push(at);
  });
  return { states, last: at, nodes, hops, rounds, longest };
}

/** Adds `count` iterations in sequence and returns the states from which the rest of the pattern may continue. */
function addRounds(
  states: PathState[],
  {
    at,
    round,
    min,
    count,
    circles,
  }: { at: number; round: QuantifierIteration; min: number; count: number; circles: boolean },
): number[] {
  const leaves = min === 0 ? [at] : [];
  const [opening] = round.hops as [HopPlace, ...HopPlace[]];
  let last = at;
  for (let turn = 1; turn <= count; turn += 1) {
    const opened = states.length;
    for (const hop of round.hops) {
      const next = states.push({ place: hop.to, hops: [], skips: [] }) - 1;
      states[last]?.hops.push({ hop, to: next });
      last = next;
    }
    if (turn >= min) leaves.push(last);
    if (turn === count && circles) states[last]?.hops.push({ hop: opening, to: opened });
  }
  return leaves;
}

function isRepeated(shape: RelationshipPattern | QuantifiedPath): boolean {
  return !isSingleRelationship(shape);
}

function countsOf(shape: RelationshipPattern | QuantifiedPath): { min: number; max: number | null } {
  if (shape.type === "QuantifiedPath" || shape.quantifier !== null) return shape.quantifier ?? { min: 1, max: null };
  return { min: shape.range?.min ?? 1, max: shape.range?.max ?? null };
}

function roundOf(edge: PatternEdge): QuantifierIteration {
  const { shape, name } = edge;
  const place = (node: string): NodePlace => ({ name: node, repeats: edge });
  if (shape.type === "RelationshipPattern") {
    const [from, to] = [place(`  from ${shape.start}`), place(`  to ${shape.start}`)];
    const hop = { ...hopOf(shape, name, { repeats: edge, from, to }), opens: true, closes: true };
    return { edge, inside: null, nodes: [from, to], hops: [hop] };
  }
  const inside = queryGraph([shape.pattern], shape.where);
  const [path] = inside.paths;
  const nodes = (path?.nodes ?? []).map(place);
  const hops = inside.edges.map((inner, index): HopPlace => {
    if (inner.shape.type === "QuantifiedPath" || isRepeated(inner.shape)) throw nested(inner.shape);
    const [from, to] = [nodes[index] as NodePlace, nodes[index + 1] as NodePlace];
    const hop = hopOf(inner.shape, inner.name, { repeats: edge, from, to });
    return { ...hop, opens: index === 0, closes: index === inside.edges.length - 1 };
  });
  return { edge, inside, nodes, hops };
}

function hopOf(shape: RelationshipPattern, name: string, ends: Pick<HopPlace, "repeats" | "from" | "to">): HopPlace {
  return { shape, name, ...ends, opens: false, closes: false };
}

function nested({ start, end }: { readonly start: number; readonly end: number }): CypherError {
  return new CypherError("SyntaxError", "A quantified path may not hold another one, nor a variable length", {
    detail: "UnexpectedSyntax",
    start,
    end,
    phase: "compile",
  });
}
