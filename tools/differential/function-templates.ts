import type { Template } from "./templates.ts";
import type { ValueType } from "./value-type.ts";

const TEMPORALS = ["date", "localtime", "time", "localdatetime", "datetime"] as const;
const DATED = ["date", "localdatetime", "datetime"] as const;
const CLOCKED = ["localtime", "time", "localdatetime", "datetime"] as const;

/** Java and JavaScript may part in the last bit of these. */
function nearly(text: string): Template[] {
  return [["float", `round(${text}, 9)`]];
}

function real(name: string): Template[] {
  return [...nearly(`${name}({float})`), ...nearly(`${name}({integer})`)];
}

function variants(type: ValueType, ...texts: readonly string[]): Template[] {
  return texts.map((text) => [type, text]);
}

/** The clocks stand at another time on each side, so only what they agree on is asked. */
function clocks(name: string): [string, Template[]][] {
  return ["transaction", "statement", "realtime"].map((clock) => [
    `${name}.${clock}`,
    variants(
      "boolean",
      `(${name}.${clock}() IS NOT NULL)`,
      `(${name}.${clock}('Europe/Stockholm') IS NOT NULL)`,
      `(${name}.${clock}(null) IS NULL)`,
      ...(clock === "realtime" ? [] : [`(${name}.${clock}() = ${name}.${clock}())`]),
    ),
  ]);
}

const DATE_UNITS = ["millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week", "day"];
const CLOCK_UNITS = ["day", "hour", "minute", "second", "millisecond", "microsecond"];

function truncations(name: (typeof TEMPORALS)[number]): Template[] {
  const isDated = name === "date" || name.endsWith("datetime");
  const units = [...(isDated ? DATE_UNITS : []), ...(name === "date" ? [] : CLOCK_UNITS)];
  const sourcesOf = (unit: string) =>
    !isDated ? CLOCKED : CLOCK_UNITS.slice(1).includes(unit) ? DATED.slice(1) : DATED;
  const more = isDated ? ["{day: 2}", "{month: 3}", "{dayOfWeek: 2}"] : ["{nanosecond: 2}"];
  if (name !== "date") more.push("{hour: 5, nanosecond: 7}", "{millisecond: 3, microsecond: 4}");
  return units.flatMap((unit, index) =>
    sourcesOf(unit).flatMap((source): Template[] => [
      [name, `${name}.truncate('${unit}', {${source}})`],
      [name, `${name}.truncate('${unit}', {${source}}, ${more[index % more.length]})`],
    ]),
  );
}

/** How each function of the engine's table is called. A function without a row here fails the test. */
export const FUNCTION_TEMPLATES: Readonly<Record<string, readonly Template[]>> = {
  toInteger: variants(
    "integer",
    "toInteger({string})",
    "toInteger({float})",
    "toInteger({integer})",
    "toInteger({boolean})",
  ),
  toIntegerOrNull: variants("integer", "toIntegerOrNull({any})", "toIntegerOrNull({string})"),
  toIntegerList: variants("list integer", "toIntegerList({list any})", "toIntegerList({list string})"),
  toFloat: variants("float", "toFloat({string})", "toFloat({integer})", "toFloat({float})"),
  toFloatOrNull: variants("float", "toFloatOrNull({any})", "toFloatOrNull({string})"),
  toFloatList: variants("list float", "toFloatList({list any})", "toFloatList({list string})"),
  toBoolean: variants("boolean", "toBoolean({string})", "toBoolean({integer})", "toBoolean({boolean})"),
  toBooleanOrNull: variants("boolean", "toBooleanOrNull({any})", "toBooleanOrNull({string})"),
  toBooleanList: variants("list any", "toBooleanList({list any})", "toBooleanList({list string})"),
  coalesce: [
    ["integer", "coalesce({integer}, {integer})"],
    ["string", "coalesce(null, {string})"],
    ["any", "coalesce({any}, {any}, {any})"],
  ],
  nullIf: [
    ["integer", "nullIf({integer}, {integer})"],
    ["string", "nullIf({string}, {string})"],
    ["any", "nullIf({any}, {any})"],
  ],
  size: variants("integer", "size({string})", "size({list any})", "size({list integer})"),
  char_length: variants("integer", "char_length({string})"),
  character_length: variants("integer", "character_length({string})"),
  length: variants("integer", "length({path})"),
  isEmpty: variants("boolean", "isEmpty({string})", "isEmpty({list any})", "isEmpty({map})"),
  randomUUID: variants("integer", "size(randomUUID())"),
  timestamp: variants("boolean", "(timestamp() > 1700000000000)"),
  valueType: variants(
    "string",
    "valueType({any})",
    "valueType({list any})",
    "valueType({list integer})",
    "valueType({datetime})",
  ),
  head: [
    ["integer", "head({list integer})"],
    ["any", "head({list any})"],
    ["string", "head({list string})"],
  ],
  last: [
    ["integer", "last({list integer})"],
    ["any", "last({list any})"],
  ],
  tail: [
    ["list integer", "tail({list integer})"],
    ["list any", "tail({list any})"],
  ],
  // Neo4j 5.26 refuses to reverse a list as it is stored in a property; added to, it is a list like any.
  reverse: [
    ["string", "reverse({string})"],
    ["list integer", "reverse({list integer} + [])"],
    ["list any", "reverse({list any} + [])"],
  ],
  range: variants(
    "list integer",
    "range({small}, {small})",
    "range(0, {small}, {small})",
    "range({small}, -3, -1)",
    "range(1 + {small}, 1, -2)",
  ),
  nodes: variants("list node", "nodes({path})"),
  relationships: variants("list relationship", "relationships({path})"),
  // The order of keys and labels is no part of the language.
  keys: variants("boolean", "('v' IN keys({node}))", "('w' IN keys({relationship}))", "('a' IN keys({map}))"),
  labels: [
    ["boolean", "('A' IN labels({node}))"],
    ["integer", "size(labels({node}))"],
  ],
  type: variants("string", "type({relationship})"),
  id: variants("boolean", "(id({node}) >= 0)", "(id({relationship}) >= 0)"),
  elementId: variants("boolean", "(size(elementId({node})) > 0)", "(elementId({node}) = elementId({node}))"),
  startNode: variants("node", "startNode({relationship})"),
  endNode: variants("node", "endNode({relationship})"),
  properties: variants("map", "properties({node})", "properties({relationship})", "properties({map})"),
  abs: [
    // Of the least integer Neo4j answers itself, as Java does; the engine says that it overflows.
    ["integer", "abs({integer} % 1000)"],
    ["float", "abs({float})"],
  ],
  ceil: variants("float", "ceil({float})", "ceil({integer})"),
  floor: variants("float", "floor({float})", "floor({integer})"),
  sign: variants("integer", "sign({float})", "sign({integer})"),
  round: variants(
    "float",
    // To whole numbers Neo4j stops at 2^63.
    "round({float} % 1000000)",
    "round({integer} % 1000000)",
    "round({float} % 1000000, {small})",
    ...["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN"].map(
      (mode) => `round({float}, 1, '${mode}')`,
    ),
  ),
  isNaN: variants("boolean", "isNaN({float})", "isNaN({integer})"),
  rand: variants("boolean", "(0 <= rand() < 1)"),
  // The last digit of what is large is each platform's own.
  exp: [...nearly("exp({float} % 5)"), ...nearly("exp({integer} % 5)")],
  log: real("log"),
  log10: real("log10"),
  sqrt: real("sqrt"),
  e: variants("float", "e()"),
  pi: variants("float", "pi()"),
  // Of large angles Java and JavaScript reduce alike only nearly.
  sin: nearly("sin({float} % 10)"),
  cos: nearly("cos({float} % 10)"),
  tan: nearly("tan({float} % 1)"),
  cot: nearly("cot(1 + abs({float}) % 1)"),
  asin: real("asin"),
  acos: real("acos"),
  atan: real("atan"),
  atan2: [...nearly("atan2({float}, {float})"), ...nearly("atan2({integer}, {float})")],
  degrees: variants("float", "degrees({float})"),
  radians: variants("float", "radians({float})"),
  haversin: nearly("haversin({float} % 10)"),
  toLower: variants("string", "toLower({string})"),
  lower: variants("string", "lower({string})"),
  toUpper: variants("string", "toUpper({string})"),
  upper: variants("string", "upper({string})"),
  trim: variants("string", "trim({string})", "trim(BOTH 'a' FROM {string})", "trim(LEADING FROM {string})"),
  btrim: variants("string", "btrim({string})", "btrim({string}, {string})"),
  ltrim: variants("string", "ltrim({string})", "ltrim({string}, {string})"),
  // With marks, 5.26 never takes the first character.
  rtrim: variants("string", "rtrim({string})", "rtrim('|' + {string}, 'a é')"),
  // Where nothing is replaced Neo4j parts the halves of a character.
  replace: variants("string", "replace({string}, {string} + 'b', {string})", "replace({string}, 'a', {string})"),
  split: variants("list string", "split({string}, ',')", "split({string}, {string})", "split({string}, ['a', ','])"),
  substring: variants("string", "substring({string}, {small})", "substring({string}, {small}, {small})"),
  left: variants("string", "left({string}, {small})"),
  right: variants("string", "right({string}, {small})"),
  normalize: variants("string", "normalize({string})", "normalize({string}, NFD)", "normalize({string}, NFKC)"),
  toString: variants(
    "string",
    "toString({integer})",
    "toString({float})",
    "toString({boolean})",
    "toString({string})",
    "toString({point})",
    "toString({duration})",
    ...TEMPORALS.map((type) => `toString({${type}})`),
  ),
  toStringOrNull: variants("string", "toStringOrNull({any})", "toStringOrNull({float})"),
  toStringList: variants("list string", "toStringList({list any})", "toStringList({list float})"),
  ...Object.fromEntries(TEMPORALS.flatMap(clocks)),
  ...Object.fromEntries(TEMPORALS.map((name) => [`${name}.truncate`, truncations(name)])),
  date: variants(
    "date",
    ...DATED.map((source) => `date({${source}})`),
    "date({date: {date}, day: 1 + {small}})",
    "date({date: {datetime}, week: 1 + {small}})",
    "date({date: {date}, quarter: 1 + {small}})",
    "date({date: {date}, year: 2000 + {small}})",
    "date({year: 2000 + {small}, month: 2, day: 28})",
    "date({year: 2020, week: 53, dayOfWeek: 1 + {small}})",
    "date({year: 2020, quarter: 3, dayOfQuarter: 20 + {small}})",
    "date({year: 2019, ordinalDay: 360 + {small}})",
  ),
  localtime: variants(
    "localtime",
    ...CLOCKED.map((source) => `localtime({${source}})`),
    "localtime({time: {time}, second: {small}})",
    "localtime({hour: 20 + {small}, minute: 3, second: 4, millisecond: 5, microsecond: 6, nanosecond: 7})",
    "localtime({hour: {small}})",
  ),
  time: variants(
    "time",
    ...CLOCKED.map((source) => `time({${source}})`),
    "time({time: {time}, timezone: '+05:00'})",
    "time({hour: {small}, timezone: '-02:30'})",
  ),
  localdatetime: variants(
    "localdatetime",
    ...DATED.slice(1).map((source) => `localdatetime({${source}})`),
    "localdatetime({date: {date}, time: {time}})",
    "localdatetime({datetime: {datetime}, hour: {small}})",
    "localdatetime({year: 1990, week: 1, dayOfWeek: 2, hour: {small}})",
  ),
  datetime: variants(
    "datetime",
    ...DATED.slice(1).map((source) => `datetime({${source}})`),
    "datetime({date: {date}, time: {time}})",
    "datetime({date: {date}, time: {localtime}, timezone: 'Europe/Stockholm'})",
    "datetime({datetime: {datetime}, timezone: 'America/New_York'})",
    "datetime({datetime: {localdatetime}, timezone: '+03:00'})",
    "datetime({year: 2021, month: 3, day: 28, hour: {small}, minute: 30, timezone: 'Europe/Stockholm'})",
    "datetime({year: 2021, month: 10, day: 31, hour: {small}, minute: 30, timezone: 'Europe/Stockholm'})",
    "datetime({epochSeconds: 1000000 * {small}, timezone: 'Asia/Baghdad'})",
  ),
  duration: variants(
    "duration",
    "duration({days: {integer} % 1000})",
    "duration({months: {small}, days: 1.5})",
    "duration({hours: toFloat({integer} % 1000) / 7})",
    "duration({years: {small}, weeks: 2, minutes: -{small}, milliseconds: 1500})",
    "duration({seconds: {small}, nanoseconds: -1})",
    "duration({months: 0.25 * {small}})",
  ),
  "datetime.fromepoch": variants(
    "datetime",
    "datetime.fromepoch({small}, {small})",
    "datetime.fromepoch(1583020800, 123)",
  ),
  "datetime.fromepochmillis": variants(
    "datetime",
    "datetime.fromepochmillis({small})",
    "datetime.fromepochmillis(1583020800123)",
  ),
  ...Object.fromEntries(
    ["between", "inMonths", "inDays", "inSeconds"].map((name) => [
      `duration.${name}`,
      TEMPORALS.flatMap((from) =>
        TEMPORALS.filter(
          (to) =>
            name === "between" ||
            name === "inSeconds" ||
            !from.endsWith("time") ||
            from.includes("date") ||
            to.includes("date"),
        ).map((to): Template => ["duration", `duration.${name}({${from}}, {${to}})`]),
      ),
    ]),
  ),
  point: variants(
    "point",
    "point({x: {small}, y: {float}})",
    "point({x: {small}, y: 1, z: {integer}})",
    "point({longitude: {small}, latitude: 2.5})",
    "point({latitude: {small}, longitude: 2, height: {small}})",
  ),
  // On the earth sines are taken, whose last bit may be another, and metres have up to eight digits before the point.
  "point.distance": variants("float", "round(point.distance({point}, {point}), 6)"),
  "point.withinBBox": variants("boolean", "point.withinBBox({point}, {point}, {point})"),
};
