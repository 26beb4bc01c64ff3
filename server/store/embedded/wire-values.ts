import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { integerAsJson, longIntegerOf } from "../../../model/long-integer.ts";
import { integer } from "../../../engine/values/arithmetic.ts";
import { isList, isMap } from "../../../engine/values/kind.ts";
import { toCypherText } from "../../../engine/values/to-string.ts";
import { findFunction } from "../../../engine/values/functions.ts";
import { Float, PointValue, type Value } from "../../../engine/values/value.ts";
import type { FunctionContext } from "../../../engine/values/function.ts";
import { typedParameter, type TemporalType } from "../typed-parameter.ts";

/** Converts a JavaScript value to an engine value: whole numbers become integers, also long ones; others floats. */
export function fromPlain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : new Float(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  const long = longIntegerOf(value);
  if (long !== null) return long;
  return new Map(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

/** Converts an engine value to plain JavaScript, for the catalogue's queries. */
export function toPlain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint") return integerAsJson(value);
  if (isList(value)) return value.map(toPlain);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toPlain(item)]));
  return value === null || typeof value !== "object" ? value : toCypherText(value);
}

/**
 * Converts a parameter with the tags of contract/cypher-value.ts to an engine value.
 * @throws Failure query/invalid
 */
export function parameterValue(value: CypherValue | undefined, context: FunctionContext): Value {
  const given = typedParameter(value);
  switch (given.is) {
    case "plain":
      return given.value;
    case "integer":
      return integer(given.value);
    case "float":
      return new Float(given.value);
    case "point": {
      const [x = 0, y = 0, z = null] = given.coordinates;
      return new PointValue(given.srid, x, y, z);
    }
    case "temporal":
      return temporal(given.type, given.text, context);
    case "list":
      return given.items.map((item) => parameterValue(item, context));
    case "map":
      return new Map(given.entries.map(([key, item]) => [key, parameterValue(item, context)]));
  }
}

/** A date or duration is read by the function of its name. */
function temporal(type: TemporalType, text: string, context: FunctionContext): Value {
  const make = findFunction(type.toLowerCase());
  if (make === null) throw new Failure("internal", `The engine has no function for a ${type}`);
  return make.call([text], context);
}
