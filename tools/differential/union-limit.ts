import type { Draw } from "./draw.ts";

/** A part of a UNION whose LIMIT ends it before its rows end. */
export function limitedList(draw: Draw): string {
  draw.feature("LIMIT in a part of UNION");
  const items = draw.list(2, 4, () => draw.between(0, 3));
  return `UNWIND [${items.join(", ")}] AS few RETURN few AS c LIMIT ${draw.between(0, 2)}`;
}

/** ORDER BY and LIMIT of the column `c`, or nothing. */
export function orderedLimit(draw: Draw): string {
  return draw.chance(30) ? ` ORDER BY c LIMIT ${draw.between(0, 2)}` : "";
}
