import { CypherError } from "../errors.ts";
import { isList, isMap, isNumber, kindOf } from "../values/kind.ts";
import { toCypherText } from "../values/operations/to-string.ts";
import { Float, PointValue, type Value } from "../values/value.ts";

const SINGLE = "Property values can only be of primitive types or arrays thereof.";
const SUBSET =
  "Only some of Cypher's types can be stored, as they are or in lists of one type: booleans, numbers, strings, points and temporal values.";
const ENTITIES = new Set(["Node", "Relationship", "Path"]);

/**
 * Checks and converts a property value: a single value, or a list of values of one type without null. Integers beside
 * floats become floats, as in Neo4j.
 * @throws CypherError TypeError InvalidPropertyType
 */
export function checkStorable(value: Value): Value {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return checkList(value);
  if (isMap(value)) throw refusal(`${SINGLE} Encountered: Map${toCypherText(value)}.`);
  if (ENTITIES.has(kindOf(value))) throw refusal(`${SINGLE} Encountered: ${kindOf(value)}.`);
  return value;
}

function checkList(list: readonly Value[]): Value {
  const kinds = new Set(list.map(kindOf));
  if (kinds.has("Null")) throw refusal("Collections containing null values can not be stored in properties.");
  if (kinds.has("List")) throw refusal("Collections containing collections can not be stored in properties.");
  if (kinds.has("Map") || [...ENTITIES].some((kind) => kinds.has(kind as "Node"))) throw refusal(SINGLE);
  if (kinds.size > 1) {
    if (!list.every(isNumber)) throw refusal(SUBSET);
    return list.map((item) => (item instanceof Float ? item : new Float(Number(item))));
  }
  if (new Set(list.map((item) => (item instanceof PointValue ? item.srid : null))).size > 1)
    throw refusal("Collections containing point values with different CRS can not be stored in properties.");
  return list;
}

function refusal(message: string): CypherError {
  return new CypherError("TypeError", message, { detail: "InvalidPropertyType" });
}
