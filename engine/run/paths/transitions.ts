import type { Execution } from "../execution.ts";
import type { PathStep } from "./product-automaton.ts";

/** A node in a state, and the relationship that led there: null for the first, and where the same node goes on in another state. */
export interface PathMove {
  readonly node: number;
  readonly state: number;
  readonly step: PathStep | null;
  readonly relationship: number;
}

/** Where one may go from a node in a state with so many steps left. */
export interface Choices {
  readonly moves: readonly PathMove[];
  /** Whether there are moves for which the steps left do not suffice. */
  readonly longer: boolean;
}

/** Beyond this many moves nothing more is kept. */
const KEPT_AT_MOST = 500_000;

/** Choices that are kept: they hold as long as what is known of the way behind them does. */
export class KeptChoices {
  private readonly known = new Map<number, Map<number, Choices>>();
  private wasExact = false;
  private held = 0;

  constructor(private readonly budget: Execution["budget"]) {}

  find(key: number, left: number, isExact: boolean): Choices | null {
    // What was thought to be far may turn out not to be there at all.
    if (isExact && !this.wasExact) this.forget();
    this.wasExact = isExact;
    return this.known.get(left)?.get(key) ?? null;
  }

  keep(key: number, left: number, choices: Choices): void {
    const more = 1 + choices.moves.length;
    if (this.held + more > KEPT_AT_MOST) return;
    this.budget.hold(more);
    this.held += more;
    const sameLeft = this.known.get(left) ?? new Map<number, Choices>();
    this.known.set(left, sameLeft.set(key, choices));
  }

  forget(): void {
    this.known.clear();
    this.budget.release(this.held);
    this.held = 0;
  }
}
