import { CypherError } from "../../errors.ts";
import type { GraphReader } from "../graph-reader.ts";
import { isMap, kindOf } from "../kind.ts";
import { isTemporal } from "../temporal/arithmetic.ts";
import { temporalField } from "../temporal/components.ts";
import { Float, NodeValue, PointValue, RelationshipValue, type Value } from "../value.ts";
import { CRS } from "./to-string.ts";

/** `value.key` of any value except nodes and relationships, whose columns the run reads itself. */
export function propertyOf(value: Value, key: string): Value {
  if (value === null) return null;
  if (isMap(value)) return value.get(key) ?? null;
  if (isTemporal(value)) return temporalField(value, key);
  if (value instanceof PointValue) {
    const field = pointField(value, key);
    if (field === null) throw absentField(key);
    return field;
  }
  throw new CypherError(
    "TypeError",
    `Type mismatch: expected Map, Node, Relationship, Point, Duration or a temporal value but was ${kindOf(value)}`,
    { detail: "InvalidArgumentType" },
  );
}

/** A map, or the properties of a node or relationship; null for any other value. */
export function propertiesOf(value: Value, graph: GraphReader): ReadonlyMap<string, Value> | null {
  if (isMap(value)) return value;
  const isNode = value instanceof NodeValue;
  if (!isNode && !(value instanceof RelationshipValue)) return null;
  const { id } = value;
  const keys = isNode ? graph.nodeKeys(id) : graph.relationshipKeys(id);
  const column = (key: number) => (isNode ? graph.nodeColumn(key) : graph.relationshipColumn(key));
  return new Map(keys.map((key) => [graph.keys.name(key), column(key).get(id)]));
}

function pointField({ srid, x, y, z }: PointValue, key: string): Value {
  const isGeographic = srid === 4326 || srid === 4979;
  switch (key.toLowerCase()) {
    case "x":
      return new Float(x);
    case "y":
      return new Float(y);
    case "z":
      return z === null ? null : new Float(z);
    case "longitude":
      return isGeographic ? new Float(x) : null;
    case "latitude":
      return isGeographic ? new Float(y) : null;
    case "height":
      return isGeographic && z !== null ? new Float(z) : null;
    case "srid":
      return srid;
    case "crs":
      return CRS[srid];
    default:
      return null;
  }
}

function absentField(key: string): CypherError {
  return new CypherError("ArgumentError", `Field: ${key} is not available on this point`, {
    detail: "InvalidArgumentValue",
  });
}
