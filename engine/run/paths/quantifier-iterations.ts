import type { Round } from "../../plan/path-automaton.ts";
import type { Execution } from "../execution.ts";
import type { PathSlots } from "./slots.ts";
import type { PathMove } from "./transitions.ts";

interface Asked {
  readonly tests: ReadonlyMap<Round, readonly (() => boolean)[]>;
  /** The moves lead from the end to the start. */
  readonly reversed: boolean;
  readonly slots: PathSlots;
  readonly execution: Execution;
}

/** Whether what is asked of a whole round holds for the one that the last of these moves completes, if it does. */
export function lastRoundHolds(moves: readonly PathMove[], { tests, reversed, slots, execution }: Asked): boolean {
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

/** The same for every round of a whole path. */
export function allRoundsHold(moves: readonly PathMove[], asked: Asked): boolean {
  return asked.tests.size === 0 || moves.every((_, index) => lastRoundHolds(moves.slice(0, index + 1), asked));
}
