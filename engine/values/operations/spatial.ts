import { CypherError } from "../../errors.ts";
import { double, wrongType } from "../function.ts";
import type { GraphReader } from "../graph-reader.ts";
import { isNumber, kindOf } from "../kind.ts";
import { RADIANS } from "../numbers.ts";
import { Float, PointValue, type Value } from "../value.ts";
import { propertiesOf } from "./property.ts";

const SRIDS: Readonly<Record<string, PointValue["srid"]>> = {
  cartesian: 7203,
  "cartesian-3d": 9157,
  "wgs-84": 4326,
  "wgs-84-3d": 4979,
};
const EARTH_METRES = 6_378_140;

type Four = [number, number, number, number];

function bad(message: string): CypherError {
  return new CypherError("ArgumentError", `Invalid input for function 'point()': ${message}`, {
    detail: "InvalidArgumentValue",
  });
}

/** `point({x, y})`, `point({longitude, latitude, height})`, with crs or srid. */
export function point(value: Value, graph: GraphReader): Value {
  const given = propertiesOf(value, graph);
  if (given === null) throw wrongType("point", "a Map", value);
  if ([...given.values()].includes(null)) return null;
  const of = (...names: readonly string[]): number | null => {
    const value = names.map((name) => given.get(name)).find((one) => one !== undefined);
    if (value !== undefined && !isNumber(value)) throw bad(`a coordinate is a number, not ${kindOf(value)}`);
    return value === undefined ? null : double("point", value);
  };
  // Like Neo4j: when x and y are present, the other coordinates are ignored.
  const isPlain = given.has("x") && given.has("y");
  const isGeographic = !isPlain && (given.has("longitude") || given.has("latitude"));
  const [x, y, z] = isPlain ? [of("x"), of("y"), of("z")] : [of("longitude"), of("latitude"), of("z", "height")];
  if (x === null || y === null) throw bad("a point needs x and y, or longitude and latitude");
  const named = given.get("crs");
  if (named !== undefined && (typeof named !== "string" || given.has("srid")))
    throw bad("its coordinate system is named by a text as crs or by a number as srid, not by both");
  const srid =
    typeof named === "string" ? SRIDS[named.toLowerCase()] : ((given.get("srid") ?? null) as PointValue["srid"] | null);
  const usual = isGeographic ? (z === null ? 4326 : 4979) : z === null ? 7203 : 9157;
  const chosen = srid ?? usual;
  if (srid === undefined || !Object.values(SRIDS).includes(chosen))
    throw bad(`there is no coordinate system ${named ?? String(chosen)}`);
  if ((chosen === 9157 || chosen === 4979) !== (z !== null))
    throw bad("the coordinates do not fit the coordinate system");
  if (![x, y, z ?? 0].every(Number.isFinite)) throw bad("a coordinate is a finite number");
  if (isGeographic && (chosen === 7203 || chosen === 9157))
    throw bad("longitude and latitude are of no cartesian coordinate system");
  if (chosen === 7203 || chosen === 9157) return new PointValue(chosen, x, y, z);
  if (Math.abs(y) > 90) throw bad("a latitude lies between -90 and 90");
  return new PointValue(chosen, aroundTheEarth(x), y, z);
}

/** Normalizes a longitude beyond ±180 degrees. */
function aroundTheEarth(longitude: number): number {
  const turned = longitude % 360;
  return turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned;
}

/**
 * In metres for geographic points, else in the units of the coordinate system. null for points of two systems, and for
 * other values.
 */
export function distance(from: Value, to: Value): Value {
  if (!(from instanceof PointValue) || !(to instanceof PointValue)) return null;
  if (from.srid !== to.srid) return null;
  const rise = (from.z ?? 0) - (to.z ?? 0);
  // The same order of operations as in Neo4j; another one changes the last digit.
  if (from.srid === 7203 || from.srid === 9157)
    return new Float(Math.sqrt((from.x - to.x) ** 2 + (from.y - to.y) ** 2 + rise ** 2));
  const [x, y, toX, toY] = [from.x, from.y, to.x, to.y].map((degrees) => degrees * RADIANS) as Four;
  const inner = Math.sin((toY - y) / 2) ** 2 + Math.cos(y) * Math.cos(toY) * Math.sin((toX - x) / 2) ** 2;
  const angle = 2 * Math.atan2(Math.sqrt(inner), Math.sqrt(1 - inner));
  const ground = (EARTH_METRES + ((from.z ?? 0) + (to.z ?? 0)) / 2) * angle;
  return new Float(from.srid === 4326 ? ground : Math.sqrt(ground ** 2 + rise ** 2));
}

export function within(at: Value, low: Value, high: Value): Value {
  if (!(at instanceof PointValue) || !(low instanceof PointValue) || !(high instanceof PointValue)) return null;
  if (at.srid !== low.srid || at.srid !== high.srid) return null;
  const between = (value: number, least: number, most: number) => value >= least && value <= most;
  const isRound = at.srid === 4326 || at.srid === 4979;
  const across = isRound && low.x > high.x ? at.x >= low.x || at.x <= high.x : between(at.x, low.x, high.x);
  return across && between(at.y, low.y, high.y) && between(at.z ?? 0, low.z ?? 0, high.z ?? 0);
}
