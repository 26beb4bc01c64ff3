import type { Execution } from "../execution.ts";
import { PathBall } from "./bfs-frontier.ts";
import type { PathMachine } from "./product-automaton.ts";
import type { KeptChoices } from "./transitions.ts";

/** How far it still is from a node in a state to where the path ends. */
export interface Remaining {
  /** Whether what `of` says is right however far it is, and not only within the reach. */
  readonly isExact: boolean;
  /** What was found out on the way, where other searches go the same way; null when none does. */
  readonly kept: KeptChoices | null;
  /** Steps of the shortest way that is no longer than `longest`, which may walk a relationship twice; null when there is none. */
  shortest(longest: number): number | null;
  /** Makes `of` right for what lies on ways of at most this length. */
  reach(length: number): void;
  /** Infinity when there is no way within reach. */
  of(key: number): number;
}

/** Seen from a ball around the end, which other searches for the same end go on to grow. */
export class RemainingInBall implements Remaining {
  constructor(
    private readonly ball: PathBall,
    private readonly start: number,
  ) {}

  get kept(): KeptChoices {
    return this.ball.kept;
  }

  get isExact(): boolean {
    return this.ball.isWhole;
  }

  shortest(longest: number): number | null {
    const { ball, start } = this;
    while (ball.distance(start) === Number.POSITIVE_INFINITY && !ball.isWhole && ball.depth < longest) ball.grow();
    const distance = ball.distance(start);
    return distance <= longest ? distance : null;
  }

  reach(length: number): void {
    while (this.ball.depth < length && !this.ball.isWhole) this.ball.grow();
  }

  of(key: number): number {
    return this.ball.distance(key);
  }
}

/** Two balls, around the start and around the end, that grow towards each other: the cheaper one next. */
export class RemainingFromBothEnds implements Remaining {
  readonly kept = null;
  private readonly near: PathBall;
  private readonly far: PathBall;
  /** Distances of what only the near ball came to and lies on a way within reach. */
  private between = new Map<number, number>();
  private isBetweenWhole = false;
  private held = 0;

  constructor(
    private readonly input: {
      readonly source: number;
      readonly target: number;
      readonly machine: PathMachine;
      readonly execution: Execution;
    },
  ) {
    const { source, target, machine, execution } = input;
    this.near = new PathBall(source, machine.forward, machine, execution);
    this.far = new PathBall(target, machine.backward, machine, execution);
  }

  get isExact(): boolean {
    return this.far.isWhole || this.isBetweenWhole;
  }

  get work(): number {
    return this.near.work + this.far.work;
  }

  shortest(longest: number): number | null {
    const { near, far } = this;
    let grown = near;
    let other = far;
    for (;;) {
      const length = near.depth + far.depth;
      if (grown.frontier.some((key) => other.distance(key) !== Number.POSITIVE_INFINITY))
        return length <= longest ? length : null;
      if (near.isWhole || far.isWhole || length >= longest) return null;
      [grown, other] = near.cost <= far.cost ? [near, far] : [far, near];
      grown.grow();
    }
  }

  reach(length: number): void {
    const { near, far } = this;
    while (near.depth + far.depth < length && !near.isWhole && !far.isWhole)
      (near.cost <= far.cost ? near : far).grow();
    if (this.isExact) return;
    this.fill(near.isWhole ? Number.POSITIVE_INFINITY : length);
    this.isBetweenWhole = near.isWhole;
  }

  of(key: number): number {
    const distance = this.far.distance(key);
    return distance === Number.POSITIVE_INFINITY ? (this.between.get(key) ?? distance) : distance;
  }

  forget(): void {
    this.near.forget();
    this.far.forget();
    this.release();
  }

  /** From the far ball's rim back into the near ball, along ways of at most this length. */
  private fill(length: number): void {
    const { near, far } = this;
    this.release();
    const between = new Map<number, number>();
    let rim = far.frontier.filter((key) => near.distance(key) + far.depth <= length);
    for (let distance = far.depth + 1; rim.length > 0; distance += 1) {
      const next: number[] = [];
      const visit = (key: number) => {
        if (near.distance(key) + distance > length || between.has(key) || far.distance(key) < distance) return;
        if (near.distance(key) === Number.POSITIVE_INFINITY) return;
        between.set(key, distance);
        next.push(key);
        this.skip(key, visit);
      };
      for (const key of rim) this.stepBack(key, visit);
      rim = next;
    }
    this.between = between;
    this.held = between.size;
    this.input.execution.budget.hold(this.held);
  }

  private skip(key: number, visit: (key: number) => void): void {
    const { machine } = this.input;
    const state = key % machine.width;
    for (const other of machine.backward.skips[state] ?? []) visit(key - state + other);
  }

  private stepBack(key: number, visit: (key: number) => void): void {
    const { machine, execution } = this.input;
    const { graph, budget } = execution;
    const { width } = machine;
    const state = key % width;
    const node = (key - state) / width;
    for (const step of machine.backward.steps[state] ?? []) {
      budget.spend(1 + graph.degree(node, step.direction, null));
      graph.expand(node, step.direction, step.types, (relationship, other) => {
        if (machine.passes(step, node, relationship, other)) visit(other * width + step.to);
        return true;
      });
    }
  }

  private release(): void {
    this.input.execution.budget.release(this.held);
    this.held = 0;
  }
}
