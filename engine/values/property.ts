import { CypherError } from "../errors.ts";
import { isMap, kindOf } from "./kind.ts";
import { temporalField } from "./temporal-fields.ts";
import { isTemporal } from "./temporal-arithmetic.ts";
import { Float, PointValue, type Value } from "./value.ts";

const SRS: Readonly<Record<PointValue["srid"], string>> = {
  7203: "cartesian",
  9157: "cartesian-3d",
  4326: "wgs-84",
  4979: "wgs-84-3d",
};

/** `value.key` of anything but nodes and relationships, whose columns the run reads itself. */
export function propertyOf(value: Value, key: string): Value {
  if (value === null) return null;
  if (isMap(value)) return value.get(key) ?? null;
  if (isTemporal(value)) return temporalField(value, key);
  if (value instanceof PointValue) return pointField(value, key);
  throw new CypherError(
    "TypeError",
    `Type mismatch: expected Map, Node, Relationship, Point, Duration or a temporal value but was ${kindOf(value)}`,
    { detail: "InvalidArgumentType" },
  );
}

function pointField({ srid, x, y, z }: PointValue, key: string): Value {
  const isGeographic = srid === 4326 || srid === 4979;
  switch (key) {
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
      return SRS[srid];
    default:
      return null;
  }
}
