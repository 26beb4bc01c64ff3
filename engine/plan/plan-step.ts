import type { Span } from "../syntax/ast.ts";

/** One operator of a plan; EXPLAIN prints it and PROFILE counts its rows. */
export interface PlanStep {
  /** For example NodeByLabelScan, Expand, Filter, Aggregate. */
  readonly operator: string;
  /** The part of the query: `(a)-[:KNOWS]->(b)`. */
  readonly details: string;
  /** Estimated output rows for so many input rows. */
  rowsFrom(this: void, input: number): number;
  /** The inputs. */
  readonly children: PlanStep[];
  /** Plans that run again for each of its rows; for a UNION its further parts. */
  readonly inside: PlanStep[];
  /** Counted by PROFILE: output rows, and its own work in steps of the budget. */
  rows: number;
  steps: number;
}

/**
 * A plan step without counts. `estimate` gives the output rows: a number, null for as many as come in, or a function of
 * the input rows.
 */
export function planStep(
  operator: string,
  details: string,
  estimate: number | null | ((input: number) => number),
): PlanStep {
  const rowsFrom = typeof estimate === "function" ? estimate : (input: number) => estimate ?? input;
  return { operator, details, rowsFrom, children: [], inside: [], rows: 0, steps: 0 };
}

/** Estimated output rows of a step. */
export function estimateOf({ rowsFrom, children: [input] }: PlanStep): number {
  return rowsFrom(input === undefined ? 1 : estimateOf(input));
}

/** Appends an input below the deepest step of a plan. */
export function putBelow(step: PlanStep, below: PlanStep): PlanStep {
  let at = step;
  while (at.children[0] !== undefined) [at] = at.children as [PlanStep];
  at.children.push(below);
  return step;
}

/** Runs `make` and returns its result with the plan steps of the subqueries and patterns inside its expressions. */
export function withInside<T>(
  { nested }: { readonly nested: PlanStep[] },
  make: () => T,
): readonly [made: T, inside: readonly PlanStep[]] {
  const before = nested.length;
  const made = make();
  return [made, nested.splice(before)];
}

/** The text of a syntax node as written, on one line. */
export function sourceText({ start, end }: Span, { text }: { readonly text: string }): string {
  return text.slice(start, end).replaceAll(/\s+/g, " ");
}
