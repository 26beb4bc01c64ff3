import type { Direction } from "../../graph/graph.ts";
import type { Execution } from "../execution.ts";
import type { Trail } from "./trail.ts";

/** Selects the relationships to traverse from a node, and the tests on each. */
export interface TrailFilter {
  readonly direction: Direction;
  /** null: all. */
  readonly types: readonly number[] | null;
  /**
   * The slots for the relationship and the node after it, set for the tests and kept when the relationship is
   * traversed.
   */
  readonly relationship: number;
  readonly node: number;
  readonly tests: readonly (() => boolean)[];
}

export interface TrailSteps {
  readonly execution: Execution;
  readonly trail: Trail;
  /** The relationships of the current trail, maintained by the search. */
  readonly walked: number[];
  /** One filter per relationship of an iteration, used in rotation. */
  readonly ways: readonly TrailFilter[];
  /** The most relationships of a trail. */
  readonly most: number;
  /** Called when the current trail reaches a node; returning false ends the search. */
  arrive(this: void, node: number): boolean;
  /** Whether the trail may continue from here. Called after `arrive`. */
  mayGoOn(this: void, node: number): boolean;
  /** Called before the search backtracks over the last relationship. */
  leave?(this: void): void;
}

/** This many numbers of the backtracking stack weigh as much as one value; a small stack is not charged. */
const WEIGHT = 8;
const COUNTED_FROM = 1024;

/**
 * Depth-first search: visits every trail from a node, relationships in adjacency order. One array holds the untried
 * relationships of all nodes on the trail, a section per node, so that a long trail does not overflow the call stack.
 */
export function depthFirstTrails({
  execution,
  trail,
  walked,
  ways,
  most,
  arrive,
  mayGoOn,
  leave,
}: TrailSteps): (start: number) => boolean {
  const { graph, budget, frame } = execution;
  /** Alternately a relationship and the node after it. */
  const found: number[] = [];
  let size = 0;
  let held = 0;
  /** For each node on the trail: the next entry of its section to try, and the end of the section. */
  const nexts: number[] = [];
  const ends: number[] = [];

  const wayOn = () => ways[walked.length % ways.length] as TrailFilter;
  const keep = (relationship: number, other: number): boolean => {
    found[size] = relationship;
    found[size + 1] = other;
    size += 2;
    return true;
  };
  const take = (way: TrailFilter, relationship: number, other: number): boolean => {
    if (trail.has(relationship)) return false;
    frame[way.relationship] = relationship;
    frame[way.node] = other;
    for (const test of way.tests) if (!test()) return false;
    trail.push(relationship);
    walked.push(relationship);
    return true;
  };
  const giveUp = (): void => {
    leave?.();
    walked.pop();
    trail.pop();
  };
  /**
   * Collects the relationships to try next. At the maximum length they are visited directly, since there is nothing to
   * backtrack to.
   */
  const lookFrom = (node: number): boolean => {
    const way = wayOn();
    const { direction, types } = way;
    budget.spend(1 + graph.degree(node, direction, null));
    if (walked.length + 1 >= most) {
      return graph.expand(node, direction, types, (relationship, other) => {
        if (!take(way, relationship, other)) return true;
        const goesOn = arrive(other);
        giveUp();
        return goesOn;
      });
    }
    graph.expand(node, direction, types, keep);
    if (size > held + COUNTED_FROM) {
      budget.hold((size - held) / WEIGHT);
      held = size;
    }
    return true;
  };
  const come = (node: number): boolean => {
    if (!arrive(node)) return false;
    const level = walked.length;
    nexts[level] = size;
    const goesOn = !mayGoOn(node) || lookFrom(node);
    ends[level] = size;
    return goesOn;
  };
  const walkOn = (): boolean => {
    let way = wayOn();
    for (let level = 0; ;) {
      const next = nexts[level] as number;
      if (next < (ends[level] as number)) {
        nexts[level] = next + 2;
        const other = found[next + 1] as number;
        if (!take(way, found[next] as number, other)) continue;
        if (!come(other)) return false;
        level += 1;
      } else {
        if (level === 0) return true;
        level -= 1;
        size = ends[level] as number;
        giveUp();
      }
      way = wayOn();
    }
  };
  return (start) => {
    const goesOn = come(start) && walkOn();
    while (walked.length > 0) giveUp();
    size = 0;
    if (held > 0) {
      budget.release(held / WEIGHT);
      held = 0;
      found.length = 0;
    }
    return goesOn;
  };
}
