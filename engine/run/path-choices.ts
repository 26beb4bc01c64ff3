import type { Execution } from "./execution.ts";
import type { PathMachine, PathView } from "./path-machine.ts";
import type { Choices, PathMove } from "./path-moves.ts";
import type { Remaining } from "./path-remaining.ts";

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

  private lookUp(node: number, state: number, left: number, remaining: Remaining): Choices {
    const { machine, view } = this;
    const { graph, budget } = this.execution;
    const { width } = machine;
    const moves: PathMove[] = [];
    let longer = false;
    const isWithin = (distance: number, steps: number): boolean => {
      if (distance <= steps) return true;
      if (!remaining.isExact || distance !== Number.POSITIVE_INFINITY) longer = true;
      return false;
    };
    for (const next of view.skips[state] ?? []) {
      if (isWithin(remaining.of(node * width + next), left))
        moves.push({ node, state: next, step: null, relationship: -1 });
    }
    for (const step of view.steps[state] ?? []) {
      budget.spend(1 + graph.degree(node, step.direction, null));
      graph.expand(node, step.direction, step.types, (relationship, other) => {
        if (!isWithin(remaining.of(other * width + step.to), left - 1)) return true;
        if (machine.passes(step, node, relationship, other))
          moves.push({ node: other, state: step.to, step, relationship });
        return true;
      });
    }
    return { moves, longer };
  }
}
