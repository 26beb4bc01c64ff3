import { CypherError } from "../../errors.ts";
import {
  lenient,
  list,
  strict,
  wrongType,
  wrongValue,
  type FunctionContext,
  type FunctionDefinition,
} from "../function.ts";
import { isInteger, isList, isMap, isNumber, kindOf, toDouble } from "../kind.ts";
import { integer } from "../numbers.ts";
import { equals } from "../operations/equality.ts";
import { valueTypeName } from "../precise-type.ts";
import { Float, PathValue, type Value } from "../value.ts";
import { isWhiteSpace, trimmed } from "../white-space.ts";

function toInteger(value: Value): Value {
  if (value === null || isInteger(value)) return value;
  if (value instanceof Float) return fromDouble(value.value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string")
    throw wrongType("toInteger", "a Number, a String or a Boolean", value, "InvalidArgumentValue");
  if (/^[+-]?\d+$/.test(value)) {
    // More than 19 digits exceed 64 bits, and parsing them all would take long.
    const [, sign = "", digits = ""] = /^([+-]?)0*(\d+)$/.exec(value) ?? [];
    const number = digits.length > 19 ? null : BigInt(`${sign === "-" ? "-" : ""}${digits}`);
    if (number === null || number > 9223372036854775807n || number < -9223372036854775808n)
      throw wrongValue("toInteger", `integer, ${value.slice(0, 100)}, is too large`, "TypeError");
    return integer(number);
  }
  const parsed = parseDouble(value);
  if (parsed === null || /[IN]/.test(value)) return null;
  if (Math.abs(parsed) >= 2 ** 63) throw wrongValue("toInteger", `integer, ${value}, is too large`, "TypeError");
  return fromDouble(parsed);
}

function fromDouble(value: number): Value {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? 0 : value > 0 ? 9223372036854775807n : -9223372036854775808n;
  const cut = BigInt(Math.trunc(value));
  return cut > 9223372036854775807n
    ? 9223372036854775807n
    : cut < -9223372036854775808n
      ? -9223372036854775808n
      : integer(cut);
}

function parseDouble(text: string): number | null {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)
    ? Number(text)
    : /^[+-]?(NaN|Infinity)$/.test(text)
      ? Number(text)
      : null;
}

function toFloat(value: Value): Value {
  if (value === null) return null;
  if (isNumber(value)) return value instanceof Float ? value : new Float(toDouble(value));
  if (typeof value !== "string") throw wrongType("toFloat", "a Number or a String", value, "InvalidArgumentValue");
  // Like Java's Double.parseDouble, which accepts a trailing `d` or `f`.
  const parsed = parseDouble(trimmed(value, (character) => character <= " ").replace(/(?<=[\d.])[dDfF]$/, ""));
  return parsed === null ? null : new Float(parsed);
}

function toBoolean(value: Value): Value {
  if (value === null || typeof value === "boolean") return value;
  if (isInteger(value)) return Number(value) !== 0;
  if (typeof value !== "string")
    throw wrongType("toBoolean", "a Boolean, an Integer or a String", value, "InvalidArgumentValue");
  const word = trimmed(value, isWhiteSpace).toLowerCase();
  return word === "true" ? true : word === "false" ? false : null;
}

function size(value: Value): Value {
  if (typeof value === "string") return isPlain(value) ? value.length : Array.from(value).length;
  if (isList(value)) return value.length;
  throw wrongType("size", "a String or a List", value);
}

function isPlain(value: string): boolean {
  return !/[\uD800-\uDFFF]/.test(value);
}

interface Conversion {
  readonly name: string;
  readonly takes: string;
  readonly gives: string;
  readonly words: string;
  convert(value: Value): Value;
}

function family({ name, takes, gives, words, convert }: Conversion): FunctionDefinition[] {
  const attempt = (value: Value): Value => {
    try {
      return convert(value);
    } catch {
      return null;
    }
  };
  return [
    lenient("Scalar", name, `${takes} -> ${gives}`, `As ${words}, or null`, ([value]) => convert(value ?? null)),
    lenient("Scalar", `${name}OrNull`, `ANY -> ${gives}`, `As ${words}, or null`, ([value]) => attempt(value ?? null)),
    strict(
      "List",
      `${name}List`,
      `LIST<ANY> -> LIST<${gives}>`,
      `Each item as ${words}, or null`,
      ([value], { budget }) => {
        const items = list(`${name}List`, value);
        budget.spend(items.length);
        return items.map(attempt);
      },
    ),
  ];
}

function randomId({ random }: FunctionContext): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  const variant = "89ab"[Math.floor(random() * 4)] ?? "8";
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

function isEmpty(value: Value): Value {
  if (typeof value === "string" || isList(value)) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  throw wrongType("isEmpty", "a String, a List or a Map", value);
}

function length(value: Value): Value {
  if (value instanceof PathValue) return value.relationships.length;
  throw wrongType("length", "a Path", value);
}

/** Conversion functions, and functions of values of any type. */
export const SCALAR: readonly FunctionDefinition[] = [
  ...family({
    name: "toInteger",
    takes: "BOOLEAN | STRING | INTEGER | FLOAT | LIST<ANY>",
    gives: "INTEGER",
    words: "an integer",
    convert: toInteger,
  }),
  ...family({ name: "toFloat", takes: "STRING | INTEGER | FLOAT", gives: "FLOAT", words: "a float", convert: toFloat }),
  ...family({
    name: "toBoolean",
    takes: "BOOLEAN | STRING | INTEGER",
    gives: "BOOLEAN",
    words: "a boolean",
    convert: toBoolean,
  }),
  {
    ...lenient("Scalar", "coalesce", "T... -> T", "The first that is not null", ([first = null]) => first),
    takesFirst: true,
  },
  lenient("Scalar", "nullIf", "ANY, ANY -> ANY", "null when the two are equal, else the first", ([a, b]) =>
    equals(a ?? null, b ?? null) === true ? null : (a ?? null),
  ),
  strict("Scalar", "size", "STRING | LIST<ANY> -> INTEGER", "How many items or characters", ([value]) =>
    size(value ?? null),
  ),
  strict("Scalar", "char_length", "STRING -> INTEGER", "How many characters", ([value]) =>
    lengthOfText("char_length", value ?? null),
  ),
  strict("Scalar", "character_length", "STRING -> INTEGER", "How many characters", ([value]) =>
    lengthOfText("character_length", value ?? null),
  ),
  strict("Scalar", "length", "PATH -> INTEGER", "How many relationships a path has", ([value]) =>
    length(value ?? null),
  ),
  strict("Predicate", "isEmpty", "STRING | MAP | LIST<ANY> -> BOOLEAN", "Whether there is nothing in it", ([value]) =>
    isEmpty(value ?? null),
  ),
  lenient("Scalar", "randomUUID", "-> STRING", "A random UUID", (_, context) => randomId(context)),
  lenient("Scalar", "timestamp", "-> INTEGER", "Milliseconds since 1970", (_, { now }) => now.epochMillis),
  lenient("Scalar", "valueType", "ANY -> STRING", "The most precise type", ([value], { budget }) =>
    valueTypeName(value ?? null, budget),
  ),
];

function lengthOfText(name: string, value: Value): Value {
  if (typeof value !== "string") throw wrongType(name, "a String", value);
  return size(value);
}

/** Evaluates `range(from, to, step)`. */
export function rangeOf(args: readonly Value[], { budget }: FunctionContext): Value {
  const [from, to, step = 1] = args.map((value) => {
    // A float is truncated.
    if (isNumber(value)) return BigInt(toInteger(value) as number | bigint);
    throw new CypherError("ArgumentError", `Type mismatch: range() takes Integers, not ${kindOf(value)}`, {
      detail: "InvalidArgumentType",
      code: "Neo.ClientError.Statement.TypeError",
    });
  });
  const stride = BigInt(step);
  if (from === undefined || to === undefined) return null;
  if (stride === 0n) throw wrongValue("range", "the step must not be 0", "ArgumentError", "NumberOutOfRange");
  const length = (to - from) / stride + 1n;
  if ((stride > 0n && from > to) || (stride < 0n && from < to)) return [];
  budget.checkList(Number(length));
  budget.spend(Number(length));
  return Array.from({ length: Number(length) }, (_, index) => integer(from + BigInt(index) * stride));
}
