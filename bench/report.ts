/** One line of the table. */
export interface Row {
  readonly figure: string;
  readonly ours: string;
  /** What it is compared with, and its own figure. */
  readonly against: string;
  /** Ours divided by theirs; null where there is nothing to divide by. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly reached: boolean;
  readonly note: string;
}

const HEADINGS = ["figure", "engine", "compared with", "ratio", "goal", "", "note"];

/** The rows as a table in Markdown, columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ figure, ours, against, ratio, goal, reached, note }) => [
    figure,
    ours,
    against,
    ratio === null ? "" : ratio.toPrecision(2).replace(/e.*$/, ""),
    goal,
    reached ? "reached" : "MISSED",
    note,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(HEADINGS), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

/** Milliseconds as a person reads them. */
export function millisText(millis: number): string {
  if (Number.isNaN(millis)) return "–";
  if (millis >= 100) return `${Math.round(millis)} ms`;
  return millis >= 1 ? `${millis.toFixed(1)} ms` : `${(millis * 1_000).toFixed(0)} µs`;
}
