import { z } from "zod";

/**
 * A Cypher value as lossless JSON. Strings, booleans, null, lists and safe integers stay as they are; any other value is
 * an object with `$type`.
 *
 * - `{ "$type": "Float", "value": 2 }` — every float, so that 2.0 is not 2; NaN and the infinities are strings
 * - `{ "$type": "Integer", "value": "9007199254740993" }` — beyond 2^53 − 1
 * - `{ "$type": "Date" | "LocalTime" | "Time" | "LocalDateTime" | "DateTime" | "Duration", "value": "…" }` — ISO 8601
 *   like Cypher's toString()
 * - `{ "$type": "Point", "srid": 4326, "x": 44.3, "y": 33.3, "z"?: 0 }`
 * - `{ "$type": "Map", "value": { … } }` — a map with a key `$type`; any other map is a plain object
 * - `{ "$type": "Node", "id"?: "soleimani", "labels": […], "properties": { … } }`
 * - `{ "$type": "Relationship", "id"?: …, "type": …, "start"?: id, "end"?: id, "properties": { … } }`
 * - `{ "$type": "Path", "nodes": […], "relationships": […] }` — in traversal order
 *
 * `id`, `start` and `end` are values of the property `id`, never the store's own ids.
 */
export type CypherValue =
  | null
  | boolean
  | number
  | string
  | readonly CypherValue[]
  | { readonly [key: string]: CypherValue | undefined };

/** Any JSON. A custom check, because zod's records drop a key `__proto__` and its unions use stack for every level. */
export const CypherValue = z.custom<CypherValue>(isJson, "is a Cypher value as JSON").meta({
  description: "A Cypher value as JSON; what JSON has no form for is an object with $type",
});

/** Query parameters by name. */
export const CypherParameters = z
  .custom<Readonly<Record<string, CypherValue>>>((value) => isMap(value) && isJson(value), "is an object of parameters")
  .meta({ type: "object", additionalProperties: {}, description: "Cypher values as JSON, by their names" });

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(value: unknown): boolean {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "object" && next !== null) for (const item of Object.values(next)) open.push(item);
    else if (typeof next === "function" || typeof next === "symbol" || typeof next === "bigint") return false;
  }
  return value !== undefined;
}
