import { integer } from "../arithmetic.ts";
import { double, lenient, number, strict, wrongValue, type FunctionDefinition } from "../function.ts";
import { Float, type Value } from "../value.ts";

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

/** round(x), round(x, digits), round(x, digits, mode). Without digits halves go up (towards plus infinity), with them away from nothing. */
function round([value, digits, mode]: readonly Value[]): Value {
  const x = double("round", value);
  if (digits === undefined)
    return new Float(Number.isFinite(x) ? Math.floor(x + 0.5) + (x < 0 && Math.floor(x + 0.5) === 0 ? -0 : 0) : x);
  const places = double("round", digits);
  if (places < 0) throw wrongValue("round", "the precision must not be negative");
  const named = mode === undefined ? "HALF_UP" : String(mode).toUpperCase();
  const rule = MODES.find((one) => one === named);
  if (rule === undefined) throw wrongValue("round", `the mode is one of ${MODES.join(", ")}`);
  if (!Number.isFinite(x)) return new Float(x);
  const scaled = shifted(Math.abs(x), places);
  if (!Number.isFinite(scaled) || places > 300) return new Float(x);
  // A decimal of nothing has no sign.
  return new Float(Math.sign(x) * shifted(roundPositive(scaled, rule, x < 0), -places) + 0);
}

/** A number with its decimal point moved, read as a decimal so that nothing is lost on the way. */
function shifted(x: number, places: number): number {
  const [digits = "0", exponent = "0"] = String(x).split("e");
  return Number(`${digits}e${Number(exponent) + places}`);
}

function roundPositive(x: number, rule: (typeof MODES)[number], negative: boolean): number {
  const [low, high] = [Math.floor(x), Math.ceil(x)];
  const half = x - low;
  switch (rule) {
    case "UP":
      return high;
    case "DOWN":
      return low;
    case "CEILING":
      return negative ? low : high;
    case "FLOOR":
      return negative ? high : low;
    case "HALF_UP":
      return half >= 0.5 ? high : low;
    case "HALF_DOWN":
      return half > 0.5 ? high : low;
    case "HALF_EVEN":
      return half === 0.5 ? (low % 2 === 0 ? low : high) : half > 0.5 ? high : low;
  }
}

/** Numbers, logarithms, angles. */
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
  real("degrees", "Radians as degrees", (x) => (x * 180) / Math.PI),
  real("radians", "Degrees as radians", (x) => (x * Math.PI) / 180),
  real("haversin", "Half the versine", (x) => (1 - Math.cos(x)) / 2),
];
