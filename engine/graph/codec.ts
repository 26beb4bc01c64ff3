import {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  PointValue,
  TimeValue,
  type Value,
} from "../values/value.ts";

/**
 * Encodes property values as lossless JSON. Strings, booleans, null and safe integers stay as they are; any other value
 * is an array whose first item is a tag.
 */
export function encodeValue(value: Value): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (typeof value === "bigint") return ["i", String(value)];
  if (value instanceof Float) return ["f", encodeDouble(value.value)];
  if (Array.isArray(value)) return ["l", ...value.map(encodeValue)];
  if (value instanceof Map) return ["m", ...[...value].map(([key, item]) => [key, encodeValue(item as Value)])];
  if (value instanceof DateValue) return ["d", value.epochDay];
  if (value instanceof LocalTimeValue) return ["lt", value.nanoOfDay];
  if (value instanceof TimeValue) return ["t", value.nanoOfDay, value.offsetSeconds];
  if (value instanceof LocalDateTimeValue) return ["ldt", value.epochDay, value.nanoOfDay];
  if (value instanceof DateTimeValue) return ["dt", value.epochDay, value.nanoOfDay, value.offsetSeconds, value.zone];
  if (value instanceof DurationValue)
    return ["u", ...[value.months, value.days, value.seconds, value.nanoseconds].map(encodeDouble)];
  if (value instanceof PointValue)
    return [
      "p",
      value.srid,
      encodeDouble(value.x),
      encodeDouble(value.y),
      value.z === null ? null : encodeDouble(value.z),
    ];
  throw new TypeError("Only property values are kept");
}

/** JSON has no -0, NaN or infinity. */
function encodeDouble(value: number): number | string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? value : String(value);
}

/** @throws TypeError for a value that encodeValue did not write */
export function decodeValue(encoded: unknown): Value {
  if (!Array.isArray(encoded)) return encoded as Value;
  const [tag, ...args] = encoded as [string, ...unknown[]];
  const [a, b, c, d] = args as [number, number, number, number];
  switch (tag) {
    case "i":
      return BigInt(String(a));
    case "f":
      return new Float(decodeDouble(a));
    case "l":
      return args.map(decodeValue);
    case "m":
      return new Map((args as [string, unknown][]).map(([key, item]) => [key, decodeValue(item)]));
    case "d":
      return new DateValue(a);
    case "lt":
      return new LocalTimeValue(a);
    case "t":
      return new TimeValue(a, b);
    case "ldt":
      return new LocalDateTimeValue(a, b);
    case "dt":
      return new DateTimeValue(a, b, c, args[3] as string | null);
    case "u":
      return new DurationValue(decodeDouble(a), decodeDouble(b), decodeDouble(c), decodeDouble(d));
    case "p":
      return new PointValue(
        a as PointValue["srid"],
        decodeDouble(b),
        decodeDouble(c),
        args[3] === null ? null : decodeDouble(args[3]),
      );
    default:
      throw new TypeError(`Unknown value tag ${tag}`);
  }
}

function decodeDouble(encoded: unknown): number {
  return Number(encoded);
}
