import { CypherError } from "../errors.ts";
import { Float } from "./value.ts";

/** Radians in a degree. Java multiplies by this factor; dividing by 180 gives another last digit. */
export const RADIANS = Math.PI / 180;

const MOST = 9223372036854775807n;
const LEAST = -9223372036854775808n;

/** A 64-bit integer in the engine's representation. @throws CypherError ArithmeticError beyond 64 bits */
export function integer(value: bigint): number | bigint {
  if (value > MOST || value < LEAST)
    throw new CypherError("ArithmeticError", "long overflow", { detail: "IntegerOverflow" });
  const small = Number(value);
  return Number.isSafeInteger(small) ? small + 0 : value;
}

/**
 * Compares numbers of any type exactly: integers with integers, integers with doubles without rounding. The caller
 * handles NaN.
 */
export function compareNumbers(left: number | bigint | Float, right: number | bigint | Float): number {
  const a = left instanceof Float ? left.value : left;
  const b = right instanceof Float ? right.value : right;
  // JavaScript compares numbers with bigints by their mathematical value.
  return a < b ? -1 : a > b ? 1 : 0;
}
