import type { Budget } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { BinaryExpression, Expression } from "../../syntax/ast.ts";
import type { BinaryOperator } from "../../syntax/operators.ts";
import { chargeWork } from "../../values/allocation.ts";
import { kindOf } from "../../values/kind.ts";
import {
  add,
  concatenate,
  divide,
  modulo,
  multiply,
  negate,
  power,
  subtract,
} from "../../values/operations/arithmetic.ts";
import { matchesRegex } from "../../values/regex.ts";
import { indexOf } from "../../values/substring.ts";
import { Float, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { compileIn } from "./in.ts";
import { decide, booleanOf } from "./truth-value.ts";

/** `NOT x`, `+x`, `-x`. */
export function compileUnary(operator: "NOT" | "+" | "-", operand: Evaluate): Evaluate {
  if (operator === "-") return () => negate(operand());
  // Like Neo4j, which returns any operand unchanged.
  if (operator === "+") return operand;
  return () => {
    const value = booleanOf(operand());
    return value === null ? null : !value;
  };
}

function mistyped(operator: string, value: Value): CypherError {
  return new CypherError("TypeError", `Type mismatch: ${operator} does not take ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/** Flattens `a op b op c …` into one list of operands, so that a long chain needs no deep stack. */
function chainOf(
  expression: BinaryExpression,
  goesOn: (operator: BinaryOperator) => boolean,
): { operators: BinaryOperator[]; operands: Expression[] } {
  const operators: BinaryOperator[] = [];
  const operands: Expression[] = [];
  let left: Expression = expression;
  while (left.type === "Binary" && goesOn(left.operator)) {
    operators.push(left.operator);
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return { operators: operators.reverse(), operands: operands.reverse() };
}

/** Operators that may skip an operand; all others evaluate both. */
type Lazy = "AND" | "OR" | "IN";

const isLazy = (operator: BinaryOperator) => operator === "AND" || operator === "OR" || operator === "IN";

/** Binary operators other than comparisons. */
export function compileBinary(expression: BinaryExpression, scope: Scope, execution: Execution): Evaluate {
  const compiled = (operand: Expression) => execution.expression(operand, scope);
  const { operator: last } = expression;
  if (last === "IN") return compileIn(expression, scope, execution);
  if (last === "AND" || last === "OR") {
    const joined = chainOf(expression, (operator) => operator === last).operands.map(compiled);
    return () => decide(joined, last === "OR", execution.budget);
  }
  const { operators, operands } = chainOf(expression, (operator) => !isLazy(operator));
  const [first, ...rest] = operands.map(compiled) as [Evaluate, ...Evaluate[]];
  const steps = rest.map((operand, index) => {
    const operator = operators[index] as Exclude<BinaryOperator, Lazy>;
    if (operator === "/" && operands.slice(0, index + 2).every(isWritten)) return { apply: divideWritten, operand };
    return { apply: applier(operator, execution), operand };
  });
  if (steps.length === 1) {
    const [{ apply, operand }] = steps as [(typeof steps)[number]];
    return () => apply(first(), operand);
  }
  return () => {
    let value = first();
    for (const { apply, operand } of steps) value = apply(value, operand);
    return value;
  };
}

/** Whether an expression has only number literals. Neo4j 5.26 evaluates it at compile time, by other rules. */
function isWritten(expression: Expression): boolean {
  switch (expression.type) {
    case "Integer":
    case "Float":
      return true;
    case "Unary":
      return expression.operator !== "NOT" && isWritten(expression.operand);
    case "Binary": {
      const { operators, operands } = chainOf(expression, () => true);
      return (
        operators.every((operator) => ["+", "-", "*", "/", "%", "^"].includes(operator)) && operands.every(isWritten)
      );
    }
    default:
      return false;
  }
}

/** Divides literals: a float by a literal 0 is divided by 0.0. */
function divideWritten(left: Value, right: Evaluate): Value {
  const by = right();
  return divide(left, left instanceof Float && by === 0 ? new Float(0) : by);
}

type Apply = (left: Value, right: Evaluate) => Value;

function applier(operator: Exclude<BinaryOperator, Lazy>, { budget }: Execution): Apply {
  switch (operator) {
    case "+":
      return (a, b) => add(a, b(), budget);
    case "-":
      return (a, b) => subtract(a, b());
    case "*":
      return (a, b) => multiply(a, b());
    case "/":
      return (a, b) => divide(a, b());
    case "%":
      return (a, b) => modulo(a, b());
    case "^":
      return (a, b) => power(a, b());
    case "||":
      return (a, b) => concatenate(a, b(), budget);
    case "XOR":
      return (a, b) => {
        const [left, other] = [booleanOf(a), booleanOf(b())];
        return left === null || other === null ? null : left !== other;
      };
    case "STARTS WITH":
      return textTest(budget, (text, part) => text.startsWith(part));
    case "ENDS WITH":
      return textTest(budget, (text, part) => text.endsWith(part));
    case "CONTAINS":
      return textTest(budget, (text, part) => indexOf(text, part, 0, budget) >= 0);
    case "=~":
      return (a, b) => {
        const pattern = b();
        if (typeof a !== "string" || pattern === null) return null;
        if (typeof pattern !== "string") throw mistyped("=~", pattern);
        return matchesRegex(a, pattern, budget);
      };
  }
}

function textTest(budget: Budget, test: (text: string, part: string) => boolean): Apply {
  return (left, operand) => {
    const right = operand();
    if (typeof left !== "string" || typeof right !== "string") return null;
    chargeWork(left, budget);
    return test(left, right);
  };
}
