import { CypherError } from "../errors.ts";
import { onDemand } from "../on-demand.ts";
import type { BinaryExpression, Expression } from "../syntax/ast.ts";
import type { BinaryOperator } from "../syntax/operators.ts";
import { lastOfEach } from "../syntax/map-entries.ts";
import { add, concatenate, divide, modulo, multiply, negate, power, subtract } from "../values/arithmetic.ts";
import { compare, compareOrEqual } from "../values/comparison.ts";
import { equals } from "../values/equality.ts";
import { groupKey } from "../values/grouping.ts";
import { asList, isList, kindOf } from "../values/kind.ts";
import { charge, holdLarge, measured } from "../values/measure.ts";
import { normalForm } from "../values/normal-form.ts";
import { placeOf } from "../values/text-search.ts";
import { isOfType } from "../values/value-type.ts";
import { Float, NodeValue, RelationshipValue, type Value } from "../values/value.ts";
import { compileAccess } from "./access.ts";
import type { Budget } from "./budget.ts";
import { compileCall } from "./call.ts";
import { compileCase } from "./case.ts";
import { compileComprehension } from "./comprehension.ts";
import type { Evaluate, Execution, Scope } from "./execution.ts";
import { decided, truth } from "./expression-truth.ts";
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
  // As Neo4j, which gives back whatever it meets.
  if (operator === "+") return operand;
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

/** Operators that may do without one of their sides; the others take both. */
type Lazy = "AND" | "OR" | "IN";

const isLazy = (operator: BinaryOperator) => operator === "AND" || operator === "OR" || operator === "IN";

function compileBinary(expression: BinaryExpression, scope: Scope, execution: Execution): Evaluate {
  const compiled = (operand: Expression) => execution.expression(operand, scope);
  const { operator: last } = expression;
  if (last === "IN") return compileMembership(expression, scope, execution);
  if (last === "AND" || last === "OR") {
    const joined = chainOf(expression, (operator) => operator === last).operands.map(compiled);
    return () => decided(joined, last === "OR", execution.budget);
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

/** Numbers and what they make: 5.26 works that out before anything runs, and by other rules. */
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

/** A float that is written is divided by a 0 that is written as by 0.0. */
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
        const [left, other] = [truth(a), truth(b())];
        return left === null || other === null ? null : left !== other;
      };
    case "STARTS WITH":
      return textTest(budget, (text, part) => text.startsWith(part));
    case "ENDS WITH":
      return textTest(budget, (text, part) => text.endsWith(part));
    case "CONTAINS":
      return textTest(budget, (text, part) => placeOf(text, part, 0, budget) >= 0);
    case "=~":
      return (a, b) => {
        const pattern = b();
        if (typeof a !== "string" || pattern === null) return null;
        if (typeof pattern !== "string") throw mistyped("=~", pattern);
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

/** `a IN list`: of a list that is empty or null nothing need be known of what is looked for. */
function compileMembership({ left, right }: BinaryExpression, scope: Scope, execution: Execution): Evaluate {
  const { budget } = execution;
  const [value, listed] = [execution.expression(left, scope), execution.expression(right, scope)];
  const constants = right.type === "List" && right.items.length > 0 ? constantKeys(right.items) : null;
  if (constants === null) {
    return () => {
      const list = listed();
      return list === null ? null : isList(list) && list.length === 0 ? false : member(value(), asList(list), budget);
    };
  }
  return () => {
    const wanted = value();
    if (wanted === null) return null;
    return typeof wanted === "string" || typeof wanted === "number"
      ? constants.has(groupKey(wanted))
      : member(wanted, asList(listed() ?? []), budget);
  };
}

/** Strings and whole numbers by their keys; null where there is anything else. */
function constantKeys(items: readonly Expression[]): ReadonlySet<unknown> | null {
  const keys = items.map((item) => (item.type === "String" || item.type === "Integer" ? groupKey(item.value) : null));
  return keys.includes(null) ? null : new Set(keys);
}

function member(value: Value, list: readonly Value[], budget: Budget): Value {
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
  const comparing = isSign(0) ? compareOrEqual : compare;
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return isSign(left - right);
    if (typeof left === "object") charge(left, budget);
    const sign = comparing(left, right);
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
  let values: Value[] = [];
  const valueAt = (index: number): Value => {
    const known = values[index];
    return known === undefined ? (values[index] = (operands[index] as Evaluate)()) : known;
  };
  const pairs = tests.map((test, index) => () => test(valueAt(index), valueAt(index + 1)));
  return () => {
    values = [];
    return decided(pairs, false, budget);
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
