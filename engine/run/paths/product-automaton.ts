import type { Direction } from "../../graph/graph.ts";
import type { HopPlace, PathAutomaton } from "../../plan/path-automaton.ts";
import type { Execution } from "../execution.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";
import type { CompiledPathConditions } from "./conditions.ts";
import type { PathSlots } from "./slots.ts";

/** The end is not fixed to one node. */
export const ANY = -1;

/** A transition of the automaton: a relationship of the pattern, in traversal direction. */
export interface AutomatonStep {
  readonly hop: HopPlace;
  readonly to: number;
  readonly direction: Direction;
  readonly reversed: boolean;
  types: readonly number[] | null;
}

/** The automaton seen from one end: the transitions of each state, and its epsilon transitions. */
export interface AutomatonView {
  readonly reversed: boolean;
  readonly steps: readonly (readonly AutomatonStep[])[];
  readonly skips: readonly (readonly number[])[];
  readonly first: number;
  readonly last: number;
}

/**
 * The product of a path automaton and the graph: a node in a state is one integer, `node * width + state`. A step is a
 * relationship that passes the predicates that can be tested at once.
 */
export class ProductAutomaton {
  readonly width: number;
  readonly forward: AutomatonView;
  readonly backward: AutomatonView;
  /** The start and end node of the path, or ANY. */
  source = ANY;
  target = ANY;

  private readonly slots: PathSlots;
  private readonly tests: CompiledPathConditions;
  private readonly execution: Execution;

  constructor(automaton: PathAutomaton, slots: PathSlots, tests: CompiledPathConditions, execution: Execution) {
    this.slots = slots;
    this.tests = tests;
    this.execution = execution;
    this.width = automaton.states.length;
    this.forward = viewOf(automaton, false, execution);
    this.backward = viewOf(automaton, true, execution);
  }

  /** Resolves the type numbers again: an earlier clause may have created the first relationship of a type. */
  refreshTypes(): void {
    for (const { steps } of [this.forward, this.backward])
      for (const step of steps.flat()) step.types = typesOf(step.hop.shape, this.execution).numbers;
  }

  /** Whether a node passes the tests of a state. */
  accepts(node: number, state: number): boolean {
    const { source, target, forward, tests, execution } = this;
    if (state === forward.first && source !== ANY && node !== source) return false;
    if (state === forward.last && target !== ANY && node !== target) return false;
    const asked = tests.ofState[state] as CompiledPathConditions["ofState"][number];
    if (asked.tests.length === 0) return true;
    execution.frame[asked.slot] = node;
    for (const test of asked.tests) if (!test()) return false;
    return true;
  }

  /** Whether a relationship passes the tests of a step. */
  passes({ hop, reversed }: AutomatonStep, here: number, relationship: number, other: number): boolean {
    const asked = this.tests.ofHop.get(hop);
    if (asked === undefined || asked.length === 0) return true;
    const { slots } = this;
    const { frame } = this.execution;
    frame[slots.node(hop.from)] = reversed ? other : here;
    frame[slots.relationship(hop)] = relationship;
    frame[slots.node(hop.to)] = reversed ? here : other;
    for (const test of asked) if (!test()) return false;
    return true;
  }
}

function viewOf({ states, last }: PathAutomaton, reversed: boolean, execution: Execution): AutomatonView {
  const steps: AutomatonStep[][] = states.map(() => []);
  const skips: number[][] = states.map(() => []);
  states.forEach((state, from) => {
    for (const { hop, to } of state.hops) {
      const step = { hop, reversed, direction: directionOf(hop.shape, reversed) };
      const { numbers } = typesOf(hop.shape, execution);
      steps[reversed ? to : from]?.push({ ...step, to: reversed ? from : to, types: numbers });
    }
    for (const to of state.skips) skips[reversed ? to : from]?.push(reversed ? from : to);
  });
  return { reversed, steps, skips, first: reversed ? last : 0, last: reversed ? 0 : last };
}
