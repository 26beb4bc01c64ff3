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
 * Property values as JSON that loses nothing. Text, truth, null and safe integers stand for themselves; all else is an
 * array whose first item is a tag.
 */
export function encodeValue(value: Value): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (typeof value === "bigint") return ["i", String(value)];
  if (value instanceof Float)
    return ["f", Object.is(value.value, -0) || !Number.isFinite(value.value) ? encodeOdd(value.value) : value.value];
  if (Array.isArray(value)) return ["l", ...value.map(encodeValue)];
  if (value instanceof Map) return ["m", ...[...value].map(([key, item]) => [key, encodeValue(item as Value)])];
  if (value instanceof DateValue) return ["d", value.epochDay];
  if (value instanceof LocalTimeValue) return ["lt", value.nanoOfDay];
  if (value instanceof TimeValue) return ["t", value.nanoOfDay, value.offsetSeconds];
  if (value instanceof LocalDateTimeValue) return ["ldt", value.epochDay, value.nanoOfDay];
  if (value instanceof DateTimeValue) return ["dt", value.epochDay, value.nanoOfDay, value.offsetSeconds, value.zone];
  if (value instanceof DurationValue) return ["u", value.months, value.days, value.seconds, value.nanoseconds];
  if (value instanceof PointValue) return ["p", value.srid, value.x, value.y, value.z];
  throw new TypeError("Only property values are kept");
}

function encodeOdd(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** @throws TypeError when it was not made by encodeValue */
export function decodeValue(encoded: unknown): Value {
  if (!Array.isArray(encoded)) return encoded as Value;
  const [tag, ...args] = encoded as [string, ...unknown[]];
  const [a, b, c, d] = args as [number, number, number, number];
  switch (tag) {
    case "i":
      return BigInt(String(a));
    case "f":
      return new Float(Number(a));
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
      return new DateTimeValue(a, b, c, (args[3] ?? null) as string | null);
    case "u":
      return new DurationValue(a, b, c, d);
    case "p":
      return new PointValue(a as PointValue["srid"], b, c, (args[3] ?? null) as number | null);
    default:
      throw new TypeError(`Unknown value tag ${String(tag)}`);
  }
}
