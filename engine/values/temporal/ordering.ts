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

const DAY = 86_400;
const NANOS = 1_000_000_000;

/** Seconds since 1970 in UTC, and the nanoseconds within the second. */
export function instantOf({
  epochDay,
  nanoOfDay,
  offsetSeconds,
}: DateTimeValue): readonly [seconds: number, nanos: number] {
  return [epochDay * DAY + Math.floor(nanoOfDay / NANOS) - offsetSeconds, nanoOfDay % NANOS];
}

/** Nanoseconds since midnight UTC, by which times with an offset are ordered. */
export function utcNanos({ nanoOfDay, offsetSeconds }: TimeValue): number {
  return nanoOfDay - offsetSeconds * NANOS;
}

/** The length of a duration in average seconds, by which durations are ordered; a month has 30.436875 days. */
export function averageSeconds({ months, days, seconds }: DurationValue): number {
  return months * 2_629_746 + days * DAY + seconds;
}

/** A text that is equal exactly for equal temporal values of one type. */
export function temporalKey(value: Value): string {
  if (value instanceof DateValue) return String(value.epochDay);
  if (value instanceof LocalTimeValue) return String(value.nanoOfDay);
  if (value instanceof TimeValue) return `${value.nanoOfDay}/${value.offsetSeconds}`;
  if (value instanceof LocalDateTimeValue) return `${value.epochDay}/${value.nanoOfDay}`;
  if (value instanceof DateTimeValue) return `${instantOf(value).join("/")}/${value.zone ?? value.offsetSeconds}`;
  if (value instanceof DurationValue) return `${value.months}/${value.days}/${value.seconds}/${value.nanoseconds}`;
  throw new TypeError("Not a temporal value");
}

/** Orders two values of one type; durations by their average length. */
export function compareTemporal(left: TemporalValue, right: TemporalValue): number {
  if (left instanceof DateValue && right instanceof DateValue) return left.epochDay - right.epochDay;
  if (left instanceof LocalTimeValue && right instanceof LocalTimeValue) return left.nanoOfDay - right.nanoOfDay;
  if (left instanceof TimeValue && right instanceof TimeValue)
    return utcNanos(left) - utcNanos(right) || left.offsetSeconds - right.offsetSeconds;
  if (left instanceof LocalDateTimeValue && right instanceof LocalDateTimeValue)
    return left.epochDay - right.epochDay || left.nanoOfDay - right.nanoOfDay;
  if (left instanceof DateTimeValue && right instanceof DateTimeValue) {
    const [a, b] = [instantOf(left), instantOf(right)];
    return (
      a[0] - b[0] ||
      a[1] - b[1] ||
      left.offsetSeconds - right.offsetSeconds ||
      compareText(left.zone ?? "", right.zone ?? "")
    );
  }
  if (left instanceof DurationValue && right instanceof DurationValue) {
    return (
      averageSeconds(left) - averageSeconds(right) ||
      left.nanoseconds - right.nanoseconds ||
      left.months - right.months ||
      left.days - right.days
    );
  }
  throw new TypeError("Two temporal values of one kind are ordered");
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
