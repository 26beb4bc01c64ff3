import type { Budget } from "../../budget.ts";
import { CypherError, withLocation } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import { lastOfEach } from "../../syntax/map-entries.ts";
import { allocate, checkSize } from "../../values/allocation.ts";
import { kindOf } from "../../values/kind.ts";
import { normalForm } from "../../values/unicode-normalization.ts";
import { isOfType } from "../../values/value-type.ts";
import { Float, NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { compileBinary, compileUnary } from "./binary.ts";
import { compileCase } from "./case.ts";
import { compileComparison } from "./comparison.ts";
import { compileComprehension } from "./comprehension.ts";
import { compileCall } from "./function-call.ts";
import { compileAccess } from "./property-access.ts";
import { compileSubquery } from "./subquery.ts";

/** Compiles an expression to a closure over the frame. */
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
      return withLocation(compileUnary(expression.operator, inner(expression.operand)), expression);
    case "Binary":
      return withLocation(compileBinary(expression, scope, execution), expression);
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
      return withLocation(compileCall(expression, scope, execution), expression);
    case "ListComprehension":
    case "Reduce":
    case "Quantifier":
      return withLocation(compileComprehension(expression, scope, execution), expression);
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

/** Evaluates the items of a list or map. A large one is charged as memory while the next item is evaluated. */
function held(parts: readonly Evaluate[], budget: Budget, make: (values: Value[]) => Value): Value {
  let weight = 0;
  const values: Value[] = [];
  for (const part of parts) {
    const value = part();
    weight += allocate(value, budget);
    values.push(value);
  }
  budget.release(weight);
  return checkSize(make(values), budget);
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
