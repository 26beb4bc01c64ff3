import { civilDate } from "../calendar.ts";
import { strict, wrongType, type FunctionDefinition } from "../function.ts";
import { duration, shiftDay } from "../temporal-arithmetic.ts";
import { hasDate, hasTime, zoneOfValue } from "../temporal-parts.ts";
import { DateTimeValue, type DurationValue, type Value } from "../value.ts";
import { zoneOffset } from "../zones.ts";

const NANOS = 1_000_000_000;
const DAY = 86_400;

/** A point that two values are compared at: a day and a time, and where they have one an offset. */
interface Point {
  readonly day: number;
  readonly nanos: number;
  readonly offset: number;
}

/** Both as points. What only one of them has is taken from the other: a date compared with a time is of its own midnight. */
function pointsOf(name: string, from: Value, to: Value): readonly [Point, Point] {
  for (const value of [from, to])
    if (!hasDate(value) && !hasTime(value)) throw wrongType(name, "temporal values", value);
  const bothDated = hasDate(from) && hasDate(to);
  const zones = [zoneOfValue(from), zoneOfValue(to)];
  const bothZoned = zones[0] !== null && zones[1] !== null;
  const named = [from, to].find(
    (value): value is DateTimeValue => value instanceof DateTimeValue && value.zone !== null,
  );
  const point = (value: Value, index: number): Point => {
    const day = bothDated && hasDate(value) ? value.epochDay : 0;
    const nanos = hasTime(value) ? value.nanoOfDay : 0;
    const own = zones[index]?.offsetSeconds ?? null;
    // A local value beside one with a named zone is of that zone; a time alone is of that one's day.
    const offset = bothZoned
      ? (own ?? 0)
      : own === null && named?.zone
        ? zoneOffset(
            named.zone,
            (hasDate(value) ? value.epochDay : named.epochDay) * DAY + Math.floor(nanos / NANOS) - named.offsetSeconds,
          )
        : (own ?? zones[1 - index]?.offsetSeconds ?? 0);
    return { day, nanos, offset };
  };
  return [point(from, 0), point(to, 1)];
}

/** Whole months and days lie only between what has a date on either side. */
function dated(name: string, from: Value, to: Value): readonly [Point, Point] {
  if (!hasDate(from) && !hasDate(to)) throw wrongType(name, "a value that has a date", from);
  return aligned(pointsOf(name, from, to));
}

/** To the later one's offset, so that days are counted on one calendar. */
function aligned([from, to]: readonly [Point, Point]): readonly [Point, Point] {
  const shift = (from.offset - to.offset) * NANOS;
  const nanos = to.nanos + shift;
  const days = Math.floor(nanos / (DAY * NANOS));
  return [from, { day: to.day + days, nanos: nanos - days * DAY * NANOS, offset: from.offset }];
}

function secondsBetween(from: Point, to: Point): { seconds: number; nanos: number } {
  const days = to.day - from.day;
  const nanos = to.nanos - from.nanos - (to.offset - from.offset) * NANOS;
  const seconds = Math.trunc(nanos / NANOS);
  return { seconds: days * DAY + seconds, nanos: nanos - seconds * NANOS };
}

function monthsBetween(from: Point, to: Point): number {
  const [a, b] = [civilDate(from.day), civilDate(to.day)];
  let months = (b.year - a.year) * 12 + (b.month - a.month);
  const at = (count: number) => ({ day: shiftDay(from.day, count, 0), nanos: from.nanos });
  const isAfter = (point: { day: number; nanos: number }) =>
    point.day > to.day || (point.day === to.day && point.nanos > to.nanos);
  const isBefore = (point: { day: number; nanos: number }) =>
    point.day < to.day || (point.day === to.day && point.nanos < to.nanos);
  if (months > 0 && isAfter(at(months))) months -= 1;
  else if (months < 0 && isBefore(at(months))) months += 1;
  return months;
}

function daysBetween(from: { day: number; nanos: number }, to: Point): number {
  const days = to.day - from.day;
  if (days > 0 && to.nanos < from.nanos) return days - 1;
  return days < 0 && to.nanos > from.nanos ? days + 1 : days;
}

function between(from: Value, to: Value): DurationValue {
  const [start, end] = aligned(pointsOf("duration.between", from, to));
  const months = monthsBetween(start, end);
  const moved = { day: shiftDay(start.day, months, 0), nanos: start.nanos };
  const days = daysBetween(moved, end);
  const rest = (end.day - moved.day - days) * DAY * NANOS + (end.nanos - moved.nanos);
  const seconds = Math.trunc(rest / NANOS);
  return duration(months, days, seconds, rest - seconds * NANOS);
}

/** duration.between, and in one unit alone. */
export const BETWEEN: readonly FunctionDefinition[] = [
  strict(
    "Temporal",
    "duration.between",
    "ANY, ANY -> DURATION",
    "What lies between two, in months, days and seconds",
    ([from = null, to = null]) => between(from, to),
  ),
  strict(
    "Temporal",
    "duration.inMonths",
    "ANY, ANY -> DURATION",
    "What lies between two, in whole months",
    ([from = null, to = null]) => {
      const [start, end] = dated("duration.inMonths", from, to);
      return duration(monthsBetween(start, end), 0, 0, 0);
    },
  ),
  strict(
    "Temporal",
    "duration.inDays",
    "ANY, ANY -> DURATION",
    "What lies between two, in whole days",
    ([from = null, to = null]) => {
      const [start, end] = dated("duration.inDays", from, to);
      return duration(0, daysBetween(start, end), 0, 0);
    },
  ),
  strict(
    "Temporal",
    "duration.inSeconds",
    "ANY, ANY -> DURATION",
    "What lies between two, in seconds",
    ([from = null, to = null]) => {
      const { seconds, nanos } = secondsBetween(...pointsOf("duration.inSeconds", from, to));
      return duration(0, 0, seconds, nanos);
    },
  ),
];
