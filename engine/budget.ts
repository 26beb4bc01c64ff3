import { CypherError } from "./errors.ts";

/** Upper bounds of one run. The engine checks each one before or while it does bulk work. */
export interface Limits {
  /** Units of work: one node, relationship or list item visited, or 64 characters read. */
  readonly steps: number;
  /** Most rows a result returns. Further rows are cut off without an error; `truncated` is then true. */
  readonly rows: number;
  /** Most values held at one time in collections, groups, sorts and results. */
  readonly elements: number;
  readonly listLength: number;
  /** In UTF-16 units. */
  readonly stringLength: number;
  /** Depth of nested lists and maps, and of the statement's parentheses. */
  readonly nesting: number;
  readonly timeMillis: number;
}

export const DEFAULT_LIMITS: Limits = {
  steps: 500_000_000,
  rows: 100_000,
  elements: 5_000_000,
  listLength: 5_000_000,
  stringLength: 10_000_000,
  nesting: 200,
  timeMillis: 30_000,
};

/** One cell of shared memory: its owner sets it to cancel the run. Without a cell only the limits end a run. */
export type CancelCell = Int32Array;

/** The elements charged for one change. It is kept until the statement ends, for the rollback and for the listeners. */
export const CHANGE_WEIGHT = 4;

const CHECK_EVERY = 1000;

/** Counts the work and memory of a run and throws when a limit is exceeded. */
export class Budget {
  steps = 0;
  elements = 0;
  private nextCheck = CHECK_EVERY;
  private readonly deadline: number;

  readonly limits: Limits;
  private readonly clock: () => number;
  private readonly cancel: CancelCell | null;

  constructor(limits: Limits, clock: () => number, cancel: CancelCell | null) {
    this.limits = limits;
    this.clock = clock;
    this.cancel = cancel;
    this.deadline = clock() + limits.timeMillis;
  }

  /** Charges work before it is done, as the degree of a node or the length of a list. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps >= this.nextCheck) this.look();
  }

  /** Charges values that are kept in memory; `release` credits them. */
  hold(elements: number): void {
    this.elements += elements;
    if (this.elements > this.limits.elements) {
      throw limit(`The query holds more than ${this.limits.elements} values at one time`, "TooManyElements");
    }
  }

  release(elements: number): void {
    this.elements -= elements;
  }

  checkList(length: number): void {
    if (length > this.limits.listLength)
      throw limit(`A list would have ${length} items; ${this.limits.listLength} are allowed`, "ListTooLong");
  }

  checkString(length: number): void {
    if (length > this.limits.stringLength)
      throw limit(`A string would have ${length} characters; ${this.limits.stringLength} are allowed`, "StringTooLong");
  }

  private look(): void {
    this.nextCheck = this.steps + CHECK_EVERY;
    if (this.steps > this.limits.steps)
      throw limit(`The query took more than ${this.limits.steps} steps`, "TooManySteps");
    if (this.cancel !== null && Atomics.load(this.cancel, 0) !== 0) {
      throw new CypherError("Cancelled", "The query was cancelled", { detail: "Cancelled" });
    }
    if (this.clock() > this.deadline) {
      throw new CypherError("TimedOut", `The query took longer than ${this.limits.timeMillis} ms`, {
        detail: "TimedOut",
      });
    }
  }
}

function limit(message: string, detail: string): CypherError {
  return new CypherError("LimitExceeded", message, {
    detail,
    hint: "Ask for less: a LIMIT, a smaller range, a narrower pattern",
  });
}
