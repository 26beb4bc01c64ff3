import type { QuantifierIteration } from "../../plan/path-automaton.ts";
import type { Execution } from "../execution.ts";
import type { PathSlots } from "./slots.ts";
import type { Transition } from "./transitions.ts";

interface Asked {
  readonly tests: ReadonlyMap<QuantifierIteration, readonly (() => boolean)[]>;
  /** Whether the moves lead from the end to the start. */
  readonly reversed: boolean;
  readonly slots: PathSlots;
  readonly execution: Execution;
}

/** Tests the predicates of the iteration that the last transition completes; true when it completes none. */
export function lastIterationHolds(
  moves: readonly Transition[],
  { tests, reversed, slots, execution }: Asked,
): boolean {
  const hop = moves.at(-1)?.step?.hop;
  if (hop === undefined || !(reversed ? hop.opens : hop.closes)) return true;
  for (const [round, asked] of tests) {
    if (!round.hops.includes(hop)) continue;
    const { frame } = execution;
    const walked = moves.slice(-1 - round.hops.length);
    walked.slice(1).forEach(({ node, relationship, step }, index) => {
      if (step === null) return;
      const before = walked[index]?.node ?? node;
      frame[slots.node(step.hop.from)] = reversed ? node : before;
      frame[slots.relationship(step.hop)] = relationship;
      frame[slots.node(step.hop.to)] = reversed ? before : node;
    });
    if (!asked.every((test) => test())) return false;
  }
  return true;
}

/** The same for every iteration of a complete path. */
export function allIterationsHold(moves: readonly Transition[], asked: Asked): boolean {
  return asked.tests.size === 0 || moves.every((_, index) => lastIterationHolds(moves.slice(0, index + 1), asked));
}
