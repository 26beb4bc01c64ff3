import { CypherError } from "../errors.ts";
import { onDemand } from "../on-demand.ts";
import type { BinaryExpression, Expression } from "../syntax/ast.ts";
import { lastOfEach } from "../syntax/map-entries.ts";
import { add, concatenate, divide, modulo, multiply, negate, power, subtract } from "../values/arithmetic.ts";
import { compare, isEqualAnyhow } from "../values/comparison.ts";
import { equals } from "../values/equality.ts";
import { groupKey } from "../values/grouping.ts";
import { asList, isNumber, kindOf } from "../values/kind.ts";
import { charge, holdLarge, measured } from "../values/measure.ts";
import { normalForm } from "../values/normal-form.ts";
import { isTemporal } from "../values/temporal-arithmetic.ts";
import { placeOf } from "../values/text-search.ts";
import { isOfType } from "../values/value-type.ts";
import { Float, NodeValue, RelationshipValue, type Value } from "../values/value.ts";
import { compileAccess } from "./access.ts";
import type { Budget } from "./budget.ts";
import { compileCall } from "./call.ts";
import { compileCase } from "./case.ts";
import { compileComprehension } from "./comprehension.ts";
import type { Evaluate, Execution, Scope } from "./execution.ts";
import { truth } from "./expression-truth.ts";
import { placed } from "./placed.ts";
import { compileSubquery } from "./subquery.ts";

/** What matches regular expressions in linear time. */
export const regex = onDemand("Regular expressions", () => import("../values/regex.ts"));

/** An expression as a closure over the frame. */
export function compileExpression(expression: Expression, scope: Scope, execution: Execution): Evaluate {
  const inner = (next: Expression) => execution.expression(next, scope);
  switch (expression.type) {
    case "Null":
      return () => null;
    case "Boolean":
    case "Integer":
    case "String": {
      const { value } = expression;
      return () => value;
    }
    case "Float": {
      const value = new Float(expression.value);
      return () => value;
    }
    case "Parameter": {
      const value = execution.parameters.get(expression.name);
      if (value === undefined) {
        throw new CypherError("ParameterMissing", `Expected parameter(s): ${expression.name}`, {
          detail: "MissingParameter",
          phase: "compile",
          start: expression.start,
          end: expression.end,
        });
      }
      return () => value;
    }
    case "Variable":
      return compileVariable(expression, scope, execution);
    case "Property":
    case "Index":
    case "Slice":
    case "MapProjection":
      return compileAccess(expression, scope, execution);
    case "List": {
      const items = expression.items.map(inner);
      return () => held(items, execution.budget, (values) => values);
    }
    case "Map": {
      const entries = lastOfEach(expression.entries);
      const keys = entries.map(({ key }) => key);
      const items = entries.map(({ value }) => inner(value));
      return () =>
        held(
          items,
          execution.budget,
          (values) => new Map(keys.map((key, index) => [key, values[index] as Value] as const)),
        );
    }
    case "Unary":
      return placed(compileUnary(expression.operator, inner(expression.operand)), expression);
    case "Binary":
      return placed(compileBinary(expression, scope, execution), expression);
    case "Comparison":
      return compileComparison(expression.operands.map(inner), expression.operators, execution.budget);
    case "IsNull": {
      const operand = inner(expression.operand);
      return expression.negated ? () => operand() !== null : () => operand() === null;
    }
    case "TypeTest": {
      const operand = inner(expression.operand);
      const { valueType, negated } = expression;
      return () => isOfType(operand(), valueType) !== negated;
    }
    case "NormalizedTest": {
      const operand = inner(expression.operand);
      const { form, negated } = expression;
      return () => {
        const value = operand();
        return typeof value === "string" ? (normalForm(value, form, execution.budget) === value) !== negated : null;
      };
    }
    case "LabelTest":
      return compileLabelTest(expression, scope, execution);
    case "Case":
      return compileCase(expression, scope, execution);
    case "Function":
      return placed(compileCall(expression, scope, execution), expression);
    case "ListComprehension":
    case "Reduce":
    case "Quantifier":
      return placed(compileComprehension(expression, scope, execution), expression);
    case "Subquery":
    case "PatternExpression":
    case "PatternComprehension":
    case "ShortestPath":
      return compileSubquery(expression, scope, execution);
    case "CountStar":
      throw new CypherError("SyntaxError", "Invalid use of aggregating function count(...) in this context", {
        detail: "InvalidAggregation",
        start: expression.start,
        end: expression.end,
        phase: "compile",
      });
  }
}

/** Works out the parts of a list or map; what is large counts as held while the next part is worked out. */
function held(parts: readonly Evaluate[], budget: Budget, make: (values: Value[]) => Value): Value {
  let weight = 0;
  const values: Value[] = [];
  for (const part of parts) {
    const value = part();
    weight += holdLarge(value, budget);
    values.push(value);
  }
  budget.release(weight);
  return measured(make(values), budget);
}

function compileVariable(
  { name, start, end }: { name: string; start: number; end: number },
  scope: Scope,
  { frame }: Execution,
): Evaluate {
  const binding = scope.find(name);
  if (binding === null)
    throw new CypherError("SyntaxError", `Variable \`${name}\` not defined`, {
      detail: "UndefinedVariable",
      start,
      end,
      phase: "compile",
    });
  const { slot, kind } = binding;
  if (kind === "value") return () => frame[slot] as Value;
  const Wrapped = kind === "node" ? NodeValue : RelationshipValue;
  return () => {
    const id = frame[slot];
    return id === null || id === undefined ? null : new Wrapped(id as number);
  };
}

function compileUnary(operator: "NOT" | "+" | "-", operand: Evaluate): Evaluate {
  if (operator === "-") return () => negate(operand());
  if (operator === "+") {
    return () => {
      const value = operand();
      if (value !== null && !isNumber(value) && !isTemporal(value)) throw mistyped("+", value);
      return value;
    };
  }
  return () => {
    const value = truth(operand());
    return value === null ? null : !value;
  };
}

function mistyped(operator: string, value: Value): CypherError {
  return new CypherError("TypeError", `Type mismatch: ${operator} does not take ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/** `a op b op c …` as one list of operands, so that a long chain needs no deep stack. */
function chainOf(expression: BinaryExpression): { operators: BinaryExpression["operator"][]; operands: Expression[] } {
  const operators: BinaryExpression["operator"][] = [];
  const operands: Expression[] = [];
  let left: Expression = expression;
  while (left.type === "Binary") {
    operators.push(left.operator);
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return { operators: operators.reverse(), operands: operands.reverse() };
}

function compileBinary(expression: BinaryExpression, scope: Scope, execution: Execution): Evaluate {
  const { operators, operands } = chainOf(expression);
  const evaluated = operands.map((operand) => execution.expression(operand, scope));
  const [first, ...rest] = evaluated as [Evaluate, ...Evaluate[]];
  if (operators.every((operator) => operator === "AND")) return () => conjunction(evaluated);
  if (operators.every((operator) => operator === "OR")) return () => disjunction(evaluated);
  const steps = rest.map((operand, index) => {
    const operator = operators[index] as BinaryExpression["operator"];
    if (operator === "/" && operands.slice(0, index + 2).every(isWritten)) return { apply: divideWritten, operand };
    const literal = operator === "IN" ? operands[index + 1] : undefined;
    return { apply: applier(operator, literal, execution), operand };
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

/** Numbers and what they make: 5.26 works that out before anything runs, and by other rules. */
function isWritten(expression: Expression): boolean {
  switch (expression.type) {
    case "Integer":
    case "Float":
      return true;
    case "Unary":
      return expression.operator !== "NOT" && isWritten(expression.operand);
    case "Binary": {
      const { operators, operands } = chainOf(expression);
      return (
        operators.every((operator) => ["+", "-", "*", "/", "%", "^"].includes(operator)) && operands.every(isWritten)
      );
    }
    default:
      return false;
  }
}

/** A float that is written is divided by a 0 that is written as by 0.0. */
function divideWritten(left: Value, right: Evaluate): Value {
  const by = right();
  return divide(left, left instanceof Float && by === 0 ? new Float(0) : by);
}

function conjunction(operands: readonly Evaluate[]): Value {
  let result: boolean | null = true;
  for (const operand of operands) {
    const value = truth(operand());
    if (value === false) return false;
    if (value === null) result = null;
  }
  return result;
}

function disjunction(operands: readonly Evaluate[]): Value {
  let result: boolean | null = false;
  for (const operand of operands) {
    const value = truth(operand());
    if (value === true) return true;
    if (value === null) result = null;
  }
  return result;
}

type Apply = (left: Value, right: Evaluate) => Value;

function applier(operator: BinaryExpression["operator"], right: Expression | undefined, { budget }: Execution): Apply {
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
    case "AND":
      return (a, b) => conjunction([() => a, b]);
    case "OR":
      return (a, b) => disjunction([() => a, b]);
    case "XOR":
      return (a, b) => {
        const [left, other] = [truth(a), truth(b())];
        return left === null || other === null ? null : left !== other;
      };
    case "IN":
      return right?.type === "List" && right.items.every(({ type }) => type === "String" || type === "Integer")
        ? constantMember(right.items, budget)
        : (a, b) => member(a, b(), budget);
    case "STARTS WITH":
      return textTest(budget, (text, part) => text.startsWith(part));
    case "ENDS WITH":
      return textTest(budget, (text, part) => text.endsWith(part));
    case "CONTAINS":
      return textTest(budget, (text, part) => placeOf(text, part, 0, budget) >= 0);
    case "=~":
      return (a, b) => {
        const pattern = b();
        if (a === null || pattern === null) return null;
        if (typeof pattern !== "string") throw mistyped("=~", pattern);
        if (typeof a !== "string") return null;
        return regex.part().matchesRegex(a, pattern, budget);
      };
  }
}

function textTest(budget: Budget, test: (text: string, part: string) => boolean): Apply {
  return (left, operand) => {
    const right = operand();
    if (typeof left !== "string" || typeof right !== "string") return null;
    charge(left, budget);
    return test(left, right);
  };
}

function constantMember(items: readonly Expression[], budget: Budget): Apply {
  const values = items.map((item) => ("value" in item ? (item.value as Value) : null));
  const keys = new Set(values.map((value) => groupKey(value)));
  return (value, list) => {
    if (value === null) return values.length === 0 ? false : null;
    return typeof value === "string" || typeof value === "number"
      ? keys.has(groupKey(value))
      : member(value, list(), budget);
  };
}

function member(value: Value, listed: Value, budget: Budget): Value {
  if (listed === null) return null;
  const list = asList(listed);
  budget.spend(list.length);
  if (typeof value === "object") charge(value, budget);
  let result: boolean | null = false;
  for (const item of list) {
    const same = equals(value, item);
    if (same === true) return true;
    if (same === null) result = null;
  }
  return result;
}

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
      if (typeof left === "object") charge(left, budget);
      return equals(left, right);
    };
  }
  if (operator === "<>") {
    return (left, right) => {
      if (typeof left === "object") charge(left, budget);
      const same = equals(left, right);
      return same === null ? null : !same;
    };
  }
  const isSign = SIGNS[operator];
  const orEqual = isSign(0);
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return isSign(left - right);
    if (typeof left === "object") charge(left, budget);
    const sign = compare(left, right) ?? (orEqual && isEqualAnyhow(left, right) ? 0 : null);
    return sign === null ? null : isSign(sign);
  };
}

function compileComparison(
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
  return () => {
    let result: boolean | null = true;
    let left = first();
    for (const [index, test] of tests.entries()) {
      const right = (operands[index + 1] as Evaluate)();
      const holds = test(left, right);
      if (holds === false) return false;
      if (holds === null) result = null;
      left = right;
    }
    return result;
  };
}

function compileLabelTest(
  { operand, labels }: Extract<Expression, { type: "LabelTest" }>,
  scope: Scope,
  execution: Execution,
): Evaluate {
  const binding = operand.type === "Variable" ? scope.find(operand.name) : null;
  if (binding !== null && binding.kind !== "value") {
    const test = execution.labelTest(labels, binding, scope);
    return () => (execution.frame[binding.slot] === null ? null : test());
  }
  const value = execution.expression(operand, scope);
  const [node, relationship] = [execution.newSlot(), execution.newSlot()];
  const nodeTest = execution.labelTest(labels, { slot: node, kind: "node" }, scope);
  const relationshipTest = execution.labelTest(labels, { slot: relationship, kind: "relationship" }, scope);
  return () => {
    const element = value();
    if (element === null) return null;
    if (element instanceof NodeValue) {
      execution.frame[node] = element.id;
      return nodeTest();
    }
    if (element instanceof RelationshipValue) {
      execution.frame[relationship] = element.id;
      return relationshipTest();
    }
    throw new CypherError("TypeError", `Type mismatch: expected Node or Relationship but was ${kindOf(element)}`, {
      detail: "InvalidArgumentType",
    });
  };
}
