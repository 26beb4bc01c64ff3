import type { Constant, Given } from "./draw.ts";
import type { ValueType } from "./value-type.ts";

/** A constant that can also be a parameter. */
function given(text: string, value: Given): Constant {
  return { text, value, onlyWritten: typeof value === "string" && ABOVE_SURROGATES.test(value) };
}

/**
 * 5.26 orders two characters from here on otherwise when one of them came as a parameter: `'😀' > '\uFFFD'` is true
 * as written, and `$a > '\uFFFD'` of the same is false.
 */
const ABOVE_SURROGATES = /[\u{E000}-\u{10FFFF}]/u;

const INTEGERS = [
  0n,
  1n,
  2n,
  -1n,
  3n,
  5n,
  -3n,
  7n,
  10n,
  12n,
  100n,
  -100n,
  1582n,
  2n ** 31n,
  9007199254740993n,
  9223372036854775807n,
  -9223372036854775808n,
];

const FLOATS = [
  0, 1, 1.5, -0, -2.5, 0.5, -0.5, 2.5, 3, 0.1, 3.7, -7.25, 100, 1e7, 123456.789, 1e-5, 1e21, 1e300, 2e-300,
];

const STRINGS = [
  "",
  "a",
  "ab",
  "A",
  "abc",
  "b",
  "Äß",
  "ǆ",
  "é",
  "e\u0301",
  "\u{1F600}",
  "a\u{1F600}b",
  "\uFFFD",
  " x ",
  "\u00A0x\t",
  "a,b,,c",
  "it's",
  "1",
  "-7",
  "1.5",
  " 12 ",
  "1e3",
  "0x1F",
  "true",
  "FALSE",
  "NaN",
  "2020-02-29",
  "line\nbreak",
  "back\\slash",
];

/** Constants of types whose values can be parameters; what is simplest first. */
export const CONSTANTS: Readonly<Partial<Record<ValueType, readonly Constant[]>>> = {
  integer: INTEGERS.map((value) => given(String(value), value)),
  small: [0n, 1n, 2n, 3n, 5n].map((value) => given(String(value), value)),
  float: FLOATS.map((value) => given(floatLiteral(value), value)),
  string: STRINGS.map((value) => given(stringLiteral(value), value)),
  boolean: [true, false].map((value) => given(String(value), value)),
};

function floatLiteral(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value).replace("e+", "e");
}

export function stringLiteral(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
}

const ZONES = ["Z", "+01:00", "-05:30", "+14:00", "-00:00", "+02", "+0530"];
const NAMED = ["[Europe/Stockholm]", "[America/New_York]", "[Asia/Baghdad]", "[UTC]"];
const DATES = [
  "2020-02-29",
  "1970-01-01",
  "2021-12-31",
  "2019-01-01",
  "0001-01-01",
  "-0044-03-15",
  "20200301",
  "2020-W53-7",
  "2019W011",
  "2020-Q2-15",
  "2020-060",
  "2020-07",
  "2020",
  "1900-03-01",
  "9999-12-31",
];
const CLOCKS = [
  "00:00",
  "12:30:15",
  "23:59:59.999999999",
  "12:30:15.5",
  "07",
  "0730",
  "073015.123456",
  "12:00",
  "01:02:03.000004",
];
const DURATIONS = [
  "P0D",
  "P1D",
  "PT1H",
  "P1M",
  "P1Y2M3DT4H5M6.789S",
  "-P1D",
  "P-1M",
  "PT-1.5S",
  "PT0.000000001S",
  "P2W",
  "P1.5M",
  "P0.75Y",
  "PT36H",
  "PT90M",
  "P12M15DT-70S",
  "P0.5D",
  "P2012-02-02T14:37:21.545",
  "-PT3.25S",
  "PT86400S",
  "P30D",
];

/** Before zones were kept by offsets of whole minutes, Java's tables and the platform's part. */
const MODERN = DATES.filter((date) => /^(19[789]|20|9999)/.test(date));

/** The texts of a temporal type, as its function reads them. */
export const TEMPORAL_TEXTS: Readonly<Record<string, readonly string[]>> = {
  date: DATES,
  localtime: CLOCKS,
  time: CLOCKS.flatMap((clock, index) => [`${clock}${ZONES[index % ZONES.length]}`, clock]),
  localdatetime: DATES.map((date, index) => `${date}T${CLOCKS[index % CLOCKS.length]}`),
  datetime: DATES.flatMap((date, index) => [
    `${date}T${CLOCKS[index % CLOCKS.length]}${ZONES[index % ZONES.length]}`,
    `${MODERN[index % MODERN.length]}T${CLOCKS[(index + 3) % CLOCKS.length]}${NAMED[index % NAMED.length]}`,
    `${date}T${CLOCKS[(index + 1) % CLOCKS.length]}`,
  ]),
  duration: DURATIONS,
};

export const POINTS = [
  "{x: 1, y: 2}",
  "{x: 0.5, y: -3.25, z: 2.0}",
  "{longitude: 12.5, latitude: 55.75}",
  "{longitude: -120, latitude: 33, height: 10}",
  "{x: 3, y: 4, crs: 'cartesian'}",
  "{x: 200, y: 10, srid: 4326}",
  "{x: 1, y: 2, z: 3, crs: 'cartesian-3d'}",
];
