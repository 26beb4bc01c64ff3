import type { CypherValue } from "../../../contract/cypher-value.ts";
import { integerAsJson, longIntegerOf } from "../../../model/long-integer.ts";
import {
  Float,
  isList,
  isMap,
  PointValue,
  temporalOf,
  textOf,
  type JsInput,
  type Value,
} from "../../../engine/index.ts";
import { typedParameter } from "../typed-parameter.ts";

/**
 * Converts a JavaScript value to a parameter: whole numbers become integers, including large ones and -0; others
 * floats.
 */
export function fromPlain(value: unknown): JsInput {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return value + 0;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  return longIntegerOf(value) ?? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

/** Converts an engine value to plain JavaScript, for the catalogue's queries. */
export function toPlain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint") return integerAsJson(value);
  if (isList(value)) return value.map(toPlain);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toPlain(item)]));
  return value === null || typeof value !== "object" ? value : textOf(value);
}

/**
 * Converts a parameter with the tags of contract/cypher-value.ts to a parameter of the engine.
 * @throws Failure query/invalid; CypherError for an invalid temporal text or integer
 */
export function parameterValue(value: CypherValue | undefined): JsInput {
  const given = typedParameter(value);
  switch (given.is) {
    case "plain":
      return given.value;
    case "integer":
      return given.value;
    case "float":
      return new Float(given.value);
    case "point": {
      const [x = 0, y = 0, z = null] = given.coordinates;
      return new PointValue(given.srid, x, y, z);
    }
    case "temporal":
      return temporalOf(given.type, given.text);
    case "list":
      return given.items.map(parameterValue);
    case "map":
      return Object.fromEntries(given.entries.map(([key, item]) => [key, parameterValue(item)]));
  }
}
