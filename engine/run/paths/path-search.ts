import type { PathAutomaton } from "../../plan/path-automaton.ts";
import type { PathQuota } from "../../plan/path-quota.ts";
import type { Execution } from "../execution.ts";
import { bindPath } from "./bindings.ts";
import type { CompiledPathConditions } from "./conditions.ts";
import type { DistanceBound } from "./distance-bounds.ts";
import { ExactLengthTrails } from "./exact-length-trails.ts";
import { ProductAutomaton } from "./product-automaton.ts";
import { allIterationsHold } from "./quantifier-iterations.ts";
import type { PathSlots } from "./slots.ts";

interface Input {
  readonly automaton: PathAutomaton;
  readonly quota: PathQuota;
  readonly slots: PathSlots;
  readonly tests: CompiledPathConditions;
  readonly execution: Execution;
}

/** Where a search between two nodes starts, and its distance bound. */
export interface SearchDirection {
  readonly from: number;
  readonly to: number;
  readonly backwards: boolean;
  readonly bound: DistanceBound;
}

/** Finds the paths between two nodes, shortest first, up to the number wanted. */
export class PathSearch {
  readonly product: ProductAutomaton;
  private readonly forward: ExactLengthTrails;
  private readonly backward: ExactLengthTrails;

  private readonly input: Input;

  constructor(input: Input) {
    this.input = input;
    const { automaton, slots, tests, execution } = input;
    this.product = new ProductAutomaton(automaton, slots, tests, execution);
    const { product } = this;
    this.forward = new ExactLengthTrails({ automaton: product, view: product.forward, slots, tests, execution });
    this.backward = new ExactLengthTrails({ automaton: product, view: product.backward, slots, tests, execution });
  }

  get longest(): number {
    return this.input.automaton.longest;
  }

  /** Binds each path and calls `next`; false when it wants no more. */
  paths({ from, to, backwards, bound }: SearchDirection, next: () => boolean): boolean {
    const { automaton, quota, slots, tests, execution } = this.input;
    const least = bound.shortest(automaton.longest);
    if (least === null) return true;
    const walk = backwards ? this.backward : this.forward;
    walk.begin();
    const shape = { reversed: backwards, placeOf: (state: number) => automaton.states[state]?.place ?? missing() };
    const late = { tests: tests.ofLateRound, reversed: backwards, slots, execution };
    let goesOn = true;
    let paths = 0;
    let lengths = 0;
    for (let length = least; length <= automaton.longest; length += 1) {
      execution.budget.spend(1);
      bound.reach(length);
      const before = paths;
      const { longer } = walk.trails({ start: from, goal: to, length }, bound, (moves) => {
        if (!bindPath(moves, shape, slots, execution) || !allIterationsHold(moves, late)) return true;
        if (!tests.whole.every((test) => test())) return true;
        paths += 1;
        goesOn = next();
        return goesOn && paths < quota.paths;
      });
      if (paths > before) lengths += 1;
      if (!goesOn || paths >= quota.paths || lengths >= quota.lengths || !longer) break;
    }
    return goesOn;
  }
}

function missing(): never {
  throw new Error("A path is walked in the states of its pattern");
}
