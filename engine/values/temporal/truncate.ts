import { CypherError } from "../../errors.ts";
import { text, wrongType, wrongValue, type FunctionContext, type FunctionDefinition } from "../function.ts";
import { isMap } from "../kind.ts";
import { DateValue, LocalDateTimeValue, LocalTimeValue, TimeValue, type Value } from "../value.ts";
import { civilDate, dayOfWeek, epochDayOf, firstMonday, isoWeek } from "./calendar.ts";
import { checkedFields, type Fields, type MomentKind } from "./component-map.ts";
import { MOMENTS } from "./construct.ts";
import {
  dateTimeOfFields,
  dayOfFields,
  fractionOfFields,
  hasDate,
  hasTime,
  nanosOfFields,
  offsetIn,
  zoneOfFields,
  zoneOfValue,
} from "./from-components.ts";
import { inZone, type Zone } from "./parse.ts";

const NANOS = 1_000_000_000;

/** The first day of the unit that contains a day; null for a unit of the time of day. */
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
    case "weekYear":
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

const NOW = new Map(MOMENTS);

function nowOf(kind: MomentKind, context: FunctionContext): Value {
  return NOW.get(kind)?.([], context) ?? null;
}

const CLOCK: ReadonlyMap<string, number> = new Map([
  ["hour", 3600 * NANOS],
  ["minute", 60 * NANOS],
  ["second", NANOS],
  ["millisecond", 1e6],
  ["microsecond", 1e3],
]);

function isUnit(name: string): boolean {
  return CLOCK.has(name) || firstDay(name, 0) !== null;
}

function truncatedTime(unit: string, nanoOfDay: number): number | null {
  if (unit === "day") return 0;
  const step = CLOCK.get(unit);
  return step === undefined ? null : nanoOfDay - (nanoOfDay % step);
}

/** Without a value it truncates the current instant. */
function truncate(kind: MomentKind, args: readonly Value[], context: FunctionContext): Value {
  const name = `${kind}.truncate`;
  const [unitGiven = null, given = null, fieldsGiven = null] = args;
  const value = args.length === 1 ? nowOf(kind, context) : given;
  if (value === null) throw wrongType(name, "a temporal value", null);
  if (unitGiven === null)
    throw new CypherError("ArgumentError", `${name}() takes a unit, as 'day'`, {
      detail: "InvalidArgumentValue",
      code: "Neo.ClientError.Procedure.ProcedureCallFailed",
    });
  if (fieldsGiven !== null && !isMap(fieldsGiven)) throw wrongType(name, "a Map", fieldsGiven, "InvalidArgumentValue");
  const unit = text(name, unitGiven);
  const isDated = kind !== "localtime" && kind !== "time";
  if (isDated ? !hasDate(value) : !hasTime(value))
    throw wrongType(name, `a value that has a ${isDated ? "date" : "time"}`, value);
  const first = isDated && hasDate(value) ? firstDay(unit, value.epochDay) : null;
  const nanos = isDated && first !== null ? 0 : truncatedTime(unit, hasTime(value) ? value.nanoOfDay : 0);
  if (nanos === null || (first === null && (kind === "date" || !hasTime(value))))
    throw wrongValue(name, `there is no unit ${unit} of this value`, isUnit(unit) ? "TypeError" : "ArgumentError");
  const replaced: Fields = isMap(fieldsGiven) ? fieldsGiven : new Map();
  const [finer, fields] = finerFields(unit, replaced);
  const [day, nano] = [first ?? (hasDate(value) ? value.epochDay : 0), nanos + finer];
  // Truncates day and time first, then applies the zone, then the other components.
  const zone = zoneOfFields(replaced) ?? zoneOfValue(value) ?? { offsetSeconds: 0, name: null };
  const rest = new Map([...fields].filter(([field]) => field.toLowerCase() !== "timezone" || !ZONED.includes(kind)));
  return withFields(kind, rest, day, nano, zone);
}

const ZONED: readonly MomentKind[] = ["time", "datetime"];

function withFields(kind: MomentKind, fields: Fields, day: number, nanos: number, zone: Zone): Value {
  const over = (name: string, base: Value) => checkedFields(kind, new Map([...fields, [name, base]]));
  switch (kind) {
    case "date":
      return new DateValue(dayOfFields(over("date", new DateValue(day))));
    case "localtime":
      return new LocalTimeValue(nanosOfFields(over("time", new LocalTimeValue(nanos))));
    case "time":
      return new TimeValue(nanosOfFields(over("time", new LocalTimeValue(nanos))), offsetIn(zone, 0));
    case "localdatetime": {
      const all = over("datetime", new LocalDateTimeValue(day, nanos));
      return new LocalDateTimeValue(dayOfFields(all), nanosOfFields(all));
    }
    case "datetime":
      return dateTimeOfFields(over("datetime", inZone(day, nanos, zone)));
  }
}

/**
 * Components finer than the unit are added to the truncated value, as `{nanosecond: 2}` to a millisecond; all others
 * replace.
 */
function finerFields(unit: string, fields: Fields): readonly [number, Fields] {
  const names = unit === "millisecond" ? ["microsecond", "nanosecond"] : unit === "microsecond" ? ["nanosecond"] : [];
  const isFiner = ([name]: readonly [string, Value]) => names.includes(name.toLowerCase());
  const finer = [...fields].filter(isFiner);
  if (finer.length === 0) return [0, fields];
  // The components are checked with 0 for every larger one.
  const whole = ["hour", "minute", "second", "millisecond", "microsecond"].map((name) => [name, 0] as const);
  const checked = checkedFields("localtime", new Map<string, Value>([...whole, ...finer]));
  return [fractionOfFields(checked) ?? 0, new Map([...fields].filter((one) => !isFiner(one)))];
}

/** date.truncate() and the other truncate functions, by name. */
export const TRUNCATE = (["date", "localtime", "time", "localdatetime", "datetime"] as const).map(
  (kind): [string, FunctionDefinition["call"]] => [
    `${kind}.truncate`,
    (args, context) => truncate(kind, args, context),
  ],
);
