import type { Direction } from "../../graph/graph.ts";
import type { Execution } from "../execution.ts";

export interface BfsInput {
  readonly direction: Direction;
  readonly types: readonly number[] | null;
  /** 0 or 1: with 0 the start node counts as reached. */
  readonly least: number;
  readonly most: number;
  /** Whether the search may traverse this relationship. */
  allows(relationship: number): boolean;
  /** Called once per node; returning false ends the search. */
  arrive(node: number): boolean;
}

interface Reached {
  readonly steps: number;
  /** The relationship that reached it, and the first relationship on the way to it. */
  readonly by: number;
  readonly branch: number;
}

/**
 * Breadth-first search: visits every node that a trail of at most `most` relationships reaches, nearest first, each
 * once. The shortest walk to a node is a trail, so the set of visited nodes suffices. Only the start node needs more: a
 * trail that returns to it.
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

  /** Whether a relationship between two reached nodes closes a cycle through the start that is short enough. */
  function comesBack(from: Reached, known: Reached, relationship: number): boolean {
    if (direction !== "both") return known.steps === 0;
    const branch = from.steps === 0 ? relationship : from.branch;
    return branch !== known.branch && from.steps + known.steps + 1 <= most;
  }
}
