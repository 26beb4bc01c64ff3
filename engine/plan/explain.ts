import type { PlanStep } from "../run/execution.ts";

/** A plan as a table: the step that answers on top, what feeds it below, with rows counted when it ran. */
export function planText(step: PlanStep, counted: boolean): string {
  const lines: { name: string; details: string; estimate: string; rows: string }[] = [];
  const add = ({ operator, details, estimate, rows, children }: PlanStep, depth: number) => {
    lines.push({
      name: `${"| ".repeat(depth)}${operator}`,
      details,
      estimate: estimate === null ? "" : String(Math.round(estimate)),
      rows: String(rows),
    });
    children.forEach((child, index) => add(child, depth + (children.length > 1 ? index : 0)));
  };
  add(step, 0);
  const width = (of: (line: (typeof lines)[number]) => string, head: string) =>
    Math.max(head.length, ...lines.map((line) => of(line).length));
  const [names, details] = [width(({ name }) => name, "Operator"), width((line) => line.details, "Details")];
  const row = (name: string, detail: string, estimate: string, rows: string) =>
    `${name.padEnd(names)}  ${detail.padEnd(details)}  ${estimate.padStart(8)}${counted ? `  ${rows.padStart(8)}` : ""}`.trimEnd();
  return [
    row("Operator", "Details", "Estimate", "Rows"),
    ...lines.map((line) => row(line.name, line.details, line.estimate, line.rows)),
  ].join("\n");
}
