import type { PlanStep } from "./execution.ts";

/** A step of a plan, not counted yet. */
export function planStep(operator: string, details: string, estimate: number | null): PlanStep {
  return { operator, details, estimate, children: [], rows: 0, steps: 0 };
}
