import type { Direction } from "../../graph/graph.ts";
import type { Execution } from "../execution.ts";
import type { Trail } from "./trail.ts";

/** Which relationships are looked at from a node, and what is asked of each. */
export interface TrailFilter {
  readonly direction: Direction;
  /** null: all. */
  readonly types: readonly number[] | null;
  /** The slots of the relationship and of the node behind it while they are tested, and if they are walked. */
  readonly relationship: number;
  readonly node: number;
  readonly tests: readonly (() => boolean)[];
}

export interface TrailSteps {
  readonly execution: Execution;
  readonly trail: Trail;
  /** The relationships walked so far, kept here. */
  readonly walked: number[];
  /** Taken by turns, one for each relationship of a round. */
  readonly ways: readonly TrailFilter[];
  /** So many relationships at most. */
  readonly most: number;
  /** The relationships walked so far lead here; false ends everything. */
  arrive(this: void, node: number): boolean;
  /** Whether they may lead further from here. Asked behind `arrive`. */
  mayGoOn(this: void, node: number): boolean;
  /** Before the last of the relationships walked so far is given up. */
  leave?(this: void): void;
}

/** So many numbers of what is still to be tried weigh as much as one value; fewer than so many are not counted. */
const WEIGHT = 8;
const COUNTED_FROM = 1024;

/**
 * Walks every trail from a node, depth first, each relationship in the order it hangs on its node. What is still to be
 * tried at the nodes of a trail stands in one array, a stretch for each, so that no trail is too long for the stack.
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
  /** By turns a relationship and the node behind it. */
  const found: number[] = [];
  let size = 0;
  let held = 0;
  /** Of each node's stretch: the next to be tried, and its end, where the next node's begins. */
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
  /** Lays out what may be tried next; with the last relationship of all there is nothing to come back to. */
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
