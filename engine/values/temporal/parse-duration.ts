import type { DurationValue } from "../value.ts";
import { durationOf } from "./arithmetic.ts";
import { unreadable } from "./parse.ts";

const AMOUNT = String.raw`([+-]?\d+(?:[.,]\d+)?)`;
const BY_UNITS = new RegExp(
  `^([-+]?)P(?:${AMOUNT}Y)?(?:${AMOUNT}M)?(?:${AMOUNT}W)?(?:${AMOUNT}D)?(?:T(?:${AMOUNT}H)?(?:${AMOUNT}M)?(?:${AMOUNT}S)?)?$`,
  "i",
);
const TIME = String.raw`(\d{2})(?::?(\d{2})(?::?(\d{2}(?:[.,]\d{1,9})?))?)?`;
/** The form with a date and a time: `P2012-02-02T14:37:21.5`. */
const AS_DATE = [
  new RegExp(`^([-+]?)P(\\d{4})-(\\d{2})-(\\d{2})(?:T${TIME})?$`, "i"),
  new RegExp(`^([-+]?)P(\\d{4})(\\d{2})(\\d{2})(?:T${TIME})?$`, "i"),
  new RegExp(`^([-+]?)P()()()T${TIME.replace("(?::?", "(?::")}$`, "i"),
];
/** Upper bounds of months, days, hours, minutes and seconds in the form with a date and a time. */
const MOST = [12, 31, 24, 60, 60];

/** @throws CypherError ArgumentError */
export function parseDuration(text: string): DurationValue {
  const dated = AS_DATE.map((form) => form.exec(text)).find((found) => found !== null);
  if (dated !== undefined) return asDate(text, dated);
  const found = BY_UNITS.exec(text);
  const parts = found?.slice(2).filter((part) => part !== undefined) ?? [];
  // Only the smallest unit may have a fraction, and T needs a unit after it.
  const isReadable =
    parts.length > 0 && !/t$/i.test(text) && parts.slice(0, -1).every((part) => /^[+-]?\d+$/.test(part));
  if (found === null || !isReadable || /[.,]\d{10,}s$/i.test(text)) throw unreadable("Duration", text);
  const sign = found[1] === "-" ? -1 : 1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = found
    .slice(2, 8)
    .map((part) => sign * Number((part ?? "0").replace(",", ".")));
  const { whole, nanos } = secondsOf(found[8]);
  return durationOf(years * 12 + months, weeks * 7 + days, hours * 3600 + minutes * 60 + sign * whole, sign * nanos);
}

function asDate(text: string, found: RegExpExecArray): DurationValue {
  const sign = found[1] === "-" ? -1 : 1;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(2, 7).map((part) => Number(part ?? 0));
  const { whole, nanos } = secondsOf(found[7]);
  if ([month, day, hour, minute, whole].some((part, index) => part > (MOST[index] ?? 0)))
    throw unreadable("Duration", text);
  return durationOf(sign * (year * 12 + month), sign * day, sign * (hour * 3600 + minute * 60 + whole), sign * nanos);
}

/** Splits seconds as text, so that no nanosecond is lost. */
function secondsOf(text = "0"): { readonly whole: number; readonly nanos: number } {
  const [whole = "0", fraction = ""] = text.split(/[.,]/);
  const nanos = Number(fraction.padEnd(9, "0"));
  return { whole: Number(whole), nanos: whole.startsWith("-") ? -nanos : nanos };
}
