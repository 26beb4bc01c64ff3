import { depthGuard } from "../depth-limit.ts";
import { isList, isMap, kindOf } from "../kind.ts";
import { temporalKey } from "../temporal/ordering.ts";
import { Float, NodeValue, PathValue, PointValue, RelationshipValue, type Value } from "../value.ts";

export type GroupKey = string | number | boolean | null;

/**
 * A primitive that is equal exactly for values that DISTINCT and grouping treat as equal: null equals null, NaN equals
 * NaN, 1 equals 1.0. Small integers are their own key; strings have a prefix.
 */
export function groupKey(value: Value, depth = 0): GroupKey {
  if (typeof value === "number") return value;
  if (typeof value === "string") return `s${value}`;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "bigint") return `i${value}`;
  if (value instanceof Float) return floatKey(value.value);
  if (value instanceof NodeValue) return `n${value.id}`;
  if (value instanceof RelationshipValue) return `r${value.id}`;
  depthGuard(depth);
  if (isList(value)) return `[${value.map((item) => framed(groupKey(item, depth + 1))).join("")}`;
  if (isMap(value)) {
    const keys = [...value.keys()].toSorted();
    return `{${keys.map((key) => framed(key) + framed(groupKey(value.get(key) ?? null, depth + 1))).join("")}`;
  }
  if (value instanceof PathValue) return `p${value.nodes.join(",")};${value.relationships.join(",")}`;
  if (value instanceof PointValue) return `@${value.srid},${value.x},${value.y},${value.z}`;
  return `${kindOf(value)} ${temporalKey(value)}`;
}

/** One key for several values. */
export function groupKeyOf(values: readonly Value[]): GroupKey {
  return values.length === 1 ? groupKey(values[0] ?? null) : values.map((value) => framed(groupKey(value))).join("");
}

/** Prefixes a key with its length, so that joined keys are unambiguous. */
function framed(key: GroupKey): string {
  const text = `${typeof key === "number" ? "#" : ""}${String(key)}`;
  return `${typeof key === "boolean" || key === null ? "=" : ""}${text.length}:${text}`;
}

function floatKey(value: number): GroupKey {
  if (Number.isNaN(value)) return "fNaN";
  if (Number.isInteger(value) && Math.abs(value) >= 2 ** 53 && Math.abs(value) < 2 ** 63) return `i${BigInt(value)}`;
  // A safe whole float has the key of the equal integer; -0 has that of 0.
  return Number.isSafeInteger(value) ? value + 0 : `f${value}`;
}
