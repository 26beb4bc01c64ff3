import { depthGuard } from "../depth-limit.ts";
import { isList, isMap, isNumber, kindOf, toDouble } from "../kind.ts";
import { compareNumbers } from "../numbers.ts";
import { compareTemporal } from "../temporal/ordering.ts";
import { compareText } from "../text-order.ts";
import {
  DurationValue,
  NodeValue,
  PathValue,
  PointValue,
  RelationshipValue,
  type TemporalValue,
  type Value,
} from "../value.ts";
import { equals } from "./equality.ts";

const TEMPORAL = new Set(["Date", "LocalTime", "Time", "LocalDateTime", "DateTime"]);

/**
 * Comparability, for `<`, `>`, `<=` and `>=`: a sign; null when the two cannot be compared; NaN when one of them is
 * NaN.
 */
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
  if (isMap(left) && isMap(right)) return compareMaps(left, right, depth);
  if (left instanceof NodeValue && right instanceof NodeValue) return left.id - right.id;
  if (left instanceof RelationshipValue && right instanceof RelationshipValue) return left.id - right.id;
  return left instanceof PathValue && right instanceof PathValue
    ? compareLists(idsOf(left), idsOf(right), depth)
    : null;
}

function idsOf({ nodes, relationships }: PathValue): number[] {
  return nodes.flatMap((node, index) => [node, ...relationships.slice(index, index + 1)]);
}

/** Compares by size, then by the sorted keys, then by the values in key order. */
function compareMaps(
  left: ReadonlyMap<string, Value>,
  right: ReadonlyMap<string, Value>,
  depth: number,
): number | null {
  if (left.size !== right.size) return left.size - right.size;
  const [mine, theirs] = [left, right].map((map) => [...map.keys()].toSorted(compareText)) as [string[], string[]];
  const byKeys = compareLists(mine, theirs, depth);
  if (byKeys !== 0) return byKeys;
  const [ours, others] = [left, right].map((map) => mine.map((key) => map.get(key) ?? null)) as [Value[], Value[]];
  return compareLists(ours, others, depth);
}

function compareLists(left: readonly Value[], right: readonly Value[], depth: number): number | null {
  depthGuard(depth);
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const [a, b] = [left[index] ?? null, right[index] ?? null];
    const same = equals(a, b, depth + 1);
    if (same === null) return null;
    if (same) continue;
    // A NaN inside a list makes the comparison null.
    const sign = compare(a, b, depth + 1);
    return Number.isNaN(sign) ? null : sign;
  }
  return left.length - right.length;
}

/** Comparison for `<=` and `>=`: like `compare`, but 0 for equal values without an order, such as two points. */
export function compareOrEqual(left: Value, right: Value): number | null {
  const sign = compare(left, right);
  if (sign !== null || !(left instanceof PointValue || left instanceof DurationValue)) return sign;
  return equals(left, right) === true ? 0 : null;
}
