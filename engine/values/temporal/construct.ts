import { CypherError } from "../../errors.ts";
import { text, wrongType, wrongValue, type FunctionContext, type FunctionDefinition } from "../function.ts";
import { isInteger, isMap, isNumber } from "../kind.ts";
import { DateTimeValue, DateValue, LocalDateTimeValue, LocalTimeValue, TimeValue, type Value } from "../value.ts";
import { fromInstant } from "./arithmetic.ts";
import { checkedFields, type Fields, type MomentKind } from "./component-map.ts";
import {
  dateTimeOfFields,
  dayOfFields,
  durationOfFields,
  hasDate,
  hasTime,
  momentOf,
  moveTo,
  nanosOfFields,
  timeOfFields,
  zoneOfValue,
} from "./from-components.ts";
import { parseDuration } from "./parse-duration.ts";
import { inZone, parseDate, parseDateTime, parseLocalDateTime, parseLocalTime, parseTime, zoneOf } from "./parse.ts";

type Call = FunctionDefinition["call"];

const DAY_MILLIS = 86_400_000;

/** The statement's instant in a zone. */
function nowIn({ now }: FunctionContext, zone: string | null): DateTimeValue {
  const day = Math.floor(now.epochMillis / DAY_MILLIS);
  const utc = fromInstant(day, (now.epochMillis - day * DAY_MILLIS) * 1e6 + now.nanoOfMilli, null, 0);
  return zone === null ? utc : moveTo(utc, zoneOf(zone));
}

interface Maker {
  readonly name: MomentKind;
  ofText(text: string): Value;
  ofFields(fields: Fields, context: FunctionContext): Value;
  /** Converts a value of another temporal type; null when that is impossible. */
  ofValue(value: Value): Value;
}

const MAKERS: readonly Maker[] = [
  {
    name: "date",
    ofText: parseDate,
    ofFields: (fields) => new DateValue(dayOfFields(fields)),
    ofValue: (value) => (hasDate(value) ? new DateValue(value.epochDay) : null),
  },
  {
    name: "localtime",
    ofText: parseLocalTime,
    ofFields: (fields) => new LocalTimeValue(nanosOfFields(fields)),
    ofValue: (value) => (hasTime(value) ? new LocalTimeValue(value.nanoOfDay) : null),
  },
  {
    name: "time",
    ofText: parseTime,
    ofFields: (fields, context) => timeOfFields(fields, Math.floor(context.now.epochMillis / DAY_MILLIS)),
    ofValue: (value) =>
      hasTime(value) ? new TimeValue(value.nanoOfDay, zoneOfValue(value)?.offsetSeconds ?? 0) : null,
  },
  {
    name: "localdatetime",
    ofText: parseLocalDateTime,
    ofFields: (fields) => new LocalDateTimeValue(dayOfFields(fields), nanosOfFields(fields)),
    ofValue: (value) =>
      hasDate(value) && hasTime(value) ? new LocalDateTimeValue(value.epochDay, value.nanoOfDay) : null,
  },
  {
    name: "datetime",
    ofText: parseDateTime,
    ofFields: (fields) => dateTimeOfFields(fields),
    ofValue: (value) =>
      value instanceof DateTimeValue
        ? value
        : value instanceof LocalDateTimeValue
          ? inZone(value.epochDay, value.nanoOfDay, { offsetSeconds: 0, name: null })
          : null,
  },
];

function make({ name, ofText, ofFields, ofValue }: Maker, args: readonly Value[], context: FunctionContext): Value {
  if (args.length === 0) return ofValue(nowIn(context, null));
  const [given = null] = args;
  if (given === null) return null;
  if (typeof given === "string") return ofText(given);
  if (isMap(given)) {
    if (given.size === 0) {
      throw new CypherError("ArgumentError", `At least one field is needed to make a ${name}`, {
        detail: "InvalidArgumentValue",
      });
    }
    const zone = given.get("timezone");
    if (given.size === 1 && typeof zone === "string") return ofValue(nowIn(context, zone));
    return ofFields(checkedFields(name, given), context);
  }
  const made = ofValue(given);
  if (made === null) {
    const detail = hasDate(given) || hasTime(given) ? "InvalidArgumentValue" : "InvalidArgumentType";
    throw wrongType(name, "a String, a Map or a temporal value", given, detail);
  }
  return made;
}

/** The clock functions. All of them read the statement's one instant, so that they agree. */
function clocks({ name, ofValue }: Maker): (readonly [string, Call])[] {
  const call: Call = ([zone], context) =>
    zone === null ? null : ofValue(nowIn(context, zone === undefined ? null : text(name, zone)));
  return ["transaction", "statement", "realtime"].map((clock) => [`${name}.${clock}`, call]);
}

function durationFrom([given = null]: readonly Value[]): Value {
  if (given === null) return null;
  if (typeof given === "string") return parseDuration(given);
  if (isMap(given)) return durationOfFields(given);
  throw wrongType("duration", "a String or a Map", given);
}

/** Returns an integer argument unchanged, however large. */
function counted(name: string, value: Value): number | bigint {
  if (isInteger(value)) return value;
  const isKnown = value === null || isNumber(value);
  throw wrongType(name, "an Integer", value, isKnown ? "InvalidArgumentType" : "InvalidArgumentValue");
}

function fromSeconds([seconds = null, nanos = null]: readonly Value[]): Value {
  const fraction = counted("datetime.fromepoch", nanos);
  if (fraction < 0 || fraction >= 1e9) throw wrongValue("datetime.fromepoch", `Invalid nanosecond: ${fraction}`);
  return momentOf(counted("datetime.fromepoch", seconds), 1, Number(fraction));
}

function fromMillis([millis = null]: readonly Value[]): Value {
  return momentOf(counted("datetime.fromepochmillis", millis), 1000);
}

/** The functions that construct dates, times, datetimes and durations, by name. */
export const MOMENTS: readonly (readonly [string, Call])[] = [
  ...MAKERS.map((maker): [string, Call] => [maker.name, (args, context) => make(maker, args, context)]),
  ...MAKERS.flatMap(clocks),
  ["duration", durationFrom],
  ["datetime.fromepoch", fromSeconds],
  ["datetime.fromepochmillis", fromMillis],
];
