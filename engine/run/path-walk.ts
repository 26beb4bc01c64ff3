import type { Round } from "../plan/path-automaton.ts";
import type { Execution } from "./execution.ts";
import { PathChoices } from "./path-choices.ts";
import type { PathMachine, PathStep, PathView } from "./path-machine.ts";
import type { PathMove } from "./path-moves.ts";
import type { PathSlots } from "./path-slots.ts";
import type { PathTests } from "./path-tests.ts";
import type { Remaining } from "./path-remaining.ts";
import { Trail } from "./trail.ts";

/** How a walk ended. */
export interface Walked {
  /** The taker wanted no more. */
  readonly stopped: boolean;
  /** There may be longer trails. */
  readonly longer: boolean;
}

/**
 * Every trail of exactly one length, from a node to where the path ends: steps that lead too far away are not taken, so
 * little is walked that comes to nothing. No relationship is walked twice.
 */
export class PathWalk {
  private readonly moves: PathMove[] = [];
  private readonly trail = new Trail();
  private readonly choices: PathChoices;

  constructor(
    private readonly input: {
      readonly machine: PathMachine;
      readonly view: PathView;
      readonly slots: PathSlots;
      readonly tests: PathTests;
      readonly execution: Execution;
    },
  ) {
    this.choices = new PathChoices(input.machine, input.view, input.execution);
  }

  /** `take` sees the moves in the order walked, and answers false when it wants no more. */
  trails(start: number, length: number, remaining: Remaining, take: (moves: readonly PathMove[]) => boolean): Walked {
    const { moves, trail } = this;
    const { view } = this.input;
    let longer = false;
    let walked = 0;
    const open: { choices: readonly PathMove[]; at: number }[] = [];
    const enter = (move: PathMove): boolean => {
      moves.push(move);
      if (move.step !== null) {
        trail.push(move.relationship);
        walked += 1;
      }
      if (move.state === view.last && walked === length) {
        open.push({ choices: [], at: 0 });
        return take(moves);
      }
      const choices = this.choices.of(move, length - walked, remaining);
      longer ||= choices.longer;
      open.push({ choices: choices.moves, at: 0 });
      return true;
    };
    const leave = () => {
      open.pop();
      if (moves.pop()?.step === null) return;
      trail.pop();
      walked -= 1;
    };
    let goesOn = enter({ node: start, state: view.first, step: null, relationship: -1 });
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const choice = top.choices[top.at];
      top.at += 1;
      if (choice === undefined || !goesOn) leave();
      else if (choice.step !== null && trail.has(choice.relationship)) continue;
      else if (this.isWholeRound(choice)) goesOn = enter(choice);
    }
    return { stopped: !goesOn, longer };
  }

  /** What is asked of a whole round, when this move completes one. */
  private isWholeRound(move: PathMove): boolean {
    const { view, slots, tests, execution } = this.input;
    const { step } = move;
    if (step === null || tests.ofRound.size === 0) return true;
    if (!(view.reversed ? step.hop.opens : step.hop.closes)) return true;
    const round = roundOf(step, tests);
    if (round === null) return true;
    const { frame } = execution;
    const walked = [...this.moves, move].slice(-1 - round.hops.length);
    walked.slice(1).forEach(({ node, relationship, step: taken }, index) => {
      if (taken === null) return;
      const before = walked[index]?.node ?? node;
      frame[slots.node(taken.hop.from)] = view.reversed ? node : before;
      frame[slots.relationship(taken.hop)] = relationship;
      frame[slots.node(taken.hop.to)] = view.reversed ? before : node;
    });
    return (tests.ofRound.get(round) ?? []).every((test) => test());
  }
}

function roundOf({ hop }: PathStep, tests: PathTests): Round | null {
  for (const round of tests.ofRound.keys()) if (round.hops.includes(hop)) return round;
  return null;
}
