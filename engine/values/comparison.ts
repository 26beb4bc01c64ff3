import { depthGuard } from "./depth.ts";
import { equals } from "./equality.ts";
import { isList, isNumber, kindOf, toDouble } from "./kind.ts";
import { compareNumbers } from "./numbers.ts";
import { compareText } from "./text-order.ts";
import { compareTemporal } from "./temporal-key.ts";
import { DurationValue, type TemporalValue, type Value } from "./value.ts";

const TEMPORAL = new Set(["Date", "LocalTime", "Time", "LocalDateTime", "DateTime"]);

/** Comparability, what `<` and its sisters ask: a sign, null when the two cannot be compared, NaN when one of them is. */
export function compare(left: Value, right: Value, depth = 0): number | null {
  if (left === null || right === null) return null;
  if (isNumber(left) && isNumber(right)) {
    return Number.isNaN(toDouble(left)) || Number.isNaN(toDouble(right)) ? Number.NaN : compareNumbers(left, right);
  }
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (isList(left) && isList(right)) return compareLists(left, right, depth);
  const kind = kindOf(left);
  if (TEMPORAL.has(kind) && kind === kindOf(right) && !(left instanceof DurationValue)) {
    return compareTemporal(left as TemporalValue, right as TemporalValue);
  }
  return null;
}

function compareLists(left: readonly Value[], right: readonly Value[], depth: number): number | null {
  depthGuard(depth);
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    const same = equals(a, b, depth + 1);
    if (same === null) return null;
    if (!same) return compare(a, b, depth + 1);
  }
  return left.length - right.length;
}
