import type { Execution } from "../execution.ts";
import { Trail } from "../match/trail.ts";
import { BfsFrontier } from "./bfs-frontier.ts";
import { BoundedTransitions } from "./bounded-transitions.ts";
import type { CompiledPathConditions } from "./conditions.ts";
import { FrontierDistance, type DistanceBound } from "./distance-bounds.ts";
import type { ProductAutomaton, AutomatonView } from "./product-automaton.ts";
import { lastIterationHolds } from "./quantifier-iterations.ts";
import type { PathSlots } from "./slots.ts";
import type { Transitions, Transition } from "./transitions.ts";

/** After so many path lengths of moves without a result, the search checks each move for a possible completion. */
const PATIENCE = 10;

/** How a search ended. */
export interface TrailSearchResult {
  /** The consumer wanted no more paths. */
  readonly stopped: boolean;
  /** Longer trails may exist. */
  readonly longer: boolean;
}

/**
 * Finds every trail of exactly one length from a node to the end of the path. Distance bounds prune nodes that cannot
 * reach the end.
 */
export class ExactLengthTrails {
  private readonly moves: Transition[] = [];
  private readonly trail = new Trail();
  private readonly choices: BoundedTransitions;
  /** Moves since the last result. */
  private idle = 0;

  private readonly input: {
    readonly automaton: ProductAutomaton;
    readonly view: AutomatonView;
    readonly slots: PathSlots;
    readonly tests: CompiledPathConditions;
    readonly execution: Execution;
  };

  constructor(input: {
    readonly automaton: ProductAutomaton;
    readonly view: AutomatonView;
    readonly slots: PathSlots;
    readonly tests: CompiledPathConditions;
    readonly execution: Execution;
  }) {
    this.input = input;
    this.choices = new BoundedTransitions(input.automaton, input.view, input.execution);
  }

  /** Call it before another pair of end nodes. */
  begin(): void {
    this.idle = 0;
  }

  /** `take` gets the moves in traversal order and returns false when it wants no more. */
  trails(
    { start, goal, length }: { readonly start: number; readonly goal: number; readonly length: number },
    bound: DistanceBound,
    take: (moves: readonly Transition[]) => boolean,
  ): TrailSearchResult {
    const { moves, trail } = this;
    const { view } = this.input;
    let longer = false;
    let walked = 0;
    const open: { choices: readonly Transition[]; at: number }[] = [];
    const enter = (move: Transition): boolean => {
      moves.push(move);
      if (move.step !== null) {
        trail.push(move.relationship);
        walked += 1;
      }
      if (move.state === view.last && walked === length) {
        open.push({ choices: [], at: 0 });
        this.idle = 0;
        return take(moves);
      }
      this.idle += 1;
      const left = length - walked;
      const choices =
        this.idle > PATIENCE * (length + PATIENCE)
          ? this.carefulChoices(move, { left, goal }, bound)
          : this.choices.of(move, left, bound);
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
      else if (this.completesWell(choice)) goesOn = enter(choice);
    }
    return { stopped: !goesOn, longer };
  }

  /**
   * The moves after which the end is still reachable without the relationships of the current trail. Finding them needs
   * a search of its own, but then no move is futile. A single possible move is not checked.
   */
  private carefulChoices(
    move: Transition,
    { left, goal }: { readonly left: number; readonly goal: number },
    bound: DistanceBound,
  ): Transitions {
    const { automaton, view, execution } = this.input;
    const { choices, trail } = this;
    const seen = choices.beside(trail, move, left, bound);
    if (seen.moves.length < 2 && !seen.longer) return seen;
    const back = view.reversed ? automaton.forward : automaton.backward;
    const frontier = new BfsFrontier(goal, back, automaton, execution, trail);
    const beyond = new FrontierDistance(frontier, move.node * automaton.width + move.state);
    beyond.reach(Number.POSITIVE_INFINITY);
    const careful = choices.beside(trail, move, left, beyond);
    frontier.forget();
    return careful;
  }

  /** Tests the predicates of an iteration that this move completes. */
  private completesWell(move: Transition): boolean {
    const { view, slots, tests, execution } = this.input;
    if (move.step === null || tests.ofRound.size === 0) return true;
    return lastIterationHolds([...this.moves, move], {
      tests: tests.ofRound,
      reversed: view.reversed,
      slots,
      execution,
    });
  }
}
