import { CypherError } from "../../errors.ts";
import { depthGuard } from "../depth-limit.ts";
import { isInteger, isList, isMap, kindOf } from "../kind.ts";
import { temporalText } from "../temporal/format.ts";
import { Float, PointValue, type TemporalValue, type Value } from "../value.ts";

/** Formats a double like Java: 1.0, 1.0E10, NaN, Infinity. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [digits = "0", exponent = "0"] = value.toExponential().split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Formats a value for toString() and for concatenation with `+`; lists and maps as Cypher literals. */
export function toCypherText(value: Value, depth = 0): string {
  if (value === null) return "null";
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || isInteger(value)) return String(value);
  if (value instanceof Float) return floatText(value.value);
  depthGuard(depth);
  const inner = (item: Value) => (typeof item === "string" ? `'${item}'` : toCypherText(item, depth + 1));
  if (isList(value)) return `[${value.map(inner).join(", ")}]`;
  if (isMap(value)) return `{${[...value].map(([key, item]) => `${key}: ${inner(item)}`).join(", ")}}`;
  if (value instanceof PointValue) return pointText(value);
  const kind = kindOf(value);
  if (kind === "Node" || kind === "Relationship" || kind === "Path") {
    throw new CypherError("TypeError", `A ${kind} has no text of its own`, { detail: "InvalidArgumentValue" });
  }
  return temporalText(value as TemporalValue);
}

function pointText({ srid, x, y, z }: PointValue): string {
  const third = z === null ? "" : `, z: ${floatText(z)}`;
  return `point({x: ${floatText(x)}, y: ${floatText(y)}${third}, crs: '${CRS[srid]}'})`;
}

/** The names of the coordinate systems by SRID. */
export const CRS: Readonly<Record<PointValue["srid"], string>> = {
  7203: "cartesian",
  9157: "cartesian-3d",
  4326: "wgs-84",
  4979: "wgs-84-3d",
};
