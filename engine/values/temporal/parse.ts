import { CypherError } from "../../errors.ts";
import { DateTimeValue, DateValue, LocalDateTimeValue, LocalTimeValue, TimeValue } from "../value.ts";
import { checkedYear, daysInMonth, epochDayOf, firstMonday, isLeapYear } from "./calendar.ts";
import { resolveZone, zoneName } from "./time-zones.ts";

const NANOS = 1_000_000_000;
const MOST_OFFSET = 18 * 3600;

/** A zone as written: an offset in seconds, a name, or both; the offset then selects one of two overlapping hours. */
export interface Zone {
  readonly offsetSeconds: number | null;
  readonly name: string | null;
}

const UTC: Zone = { offsetSeconds: 0, name: null };

export function unreadable(kind: string, text: string): CypherError {
  return new CypherError("ArgumentError", `Text cannot be parsed to a ${kind}: ${text.slice(0, 80)}`, {
    detail: "InvalidArgumentValue",
  });
}

/** The day number of a date; throws when the date does not exist. */
export function checkedDay(year: number, month: number, day: number): number {
  if (month < 1 || month > 12)
    throw new CypherError("ArgumentError", `Invalid value for MonthOfYear (valid values 1 - 12): ${month}`, {
      detail: "InvalidArgumentValue",
    });
  if (day < 1 || day > daysInMonth(year, month))
    throw new CypherError("ArgumentError", `Invalid date: ${year}-${month}-${day}`, { detail: "InvalidArgumentValue" });
  return epochDayOf(year, month, day);
}

function weekDay(weekYear: number, week: number, dayOfWeek: number): number {
  const weeks = (firstMonday(weekYear + 1) - firstMonday(weekYear)) / 7;
  if (week < 1 || week > weeks || dayOfWeek < 1 || dayOfWeek > 7) {
    const message =
      week === 53 && weeks < 53
        ? `Year ${weekYear} does not contain 53 weeks.`
        : `Invalid week date: ${weekYear}-W${week}-${dayOfWeek}`;
    throw new CypherError("ArgumentError", message, { detail: "InvalidArgumentValue" });
  }
  return firstMonday(weekYear) + (week - 1) * 7 + dayOfWeek - 1;
}

function quarterDay(year: number, quarter: number, day: number): number {
  const first = checkedDay(year, quarter * 3 - 2, 1);
  const next = epochDayOf(quarter === 4 ? year + 1 : year, ((quarter * 3) % 12) + 1, 1);
  if (day >= 1 && day <= next - first) return first + day - 1;
  const message =
    day > 0
      ? `Quarter ${quarter} of ${year} only has ${next - first} days.`
      : `Invalid quarter date: ${year}-Q${quarter}-${day}`;
  throw new CypherError("ArgumentError", message, { detail: "InvalidArgumentValue" });
}

export function ordinalDay(year: number, day: number): number {
  if (day < 1 || day > (isLeapYear(year) ? 366 : 365))
    throw new CypherError("ArgumentError", `Invalid day of the year: ${year}-${day}`, {
      detail: "InvalidArgumentValue",
    });
  return epochDayOf(year, 1, 1) + day - 1;
}

const YEAR = String.raw`([+-]\d{1,9}(?=-|$|T)|\d{4})`;

/** The formats of a date, with and without hyphens. */
const DATES: readonly (readonly [string, (parts: readonly number[]) => number])[] = [
  ["-(\\d{1,2})-(\\d{1,2})", ([year = 0, month = 1, day = 1]) => checkedDay(year, month, day)],
  ["-W(\\d{1,2})(?:-(\\d))?", ([year = 0, week = 1, day = 1]) => weekDay(year, week, day)],
  ["W(\\d{2})-?(\\d)", ([year = 0, week = 1, day = 1]) => weekDay(year, week, day)],
  ["W(\\d{1,2})", ([year = 0, week = 1]) => weekDay(year, week, 1)],
  ["(?:-Q(\\d)(?:-(\\d{1,2}))?)", ([year = 0, quarter = 1, day = 1]) => quarterDay(year, quarter, day)],
  ["(?:Q(\\d)(?:-?(\\d{1,2}))?)", ([year = 0, quarter = 1, day = 1]) => quarterDay(year, quarter, day)],
  ["-(\\d{3})", ([year = 0, day = 1]) => ordinalDay(year, day)],
  ["-(\\d{2})", ([year = 0, month = 1]) => checkedDay(year, month, 1)],
  ["", ([year = 0]) => epochDayOf(checkedYear(year), 1, 1)],
];

const FORMS: readonly (readonly [RegExp, (parts: readonly number[]) => number])[] = [
  ...DATES.map(([form, make]) => [new RegExp(`^${YEAR}${form}$`), make] as const),
  [/^(\d{4})(\d{2})(\d{2})$/, ([year = 0, month = 1, day = 1]) => checkedDay(year, month, day)],
  [/^(\d{4})(\d{3})$/, ([year = 0, day = 1]) => ordinalDay(year, day)],
  [/^(\d{4})(\d{2})$/, ([year = 0, month = 1]) => checkedDay(year, month, 1)],
];

function dayOf(text: string): number | null {
  for (const [form, make] of FORMS) {
    const found = form.exec(text);
    const part = (given: string | undefined) => (given === undefined ? undefined : Number(given));
    if (found !== null) return make(found.slice(1).map(part) as number[]);
  }
  return null;
}

const TIMES = [
  /^(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?$/,
  /^(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?$/,
];

function nanosOf(text: string): number | null {
  const found = TIMES.map((form) => form.exec(text)).find((one) => one !== null);
  if (found === undefined) return null;
  const [hour, minute, second] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return (hour * 3600 + minute * 60 + second) * NANOS + Number((found[4] ?? "").padEnd(9, "0"));
}

const ZONE = /(Z|[+-]\d{2}(?::?\d{2})?)?(?:\[([\w/+ -]+)\])?$/i;

/** Splits the zone off the end of a time. */
function splitZone(text: string): { readonly rest: string; readonly zone: Zone | null } {
  const found = ZONE.exec(text);
  if (found === null || found[0] === "") return { rest: text, zone: null };
  const rest = text.slice(0, found.index);
  const offsetSeconds = found[1] === undefined ? null : offsetOf(found[1]);
  if (found[2] === undefined) return { rest, zone: { offsetSeconds, name: null } };
  const { offsetSeconds: own, name } = zoneOf(found[2]);
  if (own !== null && offsetSeconds !== null && own !== offsetSeconds) throw unreadable("DateTime of one offset", text);
  return { rest, zone: { offsetSeconds: offsetSeconds ?? own, name } };
}

export function offsetOf(text: string): number {
  if (text.toUpperCase() === "Z") return 0;
  const [, hours = "0", minutes = "0", seconds = "0"] = /^[+-](\d{2}):?(\d{2})?:?(\d{2})?$/.exec(text) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (size > MOST_OFFSET || Number(minutes) > 59 || Number(seconds) > 59)
    throw new CypherError("ArgumentError", `An offset lies between -18:00 and +18:00: ${text}`, {
      detail: "InvalidArgumentValue",
    });
  return text.startsWith("-") ? 0 - size : size;
}

/** Parses a zone: `+01:00`, `Z`, `Europe/Stockholm`. */
export function zoneOf(text: string): Zone {
  return /^(Z|[+-]\d{2}(:\d{2}){1,2})$/i.test(text)
    ? { offsetSeconds: offsetOf(text), name: null }
    : { offsetSeconds: null, name: zoneName(text) };
}

/** The datetime of a local date and time in a zone. */
export function inZone(epochDay: number, nanoOfDay: number, { offsetSeconds, name }: Zone): DateTimeValue {
  const local = resolveZone(epochDay, nanoOfDay, name, offsetSeconds ?? 0);
  return new DateTimeValue(local.epochDay, local.nanoOfDay, local.offsetSeconds, name);
}

export function parseDate(text: string): DateValue {
  const day = dayOf(text);
  if (day === null) throw unreadable("Date", text);
  return new DateValue(day);
}

export function parseLocalTime(text: string): LocalTimeValue {
  const nanos = nanosOf(text.replace(/^T/, ""));
  if (nanos === null) throw unreadable("LocalTime", text);
  return new LocalTimeValue(nanos);
}

export function parseTime(text: string): TimeValue {
  const { rest, zone } = splitZone(text);
  const nanos = nanosOf(rest.replace(/^T/i, ""));
  // The offset of a named zone depends on the date, so a time cannot have one.
  if (nanos === null || typeof zone?.name === "string") throw unreadable("Time", text);
  return new TimeValue(nanos, zone?.offsetSeconds ?? 0);
}

/** Splits a datetime into date and time. Like Neo4j it accepts lowercase letters, which a date alone does not. */
function splitDateTime(text: string): readonly [string, string] {
  const at = text.search(/T/i);
  return at === -1 ? [text.toUpperCase(), "00"] : [text.slice(0, at).toUpperCase(), text.slice(at + 1)];
}

export function parseLocalDateTime(text: string): LocalDateTimeValue {
  const [date, time] = splitDateTime(text);
  const [day, nanos] = [dayOf(date), nanosOf(time)];
  if (day === null || nanos === null) throw unreadable("LocalDateTime", text);
  return new LocalDateTimeValue(day, nanos);
}

export function parseDateTime(text: string): DateTimeValue {
  const [date, rest] = splitDateTime(text);
  const { rest: time, zone } = splitZone(rest);
  const [day, nanos] = [dayOf(date), nanosOf(time)];
  if (day === null || nanos === null) throw unreadable("DateTime", text);
  const moment = inZone(day, nanos, zone ?? UTC);
  if (zone !== null && zone.offsetSeconds !== null && zone.offsetSeconds !== moment.offsetSeconds)
    throw unreadable("DateTime with an offset that its zone does not have then", text);
  return moment;
}
