import { CypherError } from "../errors.ts";
import { boundedDay, civilDate, daysInMonth, epochDayOf } from "./calendar.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type TemporalValue,
  type Value,
} from "./value.ts";
import { resolveZone } from "./zones.ts";

const NANOS = 1_000_000_000;
const DAY_SECONDS = 86_400;
const DAY_NANOS = DAY_SECONDS * NANOS;
const MONTH_NANOS = 2_629_746 * NANOS;

export function isTemporal(value: Value): value is TemporalValue {
  return (
    value instanceof DateValue ||
    value instanceof LocalTimeValue ||
    value instanceof TimeValue ||
    value instanceof LocalDateTimeValue ||
    value instanceof DateTimeValue ||
    value instanceof DurationValue
  );
}

/** A duration in its normal form: nanoseconds from 0 to below a second. */
export function duration(months: number, days: number, seconds: number, nanoseconds: number): DurationValue {
  const carry = Math.floor(nanoseconds / NANOS);
  if (![months, days, seconds + carry].every(Number.isSafeInteger))
    throw new CypherError("ArithmeticError", "The duration is too long", { detail: "IntegerOverflow" });
  return new DurationValue(months + 0, days + 0, seconds + carry + 0, nanoseconds - carry * NANOS + 0);
}

/** A duration of parts that may have fractions: what is left of each goes to the next smaller, over nanoseconds as Neo4j's. */
export function durationOf(months: number, days: number, seconds: number, nanoseconds: number): DurationValue {
  const wholeMonths = Math.trunc(months);
  const allDays = days + ((months - wholeMonths) * MONTH_NANOS) / DAY_NANOS;
  const wholeDays = Math.trunc(allDays);
  const allSeconds = seconds + ((allDays - wholeDays) * DAY_NANOS) / NANOS;
  const wholeSeconds = Math.trunc(allSeconds);
  const allNanos = nanoseconds + (allSeconds - wholeSeconds) * NANOS;
  return duration(wholeMonths, wholeDays, wholeSeconds, Math.trunc(allNanos));
}

export function scaleDuration({ months, days, seconds, nanoseconds }: DurationValue, factor: number): DurationValue {
  return durationOf(months * factor, days * factor, seconds * factor, nanoseconds * factor);
}

export function divideDuration({ months, days, seconds, nanoseconds }: DurationValue, by: number): DurationValue {
  return durationOf(months / by, days / by, seconds / by, nanoseconds / by);
}

/** null: the two do not add up. */
export function addTemporal(left: Value, right: Value): Value {
  if (left instanceof DurationValue && right instanceof DurationValue) {
    return duration(
      left.months + right.months,
      left.days + right.days,
      left.seconds + right.seconds,
      left.nanoseconds + right.nanoseconds,
    );
  }
  if (right instanceof DurationValue && isTemporal(left)) return shift(left, right, 1);
  if (left instanceof DurationValue && isTemporal(right)) return shift(right, left, 1);
  return null;
}

export function subtractTemporal(left: Value, right: Value): Value {
  if (!(right instanceof DurationValue) || !isTemporal(left)) return null;
  if (left instanceof DurationValue) {
    return duration(
      left.months - right.months,
      left.days - right.days,
      left.seconds - right.seconds,
      left.nanoseconds - right.nanoseconds,
    );
  }
  return shift(left, right, -1);
}

function shift(value: TemporalValue, by: DurationValue, sign: 1 | -1): TemporalValue {
  const { seconds, nanoseconds } = by;
  if (value instanceof DateValue) {
    // Whole days of the seconds count; what is left of them does not.
    const days = Math.trunc((sign * seconds) / DAY_SECONDS);
    return new DateValue(boundedDay(shiftDay(value.epochDay, sign * by.months, sign * by.days) + days));
  }
  if (value instanceof LocalTimeValue)
    return new LocalTimeValue(moved(value.nanoOfDay, sign * seconds, sign * nanoseconds).nano);
  if (value instanceof TimeValue)
    return new TimeValue(moved(value.nanoOfDay, sign * seconds, sign * nanoseconds).nano, value.offsetSeconds);
  if (value instanceof DurationValue) return value;
  const day = shiftDay(value.epochDay, sign * by.months, sign * by.days);
  if (value instanceof LocalDateTimeValue) {
    const { days, nano } = moved(value.nanoOfDay, sign * seconds, sign * nanoseconds);
    return new LocalDateTimeValue(boundedDay(day + days), nano);
  }
  // Dates move on the local calendar, times on the line of instants.
  const local = resolveZone(day, value.nanoOfDay, value.zone, value.offsetSeconds);
  const utc = moved(local.nanoOfDay, sign * seconds - local.offsetSeconds, sign * nanoseconds);
  return fromInstant(local.epochDay + utc.days, utc.nano, value.zone, value.offsetSeconds);
}

/** The moment of a UTC day and nanosecond, in a zone or at an offset. */
export function fromInstant(
  utcDay: number,
  utcNano: number,
  zone: string | null,
  offsetSeconds: number,
): DateTimeValue {
  const offset = zone === null ? offsetSeconds : resolveZone(utcDay, utcNano, zone, 0, true).offsetSeconds;
  const { days, nano } = moved(utcNano, offset, 0);
  return new DateTimeValue(boundedDay(utcDay + days), nano, offset, zone);
}

export function shiftDay(epochDay: number, months: number, days: number): number {
  if (months === 0) return boundedDay(epochDay + days);
  const { year, month, day } = civilDate(epochDay);
  const total = year * 12 + (month - 1) + months;
  const newYear = Math.floor(total / 12);
  const newMonth = total - newYear * 12 + 1;
  return boundedDay(epochDayOf(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth))) + days);
}

function moved(nanoOfDay: number, seconds: number, nanoseconds: number): { days: number; nano: number } {
  const secondOfDay = Math.floor(nanoOfDay / NANOS);
  const carry = Math.floor((nanoOfDay - secondOfDay * NANOS + nanoseconds) / NANOS);
  const nano = nanoOfDay - secondOfDay * NANOS + nanoseconds - carry * NANOS;
  const all = secondOfDay + seconds + carry;
  const days = Math.floor(all / DAY_SECONDS);
  return { days, nano: ((all - days * DAY_SECONDS) * NANOS + nano) % DAY_NANOS };
}
