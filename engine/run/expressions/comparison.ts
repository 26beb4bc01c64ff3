import type { Budget } from "../../budget.ts";
import { chargeWork } from "../../values/allocation.ts";
import { compare, compareOrEqual } from "../../values/operations/comparison.ts";
import { equals } from "../../values/operations/equality.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate } from "../execution.ts";
import { decide } from "./truth-value.ts";

const SIGNS = {
  "<": (sign: number) => sign < 0,
  "<=": (sign: number) => sign <= 0,
  ">": (sign: number) => sign > 0,
  ">=": (sign: number) => sign >= 0,
} as const;

function compareBy(
  operator: "=" | "<>" | keyof typeof SIGNS,
  budget: Budget,
): (left: Value, right: Value) => boolean | null {
  if (operator === "=") {
    return (left, right) => {
      if (typeof left === "object") chargeWork(left, budget);
      return equals(left, right);
    };
  }
  if (operator === "<>") {
    return (left, right) => {
      if (typeof left === "object") chargeWork(left, budget);
      const same = equals(left, right);
      return same === null ? null : !same;
    };
  }
  const isSign = SIGNS[operator];
  const comparing = isSign(0) ? compareOrEqual : compare;
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return isSign(left - right);
    if (typeof left === "object") chargeWork(left, budget);
    const sign = comparing(left, right);
    return sign === null ? null : isSign(sign);
  };
}

/** `a < b <= c`: compares each pair; all must be true. */
export function compileComparison(
  operands: readonly Evaluate[],
  operators: readonly ("=" | "<>" | keyof typeof SIGNS)[],
  budget: Budget,
): Evaluate {
  const tests = operators.map((operator) => compareBy(operator, budget));
  const [first, second] = operands as [Evaluate, Evaluate];
  if (tests.length === 1) {
    const [test] = tests as [(typeof tests)[number]];
    return () => test(first(), second());
  }
  let values: Value[] = [];
  const valueAt = (index: number): Value => {
    const known = values[index];
    return known === undefined ? (values[index] = (operands[index] as Evaluate)()) : known;
  };
  const pairs = tests.map((test, index) => () => test(valueAt(index), valueAt(index + 1)));
  return () => {
    values = [];
    return decide(pairs, false, budget);
  };
}
