import type { Execution } from "../execution.ts";
import { PathBall } from "./bfs-frontier.ts";
import { RemainingFromBothEnds, RemainingInBall } from "./distance-bounds.ts";
import type { PathSearch, PathSight } from "./path-search.ts";
import { ANY } from "./product-automaton.ts";

type End = "source" | "target";

/**
 * Searches for pairs of nodes. Each pair is searched for from both ends; when the pairs of one node have cost as much
 * as looking at the whole graph, a ball around that node is grown and kept for those that follow.
 */
export class PathsBetween {
  private ball: { readonly end: End; readonly node: number; readonly ball: PathBall } | null = null;
  private spent: Record<End, { node: number; work: number }> = {
    source: { node: ANY, work: 0 },
    target: { node: ANY, work: 0 },
  };

  constructor(
    private readonly search: PathSearch,
    /** Whether what is found around an end holds for another row, too. */
    private readonly mayKeep: Readonly<Record<End, boolean>>,
    private readonly execution: Execution,
  ) {}

  /** Binds each path and calls `next`; false when that wants no more. */
  paths(source: number, target: number, next: () => boolean): boolean {
    const { search, execution } = this;
    const { machine } = search;
    const kept = this.keptBall({ source, target });
    if (kept !== null) {
      Object.assign(machine, kept.end === "source" ? { source, target: ANY } : { source: ANY, target });
      return search.paths(sightOf(kept, kept.end === "source" ? target : source, search), next);
    }
    Object.assign(machine, { source, target });
    machine.refreshTypes();
    const remaining = new RemainingFromBothEnds({ source, target, machine, execution });
    const goesOn = search.paths({ from: source, to: target, backwards: false, remaining }, next);
    for (const end of [this.spent.source, this.spent.target]) end.work += remaining.work;
    remaining.forget();
    return goesOn;
  }

  /** What is kept is forgotten: the graph may be another when the next pair comes. */
  forget(): void {
    this.ball?.ball.forget();
    this.ball = null;
    this.spent = { source: { node: ANY, work: 0 }, target: { node: ANY, work: 0 } };
  }

  private keptBall(nodes: Readonly<Record<End, number>>): typeof this.ball {
    const { search, execution, spent } = this;
    if (this.ball !== null && nodes[this.ball.end] === this.ball.node) return this.ball;
    for (const end of ["source", "target"] as const) {
      if (spent[end].node !== nodes[end]) spent[end] = { node: nodes[end], work: 0 };
      if (!this.mayKeep[end] || spent[end].work <= execution.graph.relationshipCount) continue;
      const { machine } = search;
      this.ball?.ball.forget();
      Object.assign(machine, { source: ANY, target: ANY, [end]: nodes[end] });
      machine.refreshTypes();
      const view = end === "source" ? machine.forward : machine.backward;
      this.ball = { end, node: nodes[end], ball: new PathBall(nodes[end], view, machine, execution) };
      return this.ball;
    }
    return null;
  }
}

/** The walk begins at the end the ball does not lie around. */
export function sightOf(
  { end, node, ball }: { readonly end: End; readonly node: number; readonly ball: PathBall },
  from: number,
  { machine }: PathSearch,
): PathSight {
  const backwards = end === "source";
  const { first } = backwards ? machine.backward : machine.forward;
  return { from, to: node, backwards, remaining: new RemainingInBall(ball, from * machine.width + first) };
}
