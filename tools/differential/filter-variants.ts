import type { Draw } from "./draw.ts";
import type { Statement } from "./statement.ts";
import type { Variable } from "./value-type.ts";

const [ASKED, UNFILTERED, END] = ["\u{E000}", "\u{E001}", "\u{E002}"] as const;
const MARKS = /[\u{E000}-\u{E002}]/u;

/**
 * A piece of a statement in two variants: as it is asked, and without the filter that drops rows. The whole statement in
 * the second variant shows whether the side that did not refuse a condition only never met the row that it fails on.
 */
export function filterVariants(asked: string, unfiltered: string): string {
  return `${ASKED}${asked}${END}${UNFILTERED}${unfiltered}${END}`;
}

/** What is written of a text with such pieces in it. */
export function askedText(text: string): string {
  return written(text, UNFILTERED);
}

/** The same where every condition is asked of every row and drops none. */
export function unfilteredText(text: string): string {
  return written(text, ASKED);
}

function written(text: string, leftOut: string): string {
  const open: string[] = [];
  let kept = "";
  for (const piece of text.split(/(?<=[\u{E000}-\u{E002}])|(?=[\u{E000}-\u{E002}])/u)) {
    if (piece === END) open.pop();
    else if (MARKS.test(piece)) open.push(piece);
    else if (!open.includes(leftOut)) kept += piece;
  }
  return kept;
}

/** Statements that ask each condition of every node and relationship there is; none for one that names something else. */
function askedAlone(conditions: Draw["conditions"]): string[] {
  return conditions.flatMap(({ value, variables }) => {
    const named = variables.filter(({ name }) => new RegExp(`(?<![\\w$])${name}(?!\\w)`).test(value));
    const each = eachOf(named);
    return each === null ? [] : [`${each} RETURN ${value} AS value`];
  });
}

/** So many variables may stand for everything there is, each by each. */
const MOST_FREE = 4;

/**
 * Every variable for each node or relationship there is, and for null where there is none; null where they are too many
 * or something else.
 */
export function eachOf(variables: readonly Variable[]): string | null {
  if (variables.length > MOST_FREE || variables.some(({ type }) => type !== "node" && type !== "relationship"))
    return null;
  return variables
    .map(({ name, type }) => `OPTIONAL MATCH ${type === "node" ? `(${name})` : `()-[${name}]->()`}`)
    .join(" ");
}

/** A text in all forms that a statement has it in. */
export function formsOf(text: string, { conditions }: Draw): Pick<Statement, "text" | "unfiltered" | "conditions"> {
  return { text: askedText(text), unfiltered: unfilteredText(text), conditions: askedAlone(conditions) };
}

/** A clause that asks all these conditions and values of each row. */
export function askingAll(conditions: readonly string[], column: string): string {
  return conditions.length === 0 ? "" : ` WITH *, [${conditions.join(", ")}] AS ${column}`;
}

/** A condition as a value. */
export function asValue(condition: string): string {
  return `CASE WHEN ${condition} THEN 1 END`;
}
