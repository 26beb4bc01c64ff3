import type { Draw } from "./draw.ts";
import { namesOf } from "./everyday-conditions.ts";
import { counted } from "./everyday-subqueries.ts";
import { plainValue } from "./everyday-values.ts";
import { sortKeyOf } from "./projections.ts";
import type { Variable } from "./value-type.ts";

export interface PlainItem {
  readonly text: string;
  readonly column: Variable;
  readonly isLoose: boolean;
}

/** These names as they are, and up to so many values made of what stands. */
export function plainItems(
  kept: readonly Variable[],
  variables: readonly Variable[],
  most: number,
  draw: Draw,
  name?: string,
): PlainItem[] {
  const items = kept.map((column) => ({ text: column.name, column, isLoose: false }));
  const made = draw.list(kept.length === 0 ? 1 : 0, most, () => {
    const { text, type, isLoose = false } = plainValue(variables, draw);
    const column = { name: name ?? draw.name("c"), type };
    return { text: `${text} AS ${column.name}`, column, isLoose };
  });
  return [...items, ...made];
}

/** An order in which the whole row decides its place; null where a column has none. */
export function totalOrder(columns: readonly Variable[], before: readonly Variable[], draw: Draw): string | null {
  const keys = columns.map(sortKeyOf);
  if (keys.length === 0 || keys.includes(null)) return null;
  draw.feature("ORDER BY");
  const first = draw.chance(50) ? fancyKey(namesOf("node", before), draw) : null;
  const directed = [...(first === null ? [] : [first]), ...keys].map((key) => `${key}${direction(draw)}`);
  return directed.join(", ");
}

function direction(draw: Draw): string {
  return draw.one(["", "", " DESC", " ASC", " DESCENDING"]);
}

/** What people sort by first, of nodes that still stand. */
function fancyKey(nodes: readonly string[], draw: Draw): string | null {
  if (nodes.length === 0) return null;
  const n = draw.one(nodes);
  const [feature, write] = draw.one([
    [
      "ORDER BY of a stored date",
      () => draw.one([`${n}.d`, `${n}.d.year`, `date.truncate('month', coalesce(${n}.d, date('2020-02-29')))`]),
    ],
    ["ORDER BY of a stored datetime", () => `${n}.t`],
    ["ORDER BY of a stored duration", () => `${n}.u`],
    ["ORDER BY of a stored point", () => draw.one([`${n}.p`, `point.distance(${n}.p, point({x: 0, y: 0}))`])],
    [
      "CASE in ORDER BY",
      () =>
        draw.one([
          `CASE WHEN ${n}.v IS NULL THEN 1 ELSE 0 END`,
          `CASE ${n}.s WHEN 'b' THEN 0 WHEN 'a' THEN 1 ELSE 2 END`,
        ]),
    ],
    ["a subquery in ORDER BY", () => counted(n, draw)],
    ["ORDER BY of a property", () => draw.one([`${n}.v`, `${n}.s`, `coalesce(${n}.s, 'b')`, `${n}.x`, `${n}:A`])],
  ] as const);
  draw.feature(feature);
  return write();
}
