import type { Execution } from "../execution.ts";
import type { Trail } from "../match/trail.ts";
import type { Remaining } from "./distance-bounds.ts";
import type { PathMachine, PathView } from "./product-automaton.ts";
import type { Choices, PathMove } from "./transitions.ts";

/** The moves after which the end can still be come to in time. */
export class PathChoices {
  constructor(
    private readonly machine: PathMachine,
    private readonly view: PathView,
    private readonly execution: Execution,
  ) {}

  of({ node, state }: PathMove, left: number, remaining: Remaining): Choices {
    const key = node * this.machine.width + state;
    const known = remaining.kept?.find(key, left, remaining.isExact) ?? null;
    if (known !== null) return known;
    const choices = this.lookUp(node, state, left, remaining);
    remaining.kept?.keep(key, left, choices);
    return choices;
  }

  /** Those that walk no relationship of a trail again, which holds for this trail alone. */
  beside(trail: Trail, { node, state }: PathMove, left: number, remaining: Remaining): Choices {
    return this.lookUp(node, state, left, remaining, trail);
  }

  private lookUp(node: number, state: number, left: number, remaining: Remaining, trail: Trail | null = null): Choices {
    const { machine, view } = this;
    const { graph, budget } = this.execution;
    const { width } = machine;
    const moves: PathMove[] = [];
    let longer = false;
    const isWithin = (at: number, next: number, steps: number): boolean => {
      const distance = remaining.of(at * width + next);
      if (distance <= steps) return true;
      // What is not come to yet may be come to later, unless it may not stand there at all.
      if (distance !== Number.POSITIVE_INFINITY || (!remaining.isExact && machine.accepts(at, next))) longer = true;
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
        if (machine.passes(step, node, relationship, other))
          moves.push({ node: other, state: step.to, step, relationship });
        return true;
      });
    }
    return { moves, longer };
  }
}
