import { wrongType, type FunctionDefinition } from "../function.ts";
import type { DurationValue, Value } from "../value.ts";
import { duration, shiftDay } from "./arithmetic.ts";
import { civilDate } from "./calendar.ts";
import { hasDate, hasTime, zoneOfValue } from "./from-components.ts";
import { resolveZone, zoneOffset } from "./time-zones.ts";

const NANOS = 1_000_000_000;
const DAY = 86_400;

/** A comparable point in time: a day and a time, with an offset or a named zone where the value has one. */
interface Point {
  readonly day: number;
  readonly nanos: number;
  readonly offset: number;
  readonly zone: string | null;
}

/**
 * Converts both values to points. A part that only one has is copied to the other; a date compared with a time is at
 * its midnight.
 */
function pointsOf(name: string, from: Value, to: Value): readonly [Point, Point] {
  for (const value of [from, to])
    if (!hasDate(value) && !hasTime(value)) throw wrongType(name, "temporal values", value);
  const anyDay = [from, to].find(hasDate)?.epochDay ?? 0;
  const point = (value: Value, other: Value): Point => {
    const day = hasDate(value) ? value.epochDay : anyDay;
    const nanos = hasTime(value) ? value.nanoOfDay : 0;
    // A local value gets the zone of the other one.
    const { offsetSeconds, name: zone } = zoneOfValue(value) ?? zoneOfValue(other) ?? { offsetSeconds: 0, name: null };
    if (zoneOfValue(value) !== null) return { day, nanos, offset: offsetSeconds ?? 0, zone };
    return placed({ day, nanos, offset: offsetSeconds ?? 0, zone }, day);
  };
  return [point(from, to), point(to, from)];
}

/** Moves a point to another day, with the offset that is valid there. */
function placed({ nanos, offset, zone }: Point, day: number): Point {
  const local = resolveZone(day, nanos, zone, offset);
  return { day: local.epochDay, nanos: local.nanoOfDay, offset: local.offsetSeconds, zone };
}

/** Converts two values for counting months and days; at least one must have a date. */
function dated(name: string, from: Value, to: Value): readonly [Point, Point] {
  if (!hasDate(from) && !hasDate(to)) throw wrongType(name, "a value that has a date", from);
  return aligned(pointsOf(name, from, to));
}

/** Converts the later point to the zone of the earlier one, so that days are counted in one calendar. */
function aligned([from, to]: readonly [Point, Point]): readonly [Point, Point] {
  const instant = to.day * DAY + Math.floor(to.nanos / NANOS) - to.offset;
  const offset = from.zone === null ? from.offset : zoneOffset(from.zone, instant);
  const nanos = to.nanos + (offset - to.offset) * NANOS;
  const days = Math.floor(nanos / (DAY * NANOS));
  return [from, { day: to.day + days, nanos: nanos - days * DAY * NANOS, offset, zone: from.zone }];
}

function secondsBetween(from: Point, to: Point): { seconds: number; nanos: number } {
  const days = to.day - from.day;
  const nanos = to.nanos - from.nanos - (to.offset - from.offset) * NANOS;
  const seconds = Math.trunc(nanos / NANOS);
  return { seconds: days * DAY + seconds, nanos: nanos - seconds * NANOS };
}

/**
 * Counts months like java.time: it first drops an unfinished day; a month is full when its day of the month is reached.
 */
function monthsBetween(from: Point, to: Point): number {
  const unfinished =
    to.day > from.day && to.nanos < from.nanos ? 1 : to.day < from.day && to.nanos > from.nanos ? -1 : 0;
  const [a, b] = [civilDate(from.day), civilDate(to.day - unfinished)];
  return Math.trunc((((b.year - a.year) * 12 + b.month - a.month) * 32 + b.day - a.day) / 32) + 0;
}

function daysBetween(from: Point, to: Point): number {
  const days = to.day - from.day;
  if (days > 0 && to.nanos < from.nanos) return days - 1;
  return days < 0 && to.nanos > from.nanos ? days + 1 : days;
}

function between(from: Value, to: Value): DurationValue {
  const [start, end] = aligned(pointsOf("duration.between", from, to));
  if (!hasDate(from) || !hasDate(to)) {
    const { seconds, nanos } = secondsBetween(start, end);
    return duration(0, 0, seconds, nanos);
  }
  // A local value continues on its own clock, even from a time that the zone skips.
  const isLocal = zoneOfValue(from) === null;
  const origin = isLocal ? { ...start, day: from.epochDay, nanos: hasTime(from) ? from.nanoOfDay : 0 } : start;
  const months = monthsBetween(start, end);
  const moved = months === 0 ? start : placed(origin, shiftDay(origin.day, months, 0));
  const days = daysBetween(moved, end);
  const last = days === 0 ? moved : placed({ ...moved, nanos: (isLocal ? origin : moved).nanos }, moved.day + days);
  const { seconds, nanos } = secondsBetween(last, end);
  return duration(months, days, seconds, nanos);
}

/** duration.between() and duration.inMonths(), inDays() and inSeconds(), by name. */
export const BETWEEN: readonly (readonly [string, FunctionDefinition["call"]])[] = [
  ["duration.between", ([from = null, to = null]) => between(from, to)],
  [
    "duration.inMonths",
    ([from = null, to = null]) => {
      const [start, end] = dated("duration.inMonths", from, to);
      return duration(monthsBetween(start, end), 0, 0, 0);
    },
  ],
  [
    "duration.inDays",
    ([from = null, to = null]) => {
      const [start, end] = dated("duration.inDays", from, to);
      return duration(0, daysBetween(start, end), 0, 0);
    },
  ],
  [
    "duration.inSeconds",
    ([from = null, to = null]) => {
      const { seconds, nanos } = secondsBetween(...pointsOf("duration.inSeconds", from, to));
      return duration(0, 0, seconds, nanos);
    },
  ],
];
