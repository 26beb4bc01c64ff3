import type { PlanStep } from "../run/execution.ts";
import { estimateOf } from "../run/plan-step.ts";

const WIDEST = 100;
const HEADINGS = ["Operator", "Details", "Estimate", "Rows", "Steps"] as const;

/**
 * A plan as a table: the step that answers on top, what feeds it below; what is run anew for each of its rows stands
 * indented between. When it ran (`counted`), with the rows each step gave and the steps of work it took.
 */
export function planText(step: PlanStep, counted: boolean): string {
  const lines: string[][] = [[...HEADINGS]];
  const add = (one: PlanStep, depth: number) => {
    const { operator, details, rows, steps, children, inside } = one;
    const estimate = estimateOf(one);
    const shown = estimate > 0 ? Math.max(1, Math.round(estimate)) : 0;
    const words = details.length > WIDEST ? `${details.slice(0, WIDEST - 1)}…` : details;
    lines.push([`${"| ".repeat(depth)}${operator}`, words, ...[shown, rows, steps].map(String)]);
    for (const other of inside) add(other, depth + 1);
    for (const child of children) add(child, depth);
  };
  add(step, 0);
  const columns = counted ? HEADINGS.length : HEADINGS.length - 2;
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .slice(0, columns)
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
