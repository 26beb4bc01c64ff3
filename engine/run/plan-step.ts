import type { Span } from "../syntax/ast.ts";
import type { Execution, PlanStep } from "./execution.ts";

/** A step of a plan, not counted yet. */
export function planStep(operator: string, details: string, estimate: number | null): PlanStep {
  return { operator, details, estimate, children: [], rows: 0, steps: 0 };
}

/** A piece of the statement as it was written, on one line. */
export function wordsOf({ start, end }: Span, { text }: Pick<Execution, "text">): string {
  return text.slice(start, end).replaceAll(/\s+/g, " ");
}
