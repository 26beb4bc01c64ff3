import {
  DateTimeValue,
  DateValue,
  DurationValue,
  LocalDateTimeValue,
  LocalTimeValue,
  TimeValue,
  type TemporalValue,
} from "../value.ts";
import { civilDate } from "./calendar.ts";

const NANOS = 1_000_000_000;

/** Formats a temporal value in ISO 8601, like Cypher's toString(). */
export function temporalText(value: TemporalValue): string {
  if (value instanceof DateValue) return dateText(value.epochDay);
  if (value instanceof LocalTimeValue) return timeText(value.nanoOfDay);
  if (value instanceof TimeValue) return timeText(value.nanoOfDay) + offsetText(value.offsetSeconds);
  if (value instanceof LocalDateTimeValue) return `${dateText(value.epochDay)}T${timeText(value.nanoOfDay)}`;
  if (value instanceof DateTimeValue) {
    const zone = value.zone === null ? "" : `[${value.zone}]`;
    return `${dateText(value.epochDay)}T${timeText(value.nanoOfDay)}${offsetText(value.offsetSeconds)}${zone}`;
  }
  return durationText(value);
}

function dateText(epochDay: number): string {
  const { year, month, day } = civilDate(epochDay);
  const digits = String(Math.abs(year)).padStart(4, "0");
  const sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  return `${sign}${digits}-${two(month)}-${two(day)}`;
}

function timeText(nanoOfDay: number): string {
  const seconds = Math.floor(nanoOfDay / NANOS);
  const nanos = nanoOfDay % NANOS;
  const head = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  if (nanos === 0) return `${head}:${two(seconds % 60)}`;
  return `${head}:${two(seconds % 60)}.${fraction(nanos)}`;
}

/** Three, six or nine digits like java.time, without trailing zeros. */
function fraction(nanos: number): string {
  const digits = String(nanos).padStart(9, "0");
  return digits.replace(/0+$/, "");
}

export function offsetText(offsetSeconds: number): string {
  if (offsetSeconds === 0) return "Z";
  const size = Math.abs(offsetSeconds);
  const seconds = size % 60 === 0 ? "" : `:${two(size % 60)}`;
  return `${offsetSeconds < 0 ? "-" : "+"}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

function durationText({ months, days, seconds, nanoseconds }: DurationValue): string {
  const years = Math.trunc(months / 12);
  const date = part(years, "Y") + part(months % 12, "M") + part(days, "D");
  // In the text the seconds and their fraction have one sign; internally the fraction is never negative.
  const borrow = seconds < 0 && nanoseconds > 0;
  const whole = borrow ? seconds + 1 : seconds;
  const nanos = borrow ? NANOS - nanoseconds : nanoseconds;
  const hours = Math.trunc(whole / 3600);
  const minutes = Math.trunc(whole / 60) % 60;
  const rest = whole % 60;
  let last = "";
  if (nanos !== 0) {
    const sign = borrow && rest === 0 ? "-" : "";
    last = `${sign}${rest}.${String(nanos).padStart(9, "0").replace(/0+$/, "")}S`;
  } else if (rest !== 0) last = `${rest}S`;
  const time = part(hours, "H") + part(minutes, "M") + last;
  if (date === "" && time === "") return "PT0S";
  return `P${date}${time === "" ? "" : `T${time}`}`;
}

function part(amount: number, unit: string): string {
  return amount === 0 ? "" : `${amount}${unit}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
