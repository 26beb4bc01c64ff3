import { CypherError } from "../errors.ts";
import { civilDate, dayOfWeek, daysInMonth, epochDayOf, isoWeek } from "./calendar.ts";
import { isNumber, toDouble } from "./kind.ts";
import { checkedDay, inZone, ordinalDay, weekDay, zoneOf, type Zone } from "./temporal-forms.ts";
import { durationOf, fromInstant } from "./temporal-arithmetic.ts";
import { instantOf } from "./temporal-key.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type Value,
} from "./value.ts";
import { zoneOffset } from "./zones.ts";

const NANOS = 1_000_000_000;

/** The fields of a map that makes a temporal value: `{year: 2020, week: 3}`. */
export type Fields = ReadonlyMap<string, Value>;

function amount(fields: Fields, name: string): number | null {
  const value = fields.get(name);
  if (value === undefined) return null;
  if (value === null || !isNumber(value))
    throw new CypherError("ArgumentError", `${name} must be a number`, { detail: "InvalidArgumentValue" });
  return toDouble(value);
}

export function hasDate(value: Value): value is DateValue | LocalDateTimeValue | DateTimeValue {
  return value instanceof DateValue || value instanceof LocalDateTimeValue || value instanceof DateTimeValue;
}

export function hasTime(value: Value): value is LocalTimeValue | TimeValue | LocalDateTimeValue | DateTimeValue {
  return (
    value instanceof LocalTimeValue ||
    value instanceof TimeValue ||
    value instanceof LocalDateTimeValue ||
    value instanceof DateTimeValue
  );
}

/** The day a map names; what it leaves out comes from `date` or `datetime` in it, else is the first. */
export function dayOfFields(fields: Fields, fallback: number | null = null): number {
  const base = fields.get("date") ?? fields.get("datetime") ?? null;
  const given = base !== null && hasDate(base) ? base.epochDay : fallback;
  const start = given === null ? null : civilDate(given);
  const year = amount(fields, "year") ?? start?.year ?? null;
  if (year === null)
    throw new CypherError("ArgumentError", "year must be specified", { detail: "InvalidArgumentValue" });
  const week = amount(fields, "week");
  if (week !== null || fields.has("dayOfWeek")) {
    const own = given === null ? null : isoWeek(given);
    const weekYear = amount(fields, "year") ?? own?.weekYear ?? year;
    return weekDay(
      weekYear,
      week ?? own?.week ?? 1,
      amount(fields, "dayOfWeek") ?? (given === null ? 1 : dayOfWeek(given)),
    );
  }
  const quarter = amount(fields, "quarter");
  if (quarter !== null || fields.has("dayOfQuarter")) return quarterDay(fields, year, quarter, given);
  const ordinal = amount(fields, "ordinalDay");
  if (ordinal !== null) return ordinalDay(year, ordinal);
  const month = amount(fields, "month") ?? start?.month ?? 1;
  const own = amount(fields, "day");
  // The day that is taken over from a date is at most the month's last.
  if (own === null && start !== null && month >= 1 && month <= 12)
    return checkedDay(year, month, Math.min(start.day, daysInMonth(year, month)));
  return checkedDay(year, month, own ?? 1);
}

function quarterDay(fields: Fields, year: number, quarter: number | null, given: number | null): number {
  const start = given === null ? null : civilDate(given);
  const own = start === null ? 1 : Math.floor((start.month - 1) / 3) + 1;
  const chosen = quarter ?? own;
  const dayOfOwn = start === null || given === null ? 1 : given - epochDayOf(start.year, own * 3 - 2, 1) + 1;
  const day = amount(fields, "dayOfQuarter");
  if (day === null && start !== null && fields.has("quarter")) {
    // The same month of another quarter.
    return checkedDay(year, chosen * 3 - 2 + ((start.month - 1) % 3), amount(fields, "day") ?? start.day);
  }
  return epochDayOf(year, chosen * 3 - 2, 1) + (day ?? dayOfOwn) - 1;
}

const CLOCK = ["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"] as const;

/** The time of day a map names; what it leaves out comes from `time` or `datetime` in it, else is nothing. */
export function nanosOfFields(fields: Fields, fallback = 0): number {
  const base = fields.get("time") ?? fields.get("datetime") ?? null;
  const given = base !== null && hasTime(base) ? base.nanoOfDay : fallback;
  const seconds = Math.floor(given / NANOS);
  const [hour, minute, second] = CLOCK.slice(0, 3).map((name) => amount(fields, name));
  const anyFraction = CLOCK.slice(3).some((name) => fields.has(name));
  const [milli, micro, nano] = CLOCK.slice(3).map((name) => amount(fields, name) ?? 0);
  const fraction = anyFraction ? (milli ?? 0) * 1e6 + (micro ?? 0) * 1e3 + (nano ?? 0) : given % NANOS;
  const parts = [
    hour ?? Math.floor(seconds / 3600),
    minute ?? Math.floor(seconds / 60) % 60,
    second ?? seconds % 60,
  ] as const;
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59 || fraction >= NANOS || Math.min(...parts, fraction) < 0) {
    throw new CypherError("ArgumentError", "A field of the time is out of its range", {
      detail: "InvalidArgumentValue",
    });
  }
  return (parts[0] * 3600 + parts[1] * 60 + parts[2]) * NANOS + fraction;
}

/** The zone a map names, or that of the value it is made from. */
export function zoneOfFields(fields: Fields): Zone | null {
  const named = fields.get("timezone");
  if (typeof named === "string") return zoneOf(named);
  const base = fields.get("time") ?? fields.get("datetime") ?? null;
  return zoneOfValue(base);
}

export function zoneOfValue(value: Value): Zone | null {
  if (value instanceof DateTimeValue) return { offsetSeconds: value.offsetSeconds, name: value.zone };
  return value instanceof TimeValue ? { offsetSeconds: value.offsetSeconds, name: null } : null;
}

/** A datetime of fields. A base with a zone of its own is moved to the zone that is named. */
export function dateTimeOfFields(fields: Fields): DateTimeValue {
  const base = fields.get("datetime") ?? fields.get("time") ?? null;
  const zone = zoneOfFields(fields) ?? { offsetSeconds: 0, name: null };
  const own = zoneOfValue(base);
  const [day, nanos] = [dayOfFields(fields), nanosOfFields(fields)];
  if (!fields.has("timezone") || own === null) return inZone(day, nanos, zone);
  return moveTo(inZone(day, nanos, own), zone);
}

/** The same moment in another zone. */
export function moveTo(value: DateTimeValue, { offsetSeconds, name }: Zone): DateTimeValue {
  const [seconds, nanos] = instantOf(value);
  const day = Math.floor(seconds / 86_400);
  return fromInstant(day, (seconds - day * 86_400) * NANOS + nanos, name, offsetSeconds ?? 0);
}

/** A time of fields; a base with an offset is moved to the one that is named. */
export function timeOfFields(fields: Fields, today: number): TimeValue {
  const base = fields.get("time") ?? fields.get("datetime") ?? null;
  const zone = zoneOfFields(fields);
  const offset = zone === null ? 0 : offsetIn(zone, today);
  const nanos = nanosOfFields(fields);
  const own = zoneOfValue(base);
  if (!fields.has("timezone") || own === null) return new TimeValue(nanos, offset);
  const moved = nanos + (offset - offsetIn(own, today)) * NANOS;
  const day = 86_400 * NANOS;
  return new TimeValue(((moved % day) + day) % day, offset);
}

export function offsetIn({ offsetSeconds, name }: Zone, epochDay: number): number {
  return offsetSeconds ?? (name === null ? 0 : zoneOffset(name, epochDay * 86_400));
}

/** A duration of fields, which may have fractions. */
export function durationOfFields(fields: Fields): DurationValue {
  const of = (name: string) => amount(fields, name) ?? 0;
  const months = of("years") * 12 + of("quarters") * 3 + of("months");
  const days = of("weeks") * 7 + of("days");
  const seconds = of("hours") * 3600 + of("minutes") * 60 + of("seconds");
  return durationOf(months, days, seconds, of("milliseconds") * 1e6 + of("microseconds") * 1e3 + of("nanoseconds"));
}
