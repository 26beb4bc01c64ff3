import type { Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import { variableNames, walk } from "../../syntax/walk.ts";
import type { Evaluate, Execution } from "../execution.ts";

const ASKING: ReadonlySet<string> = new Set(["Subquery", "PatternComprehension", "PatternExpression"]);

/**
 * Evaluates the subqueries of a writing clause for every row before the clause writes, so that they do not see its
 * writes.
 */
export class PrecomputedReads {
  readonly slots: number[] = [];
  private readonly works: (() => void)[] = [];

  private readonly before: Scope;
  /** The variables that the clause creates; an expression that reads one is evaluated only after the creation. */
  private readonly made: ReadonlySet<string>;
  private readonly execution: Execution;

  constructor(before: Scope, made: ReadonlySet<string>, execution: Execution) {
    this.before = before;
    this.made = made;
    this.execution = execution;
  }

  /** Compiles an expression of the clause. One with a subquery reads its precomputed value. */
  value(expression: Expression, scope: Scope): Evaluate {
    const { execution, made } = this;
    const isOfMade = [...variableNames(expression)].some((name) => made.has(name));
    if (!asksGraph(expression) || isOfMade) return execution.expression(expression, scope);
    const read = execution.expression(expression, this.before);
    const slot = execution.newSlot();
    this.slots.push(slot);
    this.works.push(() => void (execution.frame[slot] = read()));
    return () => execution.frame[slot] ?? null;
  }

  /** Evaluates the reads for the row in the frame. */
  look(): void {
    for (const work of this.works) work();
  }
}

function asksGraph(expression: Expression): boolean {
  let found = false;
  walk(expression, ({ type }) => {
    if (ASKING.has(type)) found = true;
    return !found;
  });
  return found;
}

/** The effect of a writing clause on one row, and the scope of the rows it emits. */
export interface Writer {
  readonly scope: Scope;
  /** The reads that are evaluated before anything is written. */
  readonly ahead?: PrecomputedReads;
  /** Applies the clause to the row in the frame and calls `again` for each output row; MERGE may emit several. */
  apply(again: () => void): void;
}
