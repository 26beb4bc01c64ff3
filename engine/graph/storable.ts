import { CypherError } from "../errors.ts";
import { isList, isMap, kindOf } from "../values/kind.ts";
import { Float, type Value } from "../values/value.ts";

const ENTITIES = new Set(["Node", "Relationship", "Path"]);

/**
 * What may be kept as a property: a value, or a list of values of one kind without null.
 * @throws CypherError TypeError InvalidPropertyType
 */
export function checkStorable(value: Value): Value {
  if (isMap(value) || ENTITIES.has(kindOf(value))) throw refusal();
  if (!isList(value)) return value;
  const kinds = new Set(value.map(kindOf));
  if (kinds.size === 2 && kinds.has("Integer") && kinds.has("Float"))
    return value.map((item) => (item instanceof Float ? item : new Float(Number(item))));
  if (kinds.size > 1 || ["Null", "List", "Map", ...ENTITIES].some((kind) => kinds.has(kind as never))) throw refusal();
  return value;
}

function refusal(): CypherError {
  return new CypherError("TypeError", "Property values can only be of primitive types or arrays thereof", {
    detail: "InvalidPropertyType",
  });
}
