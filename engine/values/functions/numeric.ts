import { double, lenient, number, strict, wrongValue, type FunctionDefinition } from "../function.ts";
import { integer, RADIANS } from "../numbers.ts";
import { Float, type Value } from "../value.ts";

const DEGREES = 180 / Math.PI;

function real(name: string, description: string, of: (x: number) => number): FunctionDefinition {
  return strict("Numeric", name, "FLOAT -> FLOAT", description, ([x]) => new Float(of(double(name, x))));
}

function absolute(value: Value | undefined): Value {
  const x = number("abs", value);
  if (x instanceof Float) return new Float(Math.abs(x.value));
  return x < 0 ? integer(-BigInt(x)) : x;
}

function sign(value: Value | undefined): Value {
  const x = double("sign", value);
  return Number.isNaN(x) ? 0 : Math.sign(x) + 0;
}

const MODES = ["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN"] as const;

/** With more digits than this, rounding changes no double. */
const MOST_PLACES = 1_100;

/**
 * round(x), round(x, digits), round(x, digits, mode). Without digits a half rounds up, towards plus infinity; with
 * digits or a mode the default is half away from zero.
 */
function round([value, digits, mode]: readonly Value[]): Value {
  const x = double("round", value);
  // Like Neo4j, which reads NaN as 0.
  const places = digits === undefined ? 0 : double("round", digits) || 0;
  if (places === 0 && mode === undefined) return new Float(Number.isFinite(x) ? wholeNumber(x) : x);
  if (places < 0) throw wrongValue("round", "the precision must not be negative");
  const named = mode === undefined ? "HALF_UP" : mode;
  const rule = MODES.find((one) => one === named);
  if (rule === undefined) throw wrongValue("round", `the mode is one of ${MODES.join(", ")}`);
  return new Float(Number.isFinite(x) && places < MOST_PLACES ? roundDecimal(x, Math.trunc(places), rule) : x);
}

function wholeNumber(x: number): number {
  const low = Math.floor(x);
  return (x - low >= 0.5 ? low + 1 : low) + 0;
}

/** Rounds the shortest decimal form of a double with exact digits. A zero result has no sign. */
function roundDecimal(x: number, places: number, rule: (typeof MODES)[number]): number {
  const [, whole = "0", fraction = "", power = "0"] = /^(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(String(Math.abs(x))) ?? [];
  const digits = whole + fraction;
  const kept = whole.length + Number(power) + places;
  if (kept >= digits.length) return x + 0;
  const rest = kept < 0 ? `0${digits}` : digits.slice(kept);
  const low = BigInt(digits.slice(0, Math.max(kept, 0)) || "0");
  const isUp = /[1-9]/.test(rest) && goesUp(rule, rest, low % 2n === 0n, x < 0);
  return Math.sign(x) * Number(`${isUp ? low + 1n : low}e${-places}`) + 0;
}

function goesUp(rule: (typeof MODES)[number], rest: string, isEven: boolean, isNegative: boolean): boolean {
  const isHalf = /^50*$/.test(rest);
  switch (rule) {
    case "UP":
      return true;
    case "DOWN":
      return false;
    case "CEILING":
      return !isNegative;
    case "FLOOR":
      return isNegative;
    case "HALF_UP":
      return rest >= "5";
    case "HALF_DOWN":
      return rest >= "5" && !isHalf;
    case "HALF_EVEN":
      return rest >= "5" && !(isHalf && isEven);
  }
}

/** Numeric, logarithmic and trigonometric functions. */
export const NUMERIC: readonly FunctionDefinition[] = [
  strict("Numeric", "abs", "INTEGER -> INTEGER; FLOAT -> FLOAT", "The absolute value", ([x]) => absolute(x)),
  real("ceil", "The smallest whole number not below", Math.ceil),
  real("floor", "The largest whole number not above", Math.floor),
  strict("Numeric", "sign", "INTEGER | FLOAT -> INTEGER", "-1, 0 or 1", ([x]) => sign(x)),
  strict(
    "Numeric",
    "round",
    "FLOAT, [INTEGER | FLOAT], [STRING] -> FLOAT",
    "The nearest number of so many digits",
    round,
  ),
  strict("Numeric", "isNaN", "INTEGER | FLOAT -> BOOLEAN", "Whether it is not a number", ([x]) =>
    Number.isNaN(double("isNaN", x)),
  ),
  lenient(
    "Numeric",
    "rand",
    "-> FLOAT",
    "A random number from 0 to below 1",
    (_, context) => new Float(context.random()),
  ),
  real("exp", "e to the power of it", Math.exp),
  real("log", "The natural logarithm", Math.log),
  real("log10", "The logarithm to base 10", Math.log10),
  real("sqrt", "The square root", Math.sqrt),
  lenient("Numeric", "e", "-> FLOAT", "The base of the natural logarithm", () => new Float(Math.E)),
  lenient(
    "Numeric",
    "pi",
    "-> FLOAT",
    "The ratio of a circle's circumference to its diameter",
    () => new Float(Math.PI),
  ),
  real("sin", "The sine", Math.sin),
  real("cos", "The cosine", Math.cos),
  real("tan", "The tangent", Math.tan),
  real("cot", "The cotangent", (x) => 1 / Math.tan(x)),
  real("asin", "The arc sine", Math.asin),
  real("acos", "The arc cosine", Math.acos),
  real("atan", "The arc tangent", Math.atan),
  strict(
    "Numeric",
    "atan2",
    "FLOAT, FLOAT -> FLOAT",
    "The angle of a point",
    ([y, x]) => new Float(Math.atan2(double("atan2", y), double("atan2", x))),
  ),
  real("degrees", "Radians as degrees", (x) => x * DEGREES),
  real("radians", "Degrees as radians", (x) => x * RADIANS),
  real("haversin", "Half the versine", (x) => (1 - Math.cos(x)) / 2),
];
