import type { Span } from "../../engine/syntax/ast.ts";

/** What one side said to a statement. Values are canonical text, so that two sides can be compared whole. */
export type Answer = Rows | Refusal;

export interface Rows {
  readonly kind: "rows";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What was changed, without what was not. */
  readonly counters: Readonly<Record<string, number>>;
  /** Every node and relationship after the statement, sorted; empty for one that only reads. */
  readonly graph: readonly string[];
}

export interface Refusal {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
  /** What of the statement it is about, where that is told. */
  readonly place: Span | null;
}

/** How the rows of an answer are to be compared. */
export interface Comparing {
  /** The columns the last ORDER BY sorts by, in its order; empty when it leaves the order open. */
  readonly sortedBy: readonly string[];
  /** Columns whose lists have no order of their own, as collect() without ORDER BY before it. */
  readonly bags: readonly string[];
  /** Columns in which no list has an order of its own, at any depth, as of pattern comprehensions. */
  readonly loose?: readonly string[];
}

/** null when the two say the same, else in words where they part. */
export function difference(ours: Rows, theirs: Rows, { sortedBy, bags, loose = [] }: Comparing): string | null {
  if (ours.columns.join(" | ") !== theirs.columns.join(" | ")) return "columns";
  const [a, b] = [ours, theirs].map(({ columns, rows }) =>
    rows.map((row) =>
      row.map((value, index) => {
        const name = columns[index] ?? "";
        if (loose.includes(name)) return asBags(value);
        return bags.includes(name) ? asBag(value) : value;
      }),
    ),
  ) as [string[][], string[][]];
  const lines = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(" | ")).toSorted();
  if (lines(a).join("\n") !== lines(b).join("\n")) return "rows";
  const keys = sortedBy.map((name) => ours.columns.indexOf(name));
  const order = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => keys.map((key) => foldNumbers(row[key] ?? "")).join(" | ")).join("\n");
  if (order(a) !== order(b)) return "order";
  if (JSON.stringify(sorted(ours.counters)) !== JSON.stringify(sorted(theirs.counters))) return "counters";
  return ours.graph.join("\n") === theirs.graph.join("\n") ? null : "graph";
}

function sorted(counters: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counters).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** 1 and 1.0 stand at the same place of an order. */
function foldNumbers(text: string): string {
  return text.replaceAll(/(?<![\w.])(-?\d+)\.0(?![\d.])/g, "$1").replaceAll("-0", "0");
}

/** The items of a list in an order of no meaning. Items were separated by "; ", which no item holds outside quotes. */
function asBag(value: string): string {
  return value.startsWith("[") ? `bag ${splitItems(value.slice(1, -1)).toSorted().join("; ")}` : value;
}

/** The same of every list within a value. */
function asBags(value: string): string {
  return splitItems(value)
    .map((item) => {
      const from = item.search(/[[{]/);
      if (from === -1 || item.startsWith('"')) return item;
      const inner = asBags(item.slice(from + 1, -1));
      return item[from] === "[" ? `${item.slice(0, from)}bag ${inner}` : `${item.slice(0, from)}{${inner}}`;
    })
    .toSorted()
    .join("; ");
}

function splitItems(text: string): string[] {
  const items: string[] = [];
  let [depth, from, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if ("[{(<".includes(sign)) depth += 1;
    else if ("]})>".includes(sign)) depth -= 1;
    else if (sign === ";" && depth === 0) {
      items.push(text.slice(from, at));
      from = at + 2;
    }
  }
  items.push(text.slice(from));
  return items;
}
