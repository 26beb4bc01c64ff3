import type { Execution } from "../execution.ts";
import { BfsFrontier } from "./bfs-frontier.ts";
import { BidirectionalDistance, FrontierDistance } from "./distance-bounds.ts";
import type { PathSearch, SearchDirection } from "./path-search.ts";
import { ANY } from "./product-automaton.ts";

type End = "source" | "target";

/**
 * Searches paths for pairs of nodes, first bidirectionally. Once the pairs of one node have cost as much as a scan of
 * all relationships, a frontier around that node is built and kept for the next pairs.
 */
export class PairwiseSearch {
  private frontier: { readonly end: End; readonly node: number; readonly frontier: BfsFrontier } | null = null;
  private spent: Record<End, { node: number; work: number }> = {
    source: { node: ANY, work: 0 },
    target: { node: ANY, work: 0 },
  };

  private readonly search: PathSearch;
  /** Whether a frontier around an end is also valid for other rows. */
  private readonly mayKeep: Readonly<Record<End, boolean>>;
  private readonly execution: Execution;

  constructor(search: PathSearch, mayKeep: Readonly<Record<End, boolean>>, execution: Execution) {
    this.search = search;
    this.mayKeep = mayKeep;
    this.execution = execution;
  }

  /** Binds each path and calls `next`; false when it wants no more. */
  paths(source: number, target: number, next: () => boolean): boolean {
    const { search, execution } = this;
    const { product: automaton } = search;
    const kept = this.keptBall({ source, target });
    if (kept !== null) {
      Object.assign(automaton, kept.end === "source" ? { source, target: ANY } : { source: ANY, target });
      return search.paths(searchDirectionOf(kept, kept.end === "source" ? target : source, search), next);
    }
    Object.assign(automaton, { source, target });
    automaton.refreshTypes();
    const bound = new BidirectionalDistance({ source, target, automaton, execution });
    const goesOn = search.paths({ from: source, to: target, backwards: false, bound }, next);
    for (const end of [this.spent.source, this.spent.target]) end.work += bound.work;
    bound.forget();
    return goesOn;
  }

  /** Drops the frontier, since the graph may change before the next pair. */
  forget(): void {
    this.frontier?.frontier.forget();
    this.frontier = null;
    this.spent = { source: { node: ANY, work: 0 }, target: { node: ANY, work: 0 } };
  }

  private keptBall(nodes: Readonly<Record<End, number>>): typeof this.frontier {
    const { search, execution, spent } = this;
    if (this.frontier !== null && nodes[this.frontier.end] === this.frontier.node) return this.frontier;
    for (const end of ["source", "target"] as const) {
      if (spent[end].node !== nodes[end]) spent[end] = { node: nodes[end], work: 0 };
      if (!this.mayKeep[end] || spent[end].work <= execution.graph.relationshipCount) continue;
      const { product: automaton } = search;
      this.frontier?.frontier.forget();
      Object.assign(automaton, { source: ANY, target: ANY, [end]: nodes[end] });
      automaton.refreshTypes();
      const view = end === "source" ? automaton.forward : automaton.backward;
      this.frontier = { end, node: nodes[end], frontier: new BfsFrontier(nodes[end], view, automaton, execution) };
      return this.frontier;
    }
    return null;
  }
}

/** The search starts at the end without the frontier. */
export function searchDirectionOf(
  { end, node, frontier }: { readonly end: End; readonly node: number; readonly frontier: BfsFrontier },
  from: number,
  { product: automaton }: PathSearch,
): SearchDirection {
  const backwards = end === "source";
  const { first } = backwards ? automaton.backward : automaton.forward;
  return { from, to: node, backwards, bound: new FrontierDistance(frontier, from * automaton.width + first) };
}
