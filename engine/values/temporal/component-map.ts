import { CypherError } from "../../errors.ts";
import { isInteger } from "../kind.ts";
import type { Value } from "../value.ts";

/** The components of a temporal value: `{year: 2020, week: 3}`. */
export type Fields = ReadonlyMap<string, Value>;

export type MomentKind = "date" | "localtime" | "time" | "localdatetime" | "datetime";

const DATE = ["year", "month", "day", "week", "dayOfWeek", "quarter", "dayOfQuarter", "ordinalDay"] as const;
const CLOCK = ["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"] as const;
const EPOCHS = ["epochSeconds", "epochMillis"] as const;

export type Field = (typeof DATE | typeof CLOCK | typeof EPOCHS)[number];

const KNOWN: Readonly<Record<MomentKind, readonly string[]>> = {
  date: [...DATE, "date"],
  localtime: [...CLOCK, "time"],
  time: [...CLOCK, "time", "timezone"],
  localdatetime: [...DATE, ...CLOCK, "date", "time", "datetime"],
  datetime: [...DATE, ...CLOCK, ...EPOCHS, "date", "time", "datetime", "timezone"],
};

const BY_SMALL_LETTERS: ReadonlyMap<string, string> = new Map([
  ...KNOWN.datetime.map((name) => [name.toLowerCase(), name] as const),
  ["weekday", "dayOfWeek"],
  ["quarterday", "dayOfQuarter"],
]);

/** The value that replaces a null: the smallest of its component. */
const LEAST: ReadonlyMap<string, number> = new Map([
  ["year", 0],
  ...DATE.slice(1).map((name) => [name, 1] as const),
  ...CLOCK.map((name) => [name, 0] as const),
]);

/** The ways to specify a day. Without a base date the second component requires the first. */
const WAYS = [
  ["month", "day"],
  ["week", "dayOfWeek"],
  ["quarter", "dayOfQuarter"],
  ["ordinalDay", "ordinalDay"],
] as const;

function refuse(message: string, kind: "ArgumentError" | "TypeError" = "ArgumentError"): never {
  throw new CypherError(kind, message, { detail: "InvalidArgumentValue" });
}

/**
 * Normalizes component names and checks that this type of value has each component, and that together they specify one
 * day and one time. @throws CypherError ArgumentError, and TypeError for components that exclude each other
 */
export function checkedFields(kind: MomentKind, given: Fields): Fields {
  const fields = new Map([...given].map(([name, value]) => checkedField(kind, name, value)));
  const has = (name: string) => fields.has(name);
  const bases = ["datetime", ...EPOCHS].filter(has);
  if (bases.length > 1) refuse(`${bases.join(" and ")} cannot be given together`);
  if (bases.length === 1 && (has("date") || has("time"))) refuse(`${bases[0]} cannot be given with date or time`);
  const ways = WAYS.filter((way) => way.some(has));
  if (ways.length > 1)
    refuse(`A day is told by ${ways.map(([name]) => name).join(" or by ")}, not by both`, "TypeError");
  if (bases.length === 0 && KNOWN[kind].includes("date") && !has("date")) checkDay(fields, ways[0] ?? WAYS[0]);
  if (bases.length === 0 && !has("time")) checkClock(fields, KNOWN[kind].includes("date"));
  return fields;
}

function checkedField(kind: MomentKind, written: string, value: Value): readonly [string, Value] {
  const name = BY_SMALL_LETTERS.get(written.toLowerCase());
  if (name === undefined) refuse(`A ${kind} has no field ${written}`);
  if (!KNOWN[kind].includes(name)) refuse(`A ${kind} has no field ${written}`, "TypeError");
  const least = LEAST.get(name);
  if (value === null)
    return least === undefined ? refuse(`A ${kind} cannot be made of a ${name} that is null`) : [name, least];
  const isNumber = least !== undefined || name.startsWith("epoch");
  if (isNumber && !isInteger(value)) refuse(`${name} must be an integer`);
  if (typeof value === "bigint" && least !== undefined) refuse(`${name} is too large: ${value}`);
  return [name, value];
}

function checkDay(fields: Fields, [coarse, fine]: readonly [string, string]): void {
  if (!fields.has("year")) refuse("year must be specified");
  if (fields.has(fine) && !fields.has(coarse)) refuse(`${fine} cannot be specified without ${coarse}`);
  // A time of day needs a full date, not only a month.
  const isTimed = fields.has("time") || CLOCK.some((name) => fields.has(name));
  if (isTimed && !fields.has(fine)) refuse(`${fields.has(coarse) ? fine : coarse} must be specified`);
}

function checkClock(fields: Fields, isDated: boolean): void {
  const given = [...CLOCK.slice(0, 3).map((name) => fields.has(name)), CLOCK.slice(3).some((name) => fields.has(name))];
  if (!isDated && given[0] !== true) refuse("hour must be specified");
  const missing = given.indexOf(false);
  if (missing !== -1 && given.lastIndexOf(true) > missing) refuse(`${CLOCK[missing]} must be specified`);
}
