import { Float } from "./value.ts";

/** Compares numbers of any kind exactly: integers with integers, integers with doubles without rounding. NaN is the caller's. */
export function compareNumbers(left: number | bigint | Float, right: number | bigint | Float): number {
  const a = left instanceof Float ? left.value : left;
  const b = right instanceof Float ? right.value : right;
  // JavaScript compares numbers with bigints by their mathematical value.
  return a < b ? -1 : a > b ? 1 : 0;
}
