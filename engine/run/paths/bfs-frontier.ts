import type { Execution } from "../execution.ts";
import type { Trail } from "../match/trail.ts";
import type { ProductAutomaton, AutomatonView } from "./product-automaton.ts";
import { CachedTransitions } from "./transitions.ts";

/** The distance of a node that a state does not accept. */
const REFUSED = -1;

/** The nodes within a distance of one node, grown by one level of breadth-first search at a time. */
export class BfsFrontier {
  /** The distance of each node in a state, in relationships. */
  readonly distances = new Map<number, number>();
  /** The number of levels searched. */
  depth = 0;
  /** The nodes that the last level reached. */
  frontier: number[] = [];
  /** Nodes reached in the last state, nearest first. */
  readonly arrivals: number[] = [];
  /** The relationships at the frontier: the cost of the next level. */
  cost = 0;
  /** The relationships examined so far. */
  work = 0;
  /** Transitions of the trails that end here. */
  readonly kept: CachedTransitions;
  private held = 0;

  private readonly view: AutomatonView;
  private readonly automaton: ProductAutomaton;
  private readonly execution: Execution;
  /** Relationships that the search must not use. */
  private readonly avoided: Trail | null;

  constructor(
    node: number,
    view: AutomatonView,
    automaton: ProductAutomaton,
    execution: Execution,
    avoided: Trail | null = null,
  ) {
    this.view = view;
    this.automaton = automaton;
    this.execution = execution;
    this.avoided = avoided;
    this.kept = new CachedTransitions(execution.budget);
    this.visit(node, view.first);
    this.hold();
  }

  /** Whether no further node can be reached. */
  get isWhole(): boolean {
    return this.frontier.length === 0;
  }

  /** Infinity when it is not reached yet. */
  distance(key: number): number {
    const distance = this.distances.get(key);
    return distance === undefined || distance === REFUSED ? Number.POSITIVE_INFINITY : distance;
  }

  /** Searches one more level. */
  grow(): void {
    const { automaton, view, distances, avoided } = this;
    const { graph, budget } = this.execution;
    const { width } = automaton;
    const from = this.frontier;
    this.work += this.cost;
    this.depth += 1;
    this.frontier = [];
    this.cost = 0;
    for (const key of from) {
      const state = key % width;
      const node = (key - state) / width;
      for (const step of view.steps[state] ?? []) {
        budget.spend(1 + graph.degree(node, step.direction, null));
        graph.expand(node, step.direction, step.types, (relationship, other) => {
          if (avoided !== null && avoided.has(relationship)) return true;
          if (!distances.has(other * width + step.to) && automaton.passes(step, node, relationship, other))
            this.visit(other, step.to);
          return true;
        });
      }
    }
    this.hold();
  }

  /** Releases its memory from the budget. */
  forget(): void {
    this.kept.forget();
    this.execution.budget.release(this.held);
    this.held = 0;
  }

  private visit(node: number, state: number): void {
    const { automaton, distances } = this;
    const key = node * automaton.width + state;
    if (distances.has(key)) return;
    if (!automaton.accepts(node, state)) {
      distances.set(key, REFUSED);
      return;
    }
    distances.set(key, this.depth);
    this.frontier.push(key);
    if (state === this.view.last) this.arrivals.push(node);
    if ((this.view.steps[state] ?? []).length > 0) this.cost += this.execution.graph.degree(node, "both", null);
    for (const next of this.view.skips[state] ?? []) this.visit(node, next);
  }

  private hold(): void {
    const more = this.distances.size - this.held;
    this.held += more;
    this.execution.budget.hold(more);
  }
}
