/** One line of the table. */
export interface Row {
  readonly figure: string;
  readonly ours: string;
  /** The name of the other side, and its figure. */
  readonly against: string;
  /** The engine's figure divided by the other side's; null where there is none. */
  readonly ratio: number | null;
  /** The same on a real Neo4j over Bolt, as elapsed time; empty where Neo4j is not compared. */
  readonly neo4j: string;
  readonly goal: string;
  readonly reached: boolean;
  readonly note: string;
}

const HEADINGS = ["figure", "engine", "compared with", "ratio", "Neo4j over Bolt", "goal", "", "note"];

/** The rows as a Markdown table with aligned columns. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ figure, ours, against, ratio, neo4j, goal, reached, note }) => [
    figure,
    ours,
    against,
    ratio === null ? "" : ratioText(ratio),
    neo4j,
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

/** Milliseconds in a readable unit. */
export function millisText(millis: number): string {
  if (Number.isNaN(millis)) return "–";
  if (millis >= 100) return `${Math.round(millis)} ms`;
  return millis >= 1 ? `${millis.toFixed(1)} ms` : `${(millis * 1_000).toFixed(0)} µs`;
}

/** A ratio with two significant digits, never in exponential notation. */
function ratioText(ratio: number): string {
  return ratio >= 10 ? String(Math.round(ratio)) : ratio >= 1 ? ratio.toFixed(1) : ratio.toFixed(ratio >= 0.1 ? 2 : 3);
}
