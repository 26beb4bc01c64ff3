import type { ValueType } from "./value-type.ts";

/** What an expression of a type may look like; a type in braces stands for any expression of it. */
export type Template = readonly [type: ValueType, text: string];

const NUMBERS = ["integer", "float"] as const;
const TEMPORALS = ["date", "localtime", "time", "localdatetime", "datetime"] as const;
const ORDERED = [...NUMBERS, "string", "boolean", ...TEMPORALS] as const;

const arithmetic: Template[] = [
  ...["+", "-", "*"].map((sign): Template => ["integer", `({integer} ${sign} {integer})`]),
  // The least integer by -1 Neo4j answers itself, as Java does; the engine says that it overflows.
  ["integer", "({integer} / {small})"],
  ["integer", "({small} / {integer})"],
  ["integer", "({integer} % {integer})"],
  ...["+", "-", "*", "/", "%"].flatMap((sign): Template[] => [
    ["float", `({float} ${sign} {float})`],
    ["float", `({integer} ${sign} {float})`],
    ["float", `({float} ${sign} {integer})`],
  ]),
  ["float", "round({integer} ^ {small}, 6)"],
  ["float", "({float} ^ 2)"],
  ["integer", "(-{integer})"],
  ["integer", "(+{integer})"],
  ["float", "(-{float})"],
];

const texts: Template[] = [
  ["string", "({string} + {string})"],
  ["string", "({string} || {string})"],
  ["string", "({string} + {integer})"],
  ["string", "({float} + {string})"],
  ["boolean", "({string} STARTS WITH {string})"],
  ["boolean", "({string} ENDS WITH {string})"],
  ["boolean", "({string} CONTAINS {string})"],
  ["boolean", "({any} CONTAINS {string})"],
  ["boolean", "({string} =~ '[a-c]*')"],
  ["boolean", "({string} =~ '(?i)A.*')"],
  ["boolean", "({string} =~ '.*\\\\d+')"],
  ["boolean", "({string} IS NORMALIZED)"],
  ["boolean", "({string} IS NOT NFD NORMALIZED)"],
];

const logic: Template[] = [
  ["boolean", "({boolean} AND {boolean})"],
  ["boolean", "({boolean} OR {boolean})"],
  ["boolean", "({boolean} XOR {boolean})"],
  ["boolean", "(NOT {boolean})"],
  ["boolean", "({any} IS NULL)"],
  ["boolean", "({any} IS NOT NULL)"],
];

const comparisons: Template[] = [
  ["boolean", "({any} = {any})"],
  ["boolean", "({any} <> {any})"],
  ...["<", "<=", ">", ">="].map((sign): Template => ["boolean", `({any} ${sign} {any})`]),
  ...ORDERED.flatMap((type): Template[] => [
    ["boolean", `({${type}} = {${type}})`],
    ["boolean", `({${type}} < {${type}})`],
    ["boolean", `({${type}} >= {${type}})`],
  ]),
  ["boolean", "({integer} < {float})"],
  ["boolean", "({float} = {integer})"],
  ["boolean", "({integer} <= {integer} < {float})"],
  ["boolean", "({duration} = {duration})"],
  ["boolean", "({duration} < {duration})"],
  ["boolean", "({point} = {point})"],
  ["boolean", "({list any} = {list any})"],
  ["boolean", "({list any} < {list any})"],
  ["boolean", "({list integer} <= {list float})"],
  ["boolean", "({map} = {map})"],
  ["boolean", "({map} < {map})"],
  ["boolean", "({map} >= {map})"],
  ["boolean", "({duration} <= {duration})"],
  ["boolean", "({point} >= {point})"],
  ["boolean", "([{map}] > [{map}])"],
];

const memberships: Template[] = [
  ["boolean", "({integer} IN {list integer})"],
  ["boolean", "({any} IN {list any})"],
  ["boolean", "({string} IN {list string})"],
];

const typeTests: Template[] = [
  ["boolean", "({any} IS :: INTEGER)"],
  ["boolean", "({any} IS NOT :: STRING)"],
  ["boolean", "({any} IS :: INTEGER NOT NULL | FLOAT NOT NULL)"],
  ["boolean", "({list any} IS :: LIST<INTEGER>)"],
  ["boolean", "({any} IS :: LIST<ANY>)"],
  ["boolean", "({any} IS :: ZONED DATETIME)"],
  // Of a list of numbers that is stored Neo4j says no, and of the same as written yes.
  ["boolean", "({string} IS :: PROPERTY VALUE)"],
  ["boolean", "({map} IS :: PROPERTY VALUE)"],
  ["boolean", "({datetime} IS :: PROPERTY VALUE NOT NULL)"],
  ["boolean", "({any} IS :: MAP)"],
  ["boolean", "({any} IS :: NOTHING)"],
];

const LISTED = ["integer", "string", "any", "float", "date"] as const;

const lists: Template[] = [
  ...LISTED.flatMap((type): Template[] => [
    [`list ${type}`, `({list ${type}} + {list ${type}})`],
    // 5.26 takes a whole number added to a list for a Float: it refuses `substring('abc', head([1] + 1))`, but not with
    // `[1] + [1]`, and says itself that `valueType(head([1] + 1))` is INTEGER.
    [`list ${type}`, type === "integer" ? "({list integer} + [{integer}])" : `({list ${type}} + {${type}})`],
    [`list ${type}`, `{list ${type}}[{small}..]`],
    // 5.26 takes the end of a slice of COLLECT { } for a LIMIT, and answers nothing where it is negative.
    [`list ${type}`, `({list ${type}} + [])[..-1]`],
    [`list ${type}`, `{list ${type}}[{small}..{small}]`],
  ]),
  ["list any", "({list any} || {list integer})"],
  ["list any", "({any} + {list any})"],
  ["list any", "({list integer} + {list string})"],
];

const readings: Template[] = [
  ...LISTED.flatMap((type): Template[] => [
    [type, `{list ${type}}[{small}]`],
    [type, `{list ${type}}[-{small}]`],
  ]),
  ["any", "{map}['a']"],
  ["any", "{map}.a"],
  ["any", "{map}.b"],
  ["any", "{map}[{string}]"],
];

const DATE_FIELDS = "year quarter month week weekYear day dayOfQuarter quarterDay dayOfWeek weekDay ordinalDay";
const CLOCK_FIELDS = "hour minute second millisecond microsecond nanosecond";
const DURATION_FIELDS =
  "years quarters months weeks days hours minutes seconds milliseconds microseconds nanoseconds quartersOfYear monthsOfQuarter monthsOfYear daysOfWeek minutesOfHour secondsOfMinute millisecondsOfSecond microsecondsOfSecond nanosecondsOfSecond";

const fieldsOf = (type: ValueType, result: ValueType, names: string): Template[] =>
  names.split(" ").map((name) => [result, `{${type}}.${name}`] as const);

const temporals: Template[] = [
  ...TEMPORALS.flatMap((type): Template[] => [
    [type, `({${type}} + {duration})`],
    [type, `({${type}} - {duration})`],
    [type, `({duration} + {${type}})`],
  ]),
  ["duration", "({duration} + {duration})"],
  ["duration", "({duration} - {duration})"],
  // Scaled twice, 5.26 may multiply the two factors first, and the last nanosecond is another.
  ...["* {small}", "* 0.37", "/ (1 + {small})"].flatMap((scale): Template[] => [
    ["duration", `(duration({months: {small}, days: {integer} % 100, seconds: {small}}) ${scale})`],
    ["duration", `(duration('P1Y2M3DT4H6.789S') ${scale})`],
  ]),
  ["duration", "(1.5 * duration({days: {small}, hours: {small}}))"],
];

const fields: Template[] = [
  ...(["date", "localdatetime", "datetime"] as const).flatMap((type) => fieldsOf(type, "integer", DATE_FIELDS)),
  ...(["localtime", "time", "localdatetime", "datetime"] as const).flatMap((type) =>
    fieldsOf(type, "integer", CLOCK_FIELDS),
  ),
  ...(["time", "datetime"] as const).flatMap((type): Template[] => [
    ["string", `{${type}}.timezone`],
    ["string", `{${type}}.offset`],
    ["integer", `{${type}}.offsetMinutes`],
    ["integer", `{${type}}.offsetSeconds`],
  ]),
  ["integer", "{datetime}.epochSeconds"],
  ["integer", "{datetime}.epochMillis"],
  ...fieldsOf("duration", "integer", DURATION_FIELDS),
  ...fieldsOf("point", "float", "x y z longitude latitude height"),
  ["integer", "{point}.srid"],
  ["string", "{point}.crs"],
];

/** Operators, by what they are about. */
export const OPERATORS: Readonly<Record<string, readonly Template[]>> = {
  "+ - * / % ^": arithmetic,
  "text + text": texts,
  "AND OR XOR NOT": logic,
  "= <> < >": comparisons,
  IN: memberships,
  "IS ::": typeTests,
  "list + list": lists,
  "list[index]": readings,
  "temporal + duration": temporals,
  "temporal.field": fields,
};
