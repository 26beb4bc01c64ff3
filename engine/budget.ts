import { CypherError } from "./errors.ts";

/** Upper bounds of one run. Each is checked where the work is done in bulk. */
export interface Limits {
  /** Elements looked at: nodes, relationships, list items, characters / 64. */
  readonly steps: number;
  /** Rows that may leave. More are cut, not refused: `truncated` tells. */
  readonly rows: number;
  /** Values held at one time in collections, groups, sorts, results. */
  readonly elements: number;
  readonly listLength: number;
  /** In UTF-16 units. */
  readonly stringLength: number;
  /** Of lists and maps, and of the text's own parentheses. */
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

/** One cell of shared memory the owner sets to cancel; without one the run ends by its limits alone. */
export type CancelCell = Int32Array;

/** What one change takes that is kept until the statement ends: it may have to be undone, and is told afterwards. */
export const CHANGE_WEIGHT = 4;

const CHECK_EVERY = 1000;

/** Counts what a run does and ends it with an error when it does too much. */
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

  /** Called with the work about to be done: a degree, a list's length. */
  spend(steps: number): void {
    this.steps += steps;
    if (this.steps >= this.nextCheck) this.look();
  }

  /** Values kept; `release` gives them back. */
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
