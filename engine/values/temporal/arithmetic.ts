import { CypherError } from "../../errors.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type TemporalValue,
  type Value,
} from "../value.ts";
import { boundedDay, civilDate, daysInMonth, epochDayOf } from "./calendar.ts";
import { resolveZone } from "./time-zones.ts";

const NANOS = 1_000_000_000;
const DAY_SECONDS = 86_400;
const DAY_NANOS = DAY_SECONDS * NANOS;
const MONTH_SECONDS = 2_629_746;
const MONTH_NANOS = MONTH_SECONDS * NANOS;

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

/** A normalized duration: 0 to 999,999,999 nanoseconds. */
export function duration(months: number, days: number, seconds: number, nanoseconds: number): DurationValue {
  const carry = Math.floor(nanoseconds / NANOS);
  if (![months, days, seconds + carry].every(Number.isSafeInteger)) throw tooLong();
  // Like Neo4j, the total in seconds must fit 64 bits; a month counts with its average length.
  const [ofMonths, ofDays] = [months * MONTH_SECONDS, days * DAY_SECONDS];
  if ([ofMonths, ofDays, ofMonths + ofDays + seconds].some((part) => Math.abs(part) >= 2 ** 63)) throw tooLong();
  return new DurationValue(months + 0, days + 0, seconds + carry + 0, nanoseconds - carry * NANOS + 0);
}

function tooLong(kind: "ArgumentError" | "ArithmeticError" = "ArgumentError"): CypherError {
  return new CypherError(kind, "The duration is too long", { detail: "IntegerOverflow" });
}

/** The integer part; 0 for NaN, as in Java. */
function cut(value: number): number {
  if (Math.abs(value) >= 2 ** 63) throw tooLong("ArithmeticError");
  return Math.trunc(value) || 0;
}

/**
 * A duration from parts with fractions. Like Neo4j, each fraction carries over to the next smaller unit, down to
 * nanoseconds.
 */
export function durationOf(months: number, days: number, seconds: number, nanoseconds: number): DurationValue {
  const wholeMonths = cut(months);
  const allDays = days + ((months - wholeMonths) * MONTH_NANOS) / DAY_NANOS;
  const wholeDays = cut(allDays);
  const allSeconds = seconds + ((allDays - wholeDays) * DAY_NANOS) / NANOS;
  const wholeSeconds = cut(allSeconds);
  const allNanos = nanoseconds + (allSeconds - wholeSeconds) * NANOS;
  return duration(wholeMonths, wholeDays, wholeSeconds, cut(allNanos));
}

/** Multiplies a duration. A whole number is exact, however large the nanoseconds become before they carry over. */
export function scaleDuration(value: DurationValue, by: number | bigint | Float): DurationValue {
  const { months, days, seconds, nanoseconds } = value;
  if (!(by instanceof Float)) {
    const nanos = BigInt(nanoseconds) * BigInt(by);
    if (BigInt.asIntN(64, nanos) !== nanos) throw tooLong();
    const rest = Number(nanos % BigInt(NANOS));
    const factor = Number(by);
    return duration(months * factor, days * factor, seconds * factor + Number(nanos / BigInt(NANOS)), rest);
  }
  return partsTimes(value, (part) => part * by.value);
}

export function divideDuration(value: DurationValue, by: number): DurationValue {
  return partsTimes(value, (part) => part / by);
}

/** The mean of durations from their sum. Like Neo4j, full days in a positive number of seconds become days. */
export function meanDuration(sum: DurationValue, count: number): DurationValue {
  const { months, days, seconds, nanoseconds } = divideDuration(sum, count);
  const whole = Math.max(Math.trunc(seconds / DAY_SECONDS), 0);
  return new DurationValue(months, days + whole, seconds - whole * DAY_SECONDS, nanoseconds);
}

function partsTimes(value: DurationValue, times: (part: number) => number): DurationValue {
  const [months, days, seconds, nanos] = [value.months, value.days, value.seconds, value.nanoseconds].map(times);
  try {
    return durationOf(months ?? 0, days ?? 0, seconds ?? 0, nanos ?? 0);
  } catch {
    throw tooLong();
  }
}

/** null when the two cannot be added. */
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
    // Full days in the seconds count; the rest is dropped.
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
  // Months and days move the local date; seconds move the instant.
  const local = resolveZone(day, value.nanoOfDay, value.zone, value.offsetSeconds);
  const utc = moved(local.nanoOfDay, sign * seconds - local.offsetSeconds, sign * nanoseconds);
  return fromInstant(local.epochDay + utc.days, utc.nano, value.zone, value.offsetSeconds);
}

/** The datetime of a UTC day and nanosecond, in a zone or at an offset. */
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
  // Full days are computed separately, so that a long time loses no second.
  const ofDay = secondOfDay + (seconds % DAY_SECONDS) + carry;
  const more = Math.floor(ofDay / DAY_SECONDS);
  const days = Math.trunc(seconds / DAY_SECONDS) + more;
  return { days, nano: ((ofDay - more * DAY_SECONDS) * NANOS + nano) % DAY_NANOS };
}
