import { CypherError } from "../../errors.ts";
import { integer } from "../numbers.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type TemporalValue,
  type Value,
} from "../value.ts";
import { civilDate, dayOfWeek, epochDayOf, isoWeek } from "./calendar.ts";
import { offsetText } from "./format.ts";

const NANOS = 1_000_000_000;
const DAY = 86_400;

/**
 * Reads `.year`, `.hour`, `.offset` … of a temporal value, case-insensitively. Throws for a component that it does not
 * have.
 */
export function temporalField(value: TemporalValue, written: string): Value {
  const key = written.toLowerCase();
  const field =
    (value instanceof DurationValue ? durationField(value, key) : null) ??
    (value instanceof DateValue || value instanceof LocalDateTimeValue || value instanceof DateTimeValue
      ? dateField(value.epochDay, key)
      : null) ??
    (value instanceof LocalTimeValue ||
    value instanceof TimeValue ||
    value instanceof LocalDateTimeValue ||
    value instanceof DateTimeValue
      ? timeField(value.nanoOfDay, key)
      : null) ??
    (value instanceof TimeValue || value instanceof DateTimeValue ? zoneField(value, key) : null);
  if (field === null)
    throw new CypherError("PropertyNotFound", `No such field: ${written}`, { detail: "InvalidPropertyName" });
  // Turns -0 from truncation into 0.
  return typeof field === "number" ? field + 0 : field;
}

function dateField(epochDay: number, key: string): Value {
  const { year, month, day } = civilDate(epochDay);
  switch (key) {
    case "year":
      return year;
    case "quarter":
      return Math.floor((month - 1) / 3) + 1;
    case "month":
      return month;
    case "week":
      return isoWeek(epochDay).week;
    case "weekyear":
      return isoWeek(epochDay).weekYear;
    case "day":
      return day;
    case "dayofquarter":
    case "quarterday":
      return epochDay - epochDayOf(year, Math.floor((month - 1) / 3) * 3 + 1, 1) + 1;
    case "dayofweek":
    case "weekday":
      return dayOfWeek(epochDay);
    case "ordinalday":
      return epochDay - epochDayOf(year, 1, 1) + 1;
    default:
      return null;
  }
}

function timeField(nanoOfDay: number, key: string): Value {
  const seconds = Math.floor(nanoOfDay / NANOS);
  const nanos = nanoOfDay % NANOS;
  switch (key) {
    case "hour":
      return Math.floor(seconds / 3600);
    case "minute":
      return Math.floor(seconds / 60) % 60;
    case "second":
      return seconds % 60;
    case "millisecond":
      return Math.floor(nanos / 1e6);
    case "microsecond":
      return Math.floor(nanos / 1e3);
    case "nanosecond":
      return nanos;
    default:
      return null;
  }
}

function zoneField(value: TimeValue | DateTimeValue, key: string): Value {
  switch (key) {
    case "timezone":
      return value instanceof DateTimeValue && value.zone !== null ? value.zone : offsetText(value.offsetSeconds);
    case "offset":
      return offsetText(value.offsetSeconds);
    case "offsetminutes":
      return Math.trunc(value.offsetSeconds / 60);
    case "offsetseconds":
      return value.offsetSeconds;
    default:
  }
  if (!(value instanceof DateTimeValue)) return null;
  const { epochDay, nanoOfDay, offsetSeconds } = value;
  const ofDay = Math.floor(nanoOfDay / NANOS) - offsetSeconds;
  const nanos = nanoOfDay % NANOS;
  // Like Neo4j: truncates to milliseconds, so that before 1970 the result is the next second.
  const carry = epochDay * DAY + ofDay < 0 && nanos >= 1e6 ? 1 : 0;
  if (key === "epochseconds") return counted(epochDay, DAY, ofDay + carry);
  return key === "epochmillis" ? counted(epochDay, DAY * 1000, ofDay * 1000 + Math.floor(nanos / 1e6)) : null;
}

/** `units` times `size` plus `more`, as an exact integer. @throws CypherError beyond 64 bits */
function counted(units: number, size: number, more: number): Value {
  return integer(BigInt(units) * BigInt(size) + BigInt(more));
}

function durationField({ months, days, seconds, nanoseconds }: DurationValue, key: string): Value {
  switch (key) {
    case "years":
      return Math.trunc(months / 12);
    case "quarters":
      return Math.trunc(months / 3);
    case "months":
      return months;
    case "weeks":
      return Math.trunc(days / 7);
    case "days":
      return days;
    case "hours":
      return Math.trunc(seconds / 3600);
    case "minutes":
      return Math.trunc(seconds / 60);
    case "seconds":
      return seconds;
    case "milliseconds":
      return counted(seconds, 1000, Math.floor(nanoseconds / 1e6));
    case "microseconds":
      return counted(seconds, 1e6, Math.floor(nanoseconds / 1e3));
    case "nanoseconds":
      return counted(seconds, NANOS, nanoseconds);
    case "quartersofyear":
      return Math.trunc(months / 3) % 4;
    case "monthsofquarter":
      return months % 3;
    case "monthsofyear":
      return months % 12;
    case "daysofweek":
      return days % 7;
    case "minutesofhour":
      return Math.trunc(seconds / 60) % 60;
    case "secondsofminute":
      return seconds % 60;
    case "millisecondsofsecond":
      return Math.floor(nanoseconds / 1e6);
    case "microsecondsofsecond":
      return Math.floor(nanoseconds / 1e3);
    case "nanosecondsofsecond":
      return nanoseconds;
    default:
      return null;
  }
}
