import { CypherError } from "../../errors.ts";
import { civilDate, dayOfWeek, epochDayOf, firstMonday, isoWeek } from "../calendar.ts";
import { lenient, text, wrongType, type FunctionDefinition } from "../function.ts";
import { isMap } from "../kind.ts";
import { inZone, zoneOf } from "../temporal-forms.ts";
import { dayOfFields, hasDate, hasTime, nanosOfFields, offsetIn, zoneOfValue, type Fields } from "../temporal-parts.ts";
import { DateValue, LocalDateTimeValue, LocalTimeValue, TimeValue, type Value } from "../value.ts";

const NANOS = 1_000_000_000;

/** The first day of the unit a day lies in; null when the unit is of the clock. */
function firstDay(unit: string, epochDay: number): number | null {
  const { year, month } = civilDate(epochDay);
  switch (unit) {
    case "millennium":
      return epochDayOf(Math.trunc(year / 1000) * 1000, 1, 1);
    case "century":
      return epochDayOf(Math.trunc(year / 100) * 100, 1, 1);
    case "decade":
      return epochDayOf(Math.trunc(year / 10) * 10, 1, 1);
    case "year":
      return epochDayOf(year, 1, 1);
    case "weekyear":
      return firstMonday(isoWeek(epochDay).weekYear);
    case "quarter":
      return epochDayOf(year, month - ((month - 1) % 3), 1);
    case "month":
      return epochDayOf(year, month, 1);
    case "week":
      return epochDay - (dayOfWeek(epochDay) - 1);
    case "day":
      return epochDay;
    default:
      return null;
  }
}

const CLOCK: Readonly<Record<string, number>> = {
  hour: 3600 * NANOS,
  minute: 60 * NANOS,
  second: NANOS,
  millisecond: 1e6,
  microsecond: 1e3,
};

function truncatedTime(unit: string, nanoOfDay: number): number | null {
  if (unit === "day") return 0;
  const step = CLOCK[unit];
  return step === undefined ? null : nanoOfDay - (nanoOfDay % step);
}

type Kind = "date" | "localtime" | "time" | "localdatetime" | "datetime";

function truncate(kind: Kind, [unitGiven = null, value = null, fieldsGiven = null]: readonly Value[]): Value {
  const name = `${kind}.truncate`;
  if (value === null || unitGiven === null) throw wrongType(name, "a unit and a temporal value", null);
  const unit = text(name, unitGiven).toLowerCase();
  const fields: Fields = isMap(fieldsGiven) ? fieldsGiven : new Map();
  const bad = () =>
    new CypherError("ArgumentError", `${name}() does not know the unit ${unit} for this value`, {
      detail: "InvalidArgumentValue",
    });
  if (kind === "localtime" || kind === "time") {
    if (!hasTime(value)) throw wrongType(name, "a value that has a time", value);
    const nanos = truncatedTime(unit, value.nanoOfDay);
    if (nanos === null) throw bad();
    const at = finer(fields, unit, nanos);
    if (kind === "localtime") return new LocalTimeValue(at);
    const zone =
      typeof fields.get("timezone") === "string" ? zoneOf(String(fields.get("timezone"))) : zoneOfValue(value);
    return new TimeValue(at, zone === null ? 0 : offsetIn(zone, 0));
  }
  if (!hasDate(value)) throw wrongType(name, "a value that has a date", value);
  const first = firstDay(unit, value.epochDay);
  const nanos = first === null ? truncatedTime(unit, hasTime(value) ? value.nanoOfDay : 0) : 0;
  if (nanos === null || (kind === "date" && first === null) || (first === null && !hasTime(value))) throw bad();
  const day = withDay(fields, first ?? value.epochDay);
  if (kind === "date") return new DateValue(day);
  const at = finer(fields, unit, nanos);
  if (kind === "localdatetime") return new LocalDateTimeValue(day, at);
  const zone = typeof fields.get("timezone") === "string" ? zoneOf(String(fields.get("timezone"))) : zoneOfValue(value);
  return inZone(day, at, zone ?? { offsetSeconds: 0, name: null });
}

const OF_DATE = ["year", "month", "day", "week", "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay"];

function withDay(fields: Fields, day: number): number {
  return OF_DATE.some((name) => fields.has(name)) ? dayOfFields(fields, day) : day;
}

/** Fields finer than the unit are added to what the unit left, as `{nanosecond: 2}` of a millisecond; others replace it. */
function finer(fields: Fields, unit: string, nanos: number): number {
  const kept = unit === "millisecond" ? 1e6 : unit === "microsecond" ? 1e3 : 0;
  const adds = ["microsecond", "nanosecond"].filter(
    (name) => fields.has(name) && !(kept === 1e3 && name === "microsecond"),
  );
  if (kept === 0 || adds.length === 0) return nanosOfFields(fields, nanos);
  const of = (name: string, size: number) => Number(fields.get(name) ?? 0) * size;
  const left = Math.floor((nanos % NANOS) / kept) * kept;
  const own = new Map([...fields].filter(([name]) => ["hour", "minute", "second"].includes(name)));
  return nanosOfFields(own.set("nanosecond", left + of("microsecond", 1e3) + of("nanosecond", 1)), nanos);
}

/** date.truncate and its sisters. */
export const TRUNCATE: readonly FunctionDefinition[] = (
  [
    ["date", "DATE"],
    ["localtime", "LOCAL TIME"],
    ["time", "ZONED TIME"],
    ["localdatetime", "LOCAL DATETIME"],
    ["datetime", "ZONED DATETIME"],
  ] as const
).map(([kind, gives]) =>
  lenient("Temporal", `${kind}.truncate`, `STRING, [ANY], [MAP] -> ${gives}`, `Cut to a unit, as 'month'`, (args) =>
    truncate(kind, args),
  ),
);
