import type { Budget } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import { asList, isInteger, isList, isNumber, kindOf, toDouble } from "../kind.ts";
import { integer } from "../numbers.ts";
import { addTemporal, divideDuration, isTemporal, scaleDuration, subtractTemporal } from "../temporal/arithmetic.ts";
import { DurationValue, Float, type Value } from "../value.ts";
import { toCypherText } from "./to-string.ts";

function mismatch(operator: string, left: Value, right: Value): CypherError {
  return new CypherError("TypeError", `Cannot ${operator} \`${kindOf(left)}\` and \`${kindOf(right)}\``, {
    detail: "InvalidArgumentType",
  });
}

export function add(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    return Number.isSafeInteger(sum) ? sum : integer(BigInt(left) + BigInt(right));
  }
  if (isList(left) || isList(right)) return joinLists(left, right, budget);
  if (left === null || right === null) return null;
  if (typeof left === "string" || typeof right === "string") return joinTexts(left, right, budget);
  if (isTemporal(left) || isTemporal(right)) {
    const sum = addTemporal(left, right);
    if (sum === null) throw mismatch("add", left, right);
    return sum;
  }
  return numeric(
    "add",
    left,
    right,
    (a, b) => integer(a + b),
    (a, b) => a + b,
  );
}

function joinLists(left: Value, right: Value, budget: Budget): Value {
  if (left === null || right === null) return null;
  const [a, b] = [asList(left), asList(right)];
  budget.checkList(a.length + b.length);
  budget.spend(a.length + b.length);
  return [...a, ...b];
}

const JOINABLE = new Set([
  "String",
  "Integer",
  "Float",
  "Boolean",
  "Date",
  "LocalTime",
  "Time",
  "LocalDateTime",
  "DateTime",
  "Duration",
  "Point",
]);

function joinTexts(left: Value, right: Value, budget: Budget): string {
  if (!JOINABLE.has(kindOf(left)) || !JOINABLE.has(kindOf(right))) throw mismatch("add", left, right);
  const [a, b] = [toCypherText(left), toCypherText(right)];
  budget.checkString(a.length + b.length);
  budget.spend((a.length + b.length) >>> 6);
  return a + b;
}

/** `||`: concatenates two strings or two lists and rejects other operands. */
export function concatenate(left: Value, right: Value, budget: Budget): Value {
  // A null operand is treated as one of the other operand's type.
  const [a, b] = [left ?? right, right ?? left];
  if (a !== null && !(typeof a === "string" && typeof b === "string") && !(isList(a) && isList(b)))
    throw mismatch("concatenate", left, right);
  return add(left, right, budget);
}

export function subtract(left: Value, right: Value): Value {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    return Number.isSafeInteger(difference) ? difference : integer(BigInt(left) - BigInt(right));
  }
  if (left === null || right === null) return null;
  if (isTemporal(left)) {
    const difference = subtractTemporal(left, right);
    if (difference === null) throw mismatch("subtract", left, right);
    return difference;
  }
  return numeric(
    "subtract",
    left,
    right,
    (a, b) => integer(a - b),
    (a, b) => a - b,
  );
}

export function multiply(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    return Number.isSafeInteger(product) ? product + 0 : integer(BigInt(left) * BigInt(right));
  }
  if (left instanceof DurationValue && isNumber(right)) return scaleDuration(left, right);
  if (right instanceof DurationValue && isNumber(left)) return scaleDuration(right, left);
  return numeric(
    "multiply",
    left,
    right,
    (a, b) => integer(a * b),
    (a, b) => a * b,
  );
}

export function divide(left: Value, right: Value): Value {
  if (right === null) return null;
  // Like Neo4j, an integer 0 as divisor is an error for any dividend, including null and floats.
  if (isInteger(right) && Number(right) === 0)
    throw new CypherError("ArithmeticError", "/ by zero", { detail: "DivisionByZero" });
  if (left === null) return null;
  if (left instanceof DurationValue && isNumber(right)) return divideDuration(left, toDouble(right));
  return numeric(
    "divide",
    left,
    right,
    (a, b) => integer(a / b),
    (a, b) => a / b,
  );
}

export function modulo(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (isInteger(left) && isInteger(right) && Number(right) === 0)
    throw new CypherError("ArithmeticError", "/ by zero", { detail: "DivisionByZero" });
  return numeric(
    "take the remainder of",
    left,
    right,
    (a, b) => integer(a % b),
    (a, b) => a % b,
  );
}

export function power(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (!isNumber(left) || !isNumber(right)) throw mismatch("raise", left, right);
  return new Float(toDouble(left) ** toDouble(right));
}

export function negate(value: Value): Value {
  if (value === null) return null;
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (typeof value === "bigint") return integer(-value);
  // Like Neo4j, which subtracts it from zero, so that -(0.0) is 0.0.
  if (value instanceof Float) return new Float(0 - value.value);
  throw new CypherError("TypeError", `Cannot negate \`${kindOf(value)}\``, { detail: "InvalidArgumentType" });
}

function numeric(
  operator: string,
  left: Value,
  right: Value,
  whole: (a: bigint, b: bigint) => Value,
  double: (a: number, b: number) => number,
): Value {
  if (!isNumber(left) || !isNumber(right)) throw mismatch(operator, left, right);
  if (isInteger(left) && isInteger(right)) return whole(BigInt(left), BigInt(right));
  return new Float(double(toDouble(left), toDouble(right)));
}
