import type { Execution } from "../execution.ts";
import type { AutomatonStep } from "./product-automaton.ts";

/**
 * A node in an automaton state and the relationship that led there; null for the start and for a move between states
 * at
 * one node.
 */
export interface Transition {
  readonly node: number;
  readonly state: number;
  readonly step: AutomatonStep | null;
  readonly relationship: number;
}

/** The transitions from a node in a state with a number of steps left. */
export interface Transitions {
  readonly moves: readonly Transition[];
  /** Whether there are moves for which the steps left do not suffice. */
  readonly longer: boolean;
}

/** Beyond this many moves nothing more is kept. */
const KEPT_AT_MOST = 500_000;

/** Caches transitions while the distance bounds they were computed from hold. */
export class CachedTransitions {
  private readonly known = new Map<number, Map<number, Transitions>>();
  private wasExact = false;
  private held = 0;

  private readonly budget: Execution["budget"];

  constructor(budget: Execution["budget"]) {
    this.budget = budget;
  }

  find(key: number, left: number, isExact: boolean): Transitions | null {
    // What was thought to be far may turn out not to be there at all.
    if (isExact && !this.wasExact) this.forget();
    this.wasExact = isExact;
    return this.known.get(left)?.get(key) ?? null;
  }

  keep(key: number, left: number, choices: Transitions): void {
    const more = 1 + choices.moves.length;
    if (this.held + more > KEPT_AT_MOST) return;
    this.budget.hold(more);
    this.held += more;
    const sameLeft = this.known.get(left) ?? new Map<number, Transitions>();
    this.known.set(left, sameLeft.set(key, choices));
  }

  forget(): void {
    this.known.clear();
    this.budget.release(this.held);
    this.held = 0;
  }
}
