import type { Execution } from "../execution.ts";
import type { AutomatonStep } from "./product-automaton.ts";

/**
 * A node in an automaton state and the step that led there; null for the start and for an epsilon transition at one
 * node.
 */
export interface Transition {
  readonly node: number;
  readonly state: number;
  readonly step: AutomatonStep | null;
  readonly relationship: number;
}

/** The transitions from a node in a state, for a number of remaining steps. */
export interface Transitions {
  readonly moves: readonly Transition[];
  /** Whether there are moves that need more steps than remain. */
  readonly longer: boolean;
}

/** The most cached moves. */
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
    // Once the distances are exact, a node that seemed far may turn out unreachable.
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
