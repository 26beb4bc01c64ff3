import { depthGuard } from "../depth-limit.ts";
import { isList, isMap, isNumber, kindOf, toDouble, type ValueKind } from "../kind.ts";
import { compareNumbers } from "../numbers.ts";
import { compareTemporal } from "../temporal/ordering.ts";
import { compareText } from "../text-order.ts";
import { NodeValue, PathValue, PointValue, RelationshipValue, type TemporalValue, type Value } from "../value.ts";

/** Orderability: the order of the types, null last. */
const RANK: Readonly<Record<ValueKind, number>> = {
  Map: 0,
  Node: 1,
  Relationship: 2,
  List: 3,
  Path: 4,
  Point: 5,
  DateTime: 6,
  LocalDateTime: 7,
  Date: 8,
  Time: 9,
  LocalTime: 10,
  Duration: 11,
  String: 12,
  Boolean: 13,
  Integer: 14,
  Float: 14,
  Null: 15,
};

/** The total order of ORDER BY, min and max. */
export function orderValues(left: Value, right: Value, depth = 0): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  const byRank = RANK[kindOf(left)] - RANK[kindOf(right)];
  if (byRank !== 0) return byRank;
  if (left === null || right === null) return 0;
  if (isNumber(left) && isNumber(right))
    return orderNumbers(toDouble(left), toDouble(right)) ?? compareNumbers(left, right);
  if (typeof left === "boolean") return Number(left) - Number(right);
  if (left instanceof NodeValue || left instanceof RelationshipValue) return left.id - (right as NodeValue).id;
  depthGuard(depth);
  if (isList(left) && isList(right)) return orderLists(left, right, depth + 1);
  if (isMap(left) && isMap(right)) return orderMaps(left, right, depth + 1);
  if (left instanceof PathValue) return orderPaths(left, right as PathValue);
  if (left instanceof PointValue) {
    const other = right as PointValue;
    return left.srid - other.srid || left.x - other.x || left.y - other.y || (left.z ?? 0) - (other.z ?? 0);
  }
  return compareTemporal(left as TemporalValue, right as TemporalValue);
}

/** Orders NaN after every number; null when neither is NaN. */
function orderNumbers(left: number, right: number): number | null {
  if (!Number.isNaN(left) && !Number.isNaN(right)) return null;
  return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
}

function orderLists(left: readonly Value[], right: readonly Value[], depth: number): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const sign = orderValues(left[index] ?? null, right[index] ?? null, depth);
    if (sign !== 0) return sign;
  }
  return left.length - right.length;
}

function orderMaps(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>, depth: number): number {
  if (left.size !== right.size) return left.size - right.size;
  const a = [...left.keys()].toSorted(compareText);
  const b = [...right.keys()].toSorted(compareText);
  for (let index = 0; index < a.length; index += 1) {
    const sign = compareText(a[index] ?? "", b[index] ?? "");
    if (sign !== 0) return sign;
  }
  for (const key of a) {
    const sign = orderValues(left.get(key) ?? null, right.get(key) ?? null, depth);
    if (sign !== 0) return sign;
  }
  return 0;
}

function orderPaths(left: PathValue, right: PathValue): number {
  const a = interleave(left);
  const b = interleave(right);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const sign = (a[index] ?? 0) - (b[index] ?? 0);
    if (sign !== 0) return sign;
  }
  return a.length - b.length;
}

function interleave({ nodes, relationships }: PathValue): number[] {
  return nodes.flatMap((node, index) => (index < relationships.length ? [node, relationships[index] ?? 0] : [node]));
}
