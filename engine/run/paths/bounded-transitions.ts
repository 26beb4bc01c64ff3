import type { Execution } from "../execution.ts";
import type { Trail } from "../match/trail.ts";
import type { DistanceBound } from "./distance-bounds.ts";
import type { ProductAutomaton, AutomatonView } from "./product-automaton.ts";
import type { Transitions, Transition } from "./transitions.ts";

/** The transitions from which the end is still reachable within the steps left. */
export class BoundedTransitions {
  private readonly automaton: ProductAutomaton;
  private readonly view: AutomatonView;
  private readonly execution: Execution;

  constructor(automaton: ProductAutomaton, view: AutomatonView, execution: Execution) {
    this.automaton = automaton;
    this.view = view;
    this.execution = execution;
  }

  of({ node, state }: Transition, left: number, bound: DistanceBound): Transitions {
    const key = node * this.automaton.width + state;
    const known = bound.kept?.find(key, left, bound.isExact) ?? null;
    if (known !== null) return known;
    const choices = this.lookUp(node, state, left, bound);
    bound.kept?.keep(key, left, choices);
    return choices;
  }

  /** The transitions that do not repeat a relationship of a trail; valid for this trail only. */
  beside(trail: Trail, { node, state }: Transition, left: number, bound: DistanceBound): Transitions {
    return this.lookUp(node, state, left, bound, trail);
  }

  private lookUp(
    node: number,
    state: number,
    left: number,
    bound: DistanceBound,
    trail: Trail | null = null,
  ): Transitions {
    const { automaton, view } = this;
    const { graph, budget } = this.execution;
    const { width } = automaton;
    const moves: Transition[] = [];
    let longer = false;
    const isWithin = (at: number, next: number, steps: number): boolean => {
      const distance = bound.of(at * width + next);
      if (distance <= steps) return true;
      // An unreached node may be reached later, unless its state does not accept it.
      if (distance !== Number.POSITIVE_INFINITY || (!bound.isExact && automaton.accepts(at, next))) longer = true;
      return false;
    };
    for (const next of view.skips[state] ?? []) {
      if (isWithin(node, next, left)) moves.push({ node, state: next, step: null, relationship: -1 });
    }
    for (const step of view.steps[state] ?? []) {
      budget.spend(1 + graph.degree(node, step.direction, null));
      graph.expand(node, step.direction, step.types, (relationship, other) => {
        if (trail?.has(relationship) === true) return true;
        if (!isWithin(other, step.to, left - 1)) return true;
        if (automaton.passes(step, node, relationship, other))
          moves.push({ node: other, state: step.to, step, relationship });
        return true;
      });
    }
    return { moves, longer };
  }
}
