import type { Execution } from "../execution.ts";
import { BfsFrontier } from "./bfs-frontier.ts";
import type { ProductAutomaton } from "./product-automaton.ts";
import type { CachedTransitions } from "./transitions.ts";

/** A lower bound of the distance from a node in a state to the end of the path. */
export interface DistanceBound {
  /** Whether `of` is correct at any distance, and not only within the reach. */
  readonly isExact: boolean;
  /** Cached transitions, where several searches share the bound; null for a single search. */
  readonly kept: CachedTransitions | null;
  /**
   * The length of the shortest walk of at most `longest` relationships; it may repeat a relationship. null when there
   * is none.
   */
  shortest(longest: number): number | null;
  /** Extends the search until `of` is correct for walks of at most this length. */
  reach(length: number): void;
  /** Infinity when no walk within reach exists. */
  of(key: number): number;
}

/** Distances from a frontier around the end, shared and grown by all searches for that end. */
export class FrontierDistance implements DistanceBound {
  private readonly frontier: BfsFrontier;
  private readonly start: number;

  constructor(frontier: BfsFrontier, start: number) {
    this.frontier = frontier;
    this.start = start;
  }

  get kept(): CachedTransitions {
    return this.frontier.kept;
  }

  get isExact(): boolean {
    return this.frontier.isWhole;
  }

  shortest(longest: number): number | null {
    const { frontier, start } = this;
    while (frontier.distance(start) === Number.POSITIVE_INFINITY && !frontier.isWhole && frontier.depth < longest)
      frontier.grow();
    const distance = frontier.distance(start);
    return distance <= longest ? distance : null;
  }

  reach(length: number): void {
    while (this.frontier.depth < length && !this.frontier.isWhole) this.frontier.grow();
  }

  of(key: number): number {
    return this.frontier.distance(key);
  }
}

/** Distances from a bidirectional search: frontiers around both ends grow towards each other, the cheaper one next. */
export class BidirectionalDistance implements DistanceBound {
  readonly kept = null;
  private readonly near: BfsFrontier;
  private readonly far: BfsFrontier;
  /** Distances of nodes that only the near frontier has reached and that lie on a walk within reach. */
  private between = new Map<number, number>();
  private isBetweenWhole = false;
  private held = 0;

  private readonly input: {
    readonly source: number;
    readonly target: number;
    readonly automaton: ProductAutomaton;
    readonly execution: Execution;
  };

  constructor(input: {
    readonly source: number;
    readonly target: number;
    readonly automaton: ProductAutomaton;
    readonly execution: Execution;
  }) {
    this.input = input;
    const { source, target, automaton, execution } = input;
    this.near = new BfsFrontier(source, automaton.forward, automaton, execution);
    this.far = new BfsFrontier(target, automaton.backward, automaton, execution);
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

  /** Searches from the edge of the far frontier back into the near one, along walks of at most this length. */
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
    const { automaton } = this.input;
    const state = key % automaton.width;
    for (const other of automaton.backward.skips[state] ?? []) visit(key - state + other);
  }

  private stepBack(key: number, visit: (key: number) => void): void {
    const { automaton, execution } = this.input;
    const { graph, budget } = execution;
    const { width } = automaton;
    const state = key % width;
    const node = (key - state) / width;
    for (const step of automaton.backward.steps[state] ?? []) {
      budget.spend(1 + graph.degree(node, step.direction, null));
      graph.expand(node, step.direction, step.types, (relationship, other) => {
        if (automaton.passes(step, node, relationship, other)) visit(other * width + step.to);
        return true;
      });
    }
  }

  private release(): void {
    this.input.execution.budget.release(this.held);
    this.held = 0;
  }
}
