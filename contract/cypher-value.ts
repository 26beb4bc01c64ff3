import { z } from "zod";

/**
 * A Cypher value as JSON, so that nothing is lost on the wire. Strings, booleans, null, lists and whole numbers that
 * are safe stand for themselves; all else is an object with `$type`.
 *
 * - `{ "$type": "Float", "value": 2 }` — every float, so that 2.0 is not 2 (NaN and the infinities are strings)
 * - `{ "$type": "Integer", "value": "9007199254740993" }` — beyond 2^53 − 1
 * - `{ "$type": "Date" | "LocalTime" | "Time" | "LocalDateTime" | "DateTime" | "Duration", "value": "…" }` — ISO 8601 as Cypher's toString gives it
 * - `{ "$type": "Point", "srid": 4326, "x": 44.3, "y": 33.3, "z"?: 0 }`
 * - `{ "$type": "Map", "value": { … } }` — a map that has a key `$type`; any other map is a plain object
 * - `{ "$type": "Node", "id"?: "soleimani", "labels": […], "properties": { … } }`
 * - `{ "$type": "Relationship", "id"?: …, "type": …, "start"?: id, "end"?: id, "properties": { … } }`
 * - `{ "$type": "Path", "nodes": […], "relationships": […] }` — in the order walked
 *
 * `id`, `start` and `end` are our own ids (the property `id`), never the store's.
 */
export type CypherValue =
  | null
  | boolean
  | number
  | string
  | readonly CypherValue[]
  | { readonly [key: string]: CypherValue | undefined };

export const CypherValue: z.ZodType<CypherValue> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(CypherValue), z.record(z.string(), CypherValue)]),
);
