import type { Direction } from "../../graph/graph.ts";
import type { Execution } from "../execution.ts";

export interface BfsInput {
  readonly direction: Direction;
  readonly types: readonly number[] | null;
  /** 0 or 1: with 0 the start is reached without a step. */
  readonly least: number;
  readonly most: number;
  /** Whether this relationship may be walked. */
  allows(relationship: number): boolean;
  /** Called once for each node; false ends it. */
  arrive(node: number): boolean;
}

interface Reached {
  readonly steps: number;
  /** The relationship it was reached by, and the first of all on the way to it. */
  readonly by: number;
  readonly branch: number;
}

/**
 * Breadth-first search: every node that a trail of at most so many relationships reaches, nearest first, each once.
 * The shortest walk to a node is a trail, so visited nodes alone decide. Only the start itself needs more than that: a
 * trail that comes back to it.
 */
export function breadthFirst(start: number, reach: BfsInput, { graph, budget }: Execution): boolean {
  const { direction, types, least, most } = reach;
  const reached = new Map<number, Reached>([[start, { steps: 0, by: -1, branch: -1 }]]);
  let isStartDue = least > 0;
  if (!isStartDue && !reach.arrive(start)) return false;
  let goesOn = true;
  let waiting: number[] = most > 0 ? [start] : [];
  while (goesOn && waiting.length > 0) {
    const further: number[] = [];
    for (const node of waiting) {
      const from = reached.get(node) as Reached;
      budget.spend(1 + graph.degree(node, direction, null));
      goesOn = graph.expand(node, direction, types, (relationship, other) => {
        if (relationship === from.by || !reach.allows(relationship)) return true;
        const known = reached.get(other);
        if (known === undefined) {
          const branch = node === start ? relationship : from.branch;
          reached.set(other, { steps: from.steps + 1, by: relationship, branch });
          budget.hold(1);
          if (from.steps + 1 < most) further.push(other);
          return reach.arrive(other);
        }
        if (!isStartDue || relationship === known.by || !comesBack(from, known, relationship)) return true;
        isStartDue = false;
        return reach.arrive(start);
      });
      if (!goesOn) break;
    }
    waiting = further;
  }
  budget.release(reached.size - 1);
  return goesOn;

  /** Whether a relationship between two that were reached closes a circle through the start that is short enough. */
  function comesBack(from: Reached, known: Reached, relationship: number): boolean {
    if (direction !== "both") return known.steps === 0;
    const branch = from.steps === 0 ? relationship : from.branch;
    return branch !== known.branch && from.steps + known.steps + 1 <= most;
  }
}
