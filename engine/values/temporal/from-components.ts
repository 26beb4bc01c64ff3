import { CypherError } from "../../errors.ts";
import { isInteger, isNumber, toDouble } from "../kind.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type Value,
} from "../value.ts";
import { duration, durationOf, fromInstant } from "./arithmetic.ts";
import { checkedYear, civilDate, dayOfWeek, daysInMonth, epochDayOf, firstMonday, isoWeek } from "./calendar.ts";
import type { Field, Fields } from "./component-map.ts";
import { checkedDay, inZone, ordinalDay, zoneOf, type Zone } from "./parse.ts";
import { zoneOffset } from "./time-zones.ts";

const NANOS = 1_000_000_000;

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

function refuse(message: string, kind: "ArgumentError" | "TypeError" = "ArgumentError"): never {
  throw new CypherError(kind, message, { detail: "InvalidArgumentValue" });
}

function field(fields: Fields, name: Field): number | null {
  return (fields.get(name) ?? null) as number | null;
}

/** A component between 1 and `most`. */
function counted(fields: Fields, name: Field, most: number): number | null {
  const value = field(fields, name);
  if (value !== null && (value < 1 || value > most)) refuse(`Invalid value for ${name} (1 to ${most}): ${value}`);
  return value;
}

/** The day of checked components. Missing ones come from the base date, else they are the first day, month and year. */
export function dayOfFields(fields: Fields): number {
  const base = fields.get("date") ?? fields.get("datetime") ?? null;
  if (base !== null && !hasDate(base))
    refuse("What is given as a date has none", hasTime(base) ? "TypeError" : "ArgumentError");
  const given = field(fields, "year");
  if (given !== null) checkedYear(given);
  if (base === null) return dayOf(fields, epochDayOf(given ?? 0, 1, 1), given, 1);
  const own = civilDate(base.epochDay);
  const start = given === null ? base.epochDay : clampedDay(given, own.month, own.day);
  return dayOf(fields, start, given ?? isoWeek(base.epochDay).weekYear, dayOfWeek(base.epochDay));
}

/**
 * The day that components select, starting from another day. A week belongs to `weekYear` and keeps the day of the
 * week.
 */
function dayOf(fields: Fields, start: number, weekYear: number | null, ownDayOfWeek: number): number {
  const { year, month, day } = civilDate(start);
  const week = counted(fields, "week", 53);
  const weekDay = counted(fields, "dayOfWeek", 7);
  // Week 53 of a year with 52 weeks is week 1 of the next year.
  if (week !== null) return firstMonday(weekYear ?? year) + (week - 1) * 7 + (weekDay ?? ownDayOfWeek) - 1;
  if (weekDay !== null) return start - dayOfWeek(start) + weekDay;
  const ordinal = field(fields, "ordinalDay");
  if (ordinal !== null) return ordinalDay(year, ordinal);
  const ownQuarter = Math.ceil(month / 3);
  const quarter = counted(fields, "quarter", 4) ?? ownQuarter;
  const dayOfQuarter = counted(fields, "dayOfQuarter", 92);
  if (dayOfQuarter !== null) return epochDayOf(year, quarter * 3 - 2, 1) + dayOfQuarter - 1;
  const chosen = counted(fields, "month", 12) ?? month + (quarter - ownQuarter) * 3;
  const chosenDay = field(fields, "day");
  return chosenDay === null ? clampedDay(year, chosen, day) : checkedDay(year, chosen, chosenDay);
}

/** A day from a base date is clamped to the last of the month. */
function clampedDay(year: number, month: number, day: number): number {
  return epochDayOf(year, month, Math.min(day, daysInMonth(year, month)));
}

/** The time of day of checked components. Missing ones come from the base time, else they are 0. */
export function nanosOfFields(fields: Fields): number {
  const base = fields.get("time") ?? fields.get("datetime") ?? null;
  if (base !== null && !hasTime(base))
    refuse("What is given as a time has none", hasDate(base) ? "TypeError" : "ArgumentError");
  const given = base?.nanoOfDay ?? 0;
  const seconds = Math.floor(given / NANOS);
  const within = (value: number, most: number) =>
    value >= 0 && value <= most ? value : refuse(`A field of the time is out of its range: ${value}`);
  return (
    (within(field(fields, "hour") ?? Math.floor(seconds / 3600), 23) * 3600 +
      within(field(fields, "minute") ?? Math.floor(seconds / 60) % 60, 59) * 60 +
      within(field(fields, "second") ?? seconds % 60, 59)) *
      NANOS +
    (fractionOfFields(fields) ?? given % NANOS)
  );
}

/** Nanoseconds within the second. Each component counts within the next larger one; null when none is present. */
export function fractionOfFields(fields: Fields): number | null {
  let [total, unit] = [0, NANOS];
  for (const [name, size] of [
    ["millisecond", 1e6],
    ["microsecond", 1e3],
    ["nanosecond", 1],
  ] as const) {
    const value = field(fields, name);
    if (value === null) continue;
    if (value < 0 || value * size >= unit) refuse(`Invalid value for ${name}: ${value}`);
    total += value * size;
    unit = size;
  }
  return unit === NANOS ? null : total;
}

/** The zone that a map specifies, or that of its base value. */
export function zoneOfFields(fields: Fields): Zone | null {
  const named = fields.get("timezone");
  if (named !== undefined) return typeof named === "string" ? zoneOf(named) : refuse("A timezone is a text");
  return zoneOfValue(fields.get("time") ?? fields.get("datetime") ?? null);
}

export function zoneOfValue(value: Value): Zone | null {
  if (value instanceof DateTimeValue) return { offsetSeconds: value.offsetSeconds, name: value.zone };
  return value instanceof TimeValue ? { offsetSeconds: value.offsetSeconds, name: null } : null;
}

/** A datetime from components. A base with its own zone is converted to the specified one. */
export function dateTimeOfFields(given: Fields): DateTimeValue {
  const moment = ofEpoch(given);
  // An epoch value keeps its offset, even in an hour that occurs twice.
  if (moment !== null) {
    const fields: Fields = new Map([...given, ["datetime", moment]]);
    return inZone(dayOfFields(fields), nanosOfFields(fields), {
      offsetSeconds: moment.offsetSeconds,
      name: moment.zone,
    });
  }
  const fields = placedTime(given);
  const base = fields.get("datetime") ?? fields.get("time") ?? null;
  const zone = unsettled(zoneOfFields(fields) ?? { offsetSeconds: 0, name: null });
  const own = zoneOfValue(base);
  const [day, nanos] = [dayOfFields(fields), nanosOfFields(fields)];
  if (!fields.has("timezone") || own === null) return inZone(day, nanos, zone);
  return moveTo(inZone(day, nanos, unsettled(own)), zone);
}

/** In a named zone, drops the offset, so that an hour that occurs twice resolves to the first one. */
function unsettled({ offsetSeconds, name }: Zone): Zone {
  return { offsetSeconds: name === null ? offsetSeconds : null, name };
}

/**
 * When a time with a named zone is combined with a date, a time that the zone skips is shifted first, before other
 * components apply.
 */
function placedTime(fields: Fields): Fields {
  const [date = null, time = null] = [fields.get("date"), fields.get("time")];
  if (!hasDate(date) || !(time instanceof DateTimeValue)) return fields;
  const moment = inZone(date.epochDay, time.nanoOfDay, { offsetSeconds: time.offsetSeconds, name: time.zone });
  return new Map([...fields, ["date", moment], ["time", moment]]);
}

/** The datetime of `{epochSeconds: …}` or `{epochMillis: …}`, in the specified zone; null without them. */
function ofEpoch(fields: Fields): DateTimeValue | null {
  const [seconds, millis] = [field(fields, "epochSeconds"), field(fields, "epochMillis")];
  if (seconds === null && millis === null) return null;
  const utc = seconds === null ? momentOf(millis ?? 0, 1000) : momentOf(seconds, 1);
  return moveTo(utc, zoneOfFields(fields) ?? { offsetSeconds: 0, name: null });
}

/** The datetime of a count since 1970: of seconds, or of smaller units with `inSecond` per second, plus nanoseconds. */
export function momentOf(count: number | bigint, inSecond: number, nanos = 0): DateTimeValue {
  const inDay = BigInt(inSecond * 86_400);
  const rest = ((BigInt(count) % inDay) + inDay) % inDay;
  const day = Number((BigInt(count) - rest) / inDay);
  return fromInstant(day, Number(rest) * (NANOS / inSecond) + nanos, null, 0);
}

/** Converts a datetime to another zone; the instant stays the same. */
export function moveTo(value: DateTimeValue, { offsetSeconds, name }: Zone): DateTimeValue {
  return fromInstant(value.epochDay, value.nanoOfDay - value.offsetSeconds * NANOS, name, offsetSeconds ?? 0);
}

/** A time from components; a base with an offset is converted to the specified one. */
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

const DURATION_FIELDS = [
  "years",
  "months",
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
] as const;

type DurationField = (typeof DURATION_FIELDS)[number];

/** A duration from integer components, exact to the nanosecond for any size. */
function wholeDuration(of: (name: DurationField) => bigint): DurationValue {
  const nanos = of("milliseconds") * 1_000_000n + of("microseconds") * 1000n + of("nanoseconds");
  const second = BigInt(NANOS);
  const seconds = of("hours") * 3600n + of("minutes") * 60n + of("seconds") + nanos / second;
  const months = of("years") * 12n + of("months");
  const days = of("weeks") * 7n + of("days");
  return duration(Number(months), Number(days), Number(seconds), Number(nanos % second));
}

/** A duration from components, which may have fractions. */
export function durationOfFields(given: Fields): DurationValue {
  const fields = new Map([...given].map(([name, value]) => [name.toLowerCase(), value]));
  if (fields.size === 0) refuse("At least one field is needed to make a duration");
  for (const [name, value] of fields) {
    if (!DURATION_FIELDS.some((known) => known === name)) refuse(`A duration has no field ${name}`);
    if (value === null || !isNumber(value)) refuse(`${name} must be a number`);
  }
  if ([...fields.values()].every(isInteger)) return wholeDuration((name) => BigInt((fields.get(name) ?? 0) as number));
  const of = (name: DurationField) => toDouble((fields.get(name) ?? 0) as number);
  const seconds = of("hours") * 3600 + of("minutes") * 60 + of("seconds");
  const nanos = of("milliseconds") * 1e6 + of("microseconds") * 1e3 + of("nanoseconds");
  return durationOf(of("years") * 12 + of("months"), of("weeks") * 7 + of("days"), seconds, nanos);
}
