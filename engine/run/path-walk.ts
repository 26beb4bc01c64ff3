import type { Round } from "../plan/path-automaton.ts";
import type { Execution } from "./execution.ts";
import type { PathMachine, PathStep, PathView } from "./path-machine.ts";
import type { PathSlots } from "./path-slots.ts";
import type { PathTests } from "./path-tests.ts";
import type { Remaining } from "./path-remaining.ts";
import { Trail } from "./trail.ts";

/** A node in a state, and the relationship that led there: null for the first, and where the same node goes on in another state. */
export interface PathMove {
  readonly node: number;
  readonly state: number;
  readonly step: PathStep | null;
  readonly relationship: number;
}

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
  private longer = false;

  constructor(
    private readonly input: {
      readonly machine: PathMachine;
      readonly view: PathView;
      readonly slots: PathSlots;
      readonly tests: PathTests;
      readonly execution: Execution;
    },
  ) {}

  /** `take` sees the moves in the order walked, and answers false when it wants no more. */
  trails(start: number, length: number, remaining: Remaining, take: (moves: readonly PathMove[]) => boolean): Walked {
    const { moves, trail } = this;
    const { view } = this.input;
    this.longer = false;
    let walked = 0;
    const open: { choices: readonly PathMove[]; at: number }[] = [];
    const enter = (move: PathMove): boolean => {
      moves.push(move);
      if (move.step !== null) {
        trail.push(move.relationship);
        walked += 1;
      }
      const isThere = move.state === view.last && walked === length;
      open.push({ choices: isThere ? [] : this.choices(move, length - walked, remaining), at: 0 });
      return !isThere || take(moves);
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
      else if (this.isWholeRound(choice)) goesOn = enter(choice);
    }
    return { stopped: !goesOn, longer: this.longer };
  }

  /** The moves from here after which the end can still be come to in time. */
  private choices({ node, state }: PathMove, left: number, remaining: Remaining): PathMove[] {
    const { machine, view, execution } = this.input;
    const { graph, budget } = execution;
    const { width } = machine;
    const choices: PathMove[] = [];
    for (const next of view.skips[state] ?? []) {
      if (this.isWithin(remaining.of(node * width + next), left, remaining))
        choices.push({ node, state: next, step: null, relationship: -1 });
    }
    for (const step of view.steps[state] ?? []) {
      budget.spend(1 + graph.degree(node, step.direction, null));
      graph.expand(node, step.direction, step.types, (relationship, other) => {
        if (this.trail.has(relationship)) return true;
        if (!this.isWithin(remaining.of(other * width + step.to), left - 1, remaining)) return true;
        if (machine.passes(step, node, relationship, other))
          choices.push({ node: other, state: step.to, step, relationship });
        return true;
      });
    }
    return choices;
  }

  private isWithin(distance: number, left: number, { isExact }: Remaining): boolean {
    if (distance <= left) return true;
    if (!isExact || distance !== Number.POSITIVE_INFINITY) this.longer = true;
    return false;
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
