import type { CypherValue } from "../../contract/cypher-value.ts";
import { Failure } from "../../contract/errors.ts";

export const TEMPORAL_TYPES = ["Date", "LocalTime", "Time", "LocalDateTime", "DateTime", "Duration"] as const;
export type TemporalType = (typeof TEMPORAL_TYPES)[number];

/** A query parameter with its type, parsed and checked; each store converts it to its own values. */
export type TypedParameter =
  | { readonly is: "plain"; readonly value: null | boolean | string }
  | { readonly is: "integer"; readonly value: bigint }
  | { readonly is: "float"; readonly value: number }
  | { readonly is: "temporal"; readonly type: TemporalType; readonly text: string }
  | { readonly is: "point"; readonly srid: 7203 | 9157 | 4326 | 4979; readonly coordinates: readonly number[] }
  | { readonly is: "list"; readonly items: readonly CypherValue[] }
  | { readonly is: "map"; readonly entries: readonly (readonly [string, CypherValue | undefined])[] };

type Tagged = { readonly [key: string]: CypherValue | undefined };

/**
 * Parses one level of a parameter by the `$type` tags of contract/cypher-value.ts.
 * @throws Failure query/invalid
 */
export function typedParameter(value: CypherValue | undefined): TypedParameter {
  if (value === null || value === undefined) return { is: "plain", value: null };
  if (typeof value === "boolean" || typeof value === "string") return { is: "plain", value };
  // The JSON parser turns a larger integer into a LongInteger, so a number here was written with a decimal point.
  if (typeof value === "number")
    return Number.isSafeInteger(value) ? { is: "integer", value: BigInt(value) } : { is: "float", value };
  if (Array.isArray(value)) return { is: "list", items: value as readonly CypherValue[] };
  return taggedValue(value as Tagged);
}

function taggedValue(tagged: Tagged): TypedParameter {
  const { $type: type, value } = tagged;
  if (type === undefined) return { is: "map", entries: Object.entries(tagged) };
  const temporal = TEMPORAL_TYPES.find((name) => name === type);
  if (temporal !== undefined && typeof value === "string") return { is: "temporal", type: temporal, text: value };
  if (type === "Map" && typeof value === "object" && value !== null && !Array.isArray(value)) {
    return { is: "map", entries: Object.entries(value as Tagged) };
  }
  if (type === "Integer" && typeof value === "string" && /^-?\d{1,19}$/.test(value)) {
    const number = BigInt(value);
    if (BigInt.asIntN(64, number) === number) return { is: "integer", value: number };
  }
  if (type === "Float") {
    if (typeof value === "number") return { is: "float", value };
    if (typeof value === "string" && FLOATS.has(value)) return { is: "float", value: Number(value) };
  }
  if (type === "Point") return pointValue(tagged);
  throw unreadable(type);
}

/** Floats that JSON cannot write as a number. */
const FLOATS = new Set(["NaN", "Infinity", "-Infinity", "-0.0"]);

/** SRID and number of coordinates of each coordinate system. */
const SYSTEMS = [
  [7203, 2],
  [9157, 3],
  [4326, 2],
  [4979, 3],
] as const;

function pointValue({ srid, x, y, z }: Tagged): TypedParameter {
  const [system, size] = SYSTEMS.find(([number]) => number === srid) ?? [];
  const coordinates = (z === undefined ? [x, y] : [x, y, z]).filter((one) => typeof one === "number");
  if (system === undefined || coordinates.length !== size) throw unreadable("Point");
  return { is: "point", srid: system, coordinates };
}

function unreadable(type: CypherValue): Failure {
  const named = typeof type === "string" ? type : JSON.stringify(type);
  return new Failure("query/invalid", `A parameter with the $type “${named.slice(0, 40)}” cannot be read`, {
    place: { field: "parameters" },
    remedy: "The values with $type are described at /api/openapi.json",
  });
}
