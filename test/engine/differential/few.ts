import type { Draw } from "./draw.ts";

/** A part of a UNION that has had enough before its rows end. */
export function fewOfList(draw: Draw): string {
  draw.feature("LIMIT in a part of UNION");
  const items = draw.list(2, 4, () => draw.between(0, 3));
  return `UNWIND [${items.join(", ")}] AS few RETURN few AS c LIMIT ${draw.between(0, 2)}`;
}

/** Enough of the column `c` before its rows end. */
export function few(draw: Draw): string {
  return draw.chance(30) ? ` ORDER BY c LIMIT ${draw.between(0, 2)}` : "";
}
