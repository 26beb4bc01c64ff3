import { estimateOf, type PlanStep } from "./plan-step.ts";

const WIDEST = 100;
const HEADINGS = ["Operator", "Estimate", "Rows", "Steps", "Details"] as const;

/**
 * Prints a plan as a table: the last operator first, its inputs below it. Plans that run again for each row of an
 * operator are indented under it. After PROFILE (`counted`) it includes the rows and work steps of each operator.
 */
export function planText(step: PlanStep, counted: boolean): string {
  const lines: string[][] = [[...HEADINGS]];
  const add = (one: PlanStep, depth: number) => {
    const { operator, details, rows, steps, children, inside } = one;
    const estimate = estimateOf(one);
    const shown = estimate > 0 ? Math.max(1, Math.round(estimate)) : 0;
    const words = details.length > WIDEST ? `${details.slice(0, WIDEST - 1)}…` : details;
    lines.push([`${"| ".repeat(depth)}${operator}`, ...[shown, rows, steps].map(String), words]);
    for (const other of inside) add(other, depth + 1);
    for (const child of children) add(child, depth);
  };
  add(step, 0);
  // Details is the last column, so a cut at the edge of a screen loses no number.
  const columns = HEADINGS.flatMap((heading, at) =>
    counted || (heading !== "Rows" && heading !== "Steps") ? [at] : [],
  );
  const widths = HEADINGS.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const cellOf = (line: readonly string[], at: number): string => {
    const [cell, width] = [line[at] ?? "", widths[at] ?? 0];
    return at === 0 ? cell.padEnd(width) : at === HEADINGS.length - 1 ? cell : cell.padStart(width);
  };
  return lines
    .map((line) =>
      columns
        .map((at) => cellOf(line, at))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
