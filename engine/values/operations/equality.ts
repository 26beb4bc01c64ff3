import { depthGuard } from "../depth-limit.ts";
import { isList, isMap, isNumber, kindOf } from "../kind.ts";
import { compareNumbers } from "../numbers.ts";
import { temporalKey } from "../temporal/ordering.ts";
import { Float, NodeValue, PathValue, PointValue, RelationshipValue, type Value } from "../value.ts";

/** Cypher's `=`: null when the result is unknown. */
export function equals(left: Value, right: Value, depth = 0): boolean | null {
  if (left === null || right === null) return null;
  if (typeof left === "number" && typeof right === "number") return left === right;
  if (typeof left === "string" || typeof left === "boolean") return left === right;
  if (isNumber(left))
    return isNumber(right) && !isNaNValue(left) && !isNaNValue(right) && compareNumbers(left, right) === 0;
  if (left instanceof NodeValue) return right instanceof NodeValue && left.id === right.id;
  if (left instanceof RelationshipValue) return right instanceof RelationshipValue && left.id === right.id;
  depthGuard(depth);
  if (isList(left)) return isList(right) && equalLists(left, right, depth + 1);
  if (isMap(left)) return isMap(right) && equalMaps(left, right, depth + 1);
  if (left instanceof PathValue) return right instanceof PathValue && samePath(left, right);
  if (left instanceof PointValue) {
    return (
      right instanceof PointValue &&
      left.srid === right.srid &&
      left.x === right.x &&
      left.y === right.y &&
      left.z === right.z
    );
  }
  return kindOf(left) === kindOf(right) && temporalKey(left) === temporalKey(right);
}

function equalLists(left: readonly Value[], right: readonly Value[], depth: number): boolean | null {
  if (left.length !== right.length) return false;
  let known: boolean | null = true;
  for (let index = 0; index < left.length; index += 1) {
    const same = equals(left[index] ?? null, right[index] ?? null, depth);
    if (same === false) return false;
    if (same === null) known = null;
  }
  return known;
}

function equalMaps(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>, depth: number): boolean | null {
  if (left.size !== right.size) return false;
  let known: boolean | null = true;
  for (const [key, value] of left) {
    if (!right.has(key)) return false;
    const same = equals(value, right.get(key) ?? null, depth);
    if (same === false) return false;
    if (same === null) known = null;
  }
  return known;
}

function samePath(left: PathValue, right: PathValue): boolean {
  const same = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((item, index) => item === b[index]);
  return same(left.nodes, right.nodes) && same(left.relationships, right.relationships);
}

function isNaNValue(value: Value): boolean {
  return value instanceof Float && Number.isNaN(value.value);
}
