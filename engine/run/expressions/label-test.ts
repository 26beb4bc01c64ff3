import { CypherError, noTokenName } from "../../errors.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { LabelExpression, LabelName } from "../../syntax/ast.ts";
import { isList, kindOf } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";

/** Tests the element in a slot against a label expression: a node's labels or a relationship's type. */
export function compileLabelTest(
  labels: LabelExpression,
  { slot, kind }: Binding,
  scope: Scope,
  execution: Execution,
): () => boolean {
  const { graph, frame } = execution;
  const isNode = kind === "node";
  const names = isNode ? graph.labels : graph.types;
  const carries = (name: string): boolean => {
    const number = names.find(name);
    const element = frame[slot] as number;
    return number >= 0 && (isNode ? graph.hasLabel(element, number) : graph.typeOf(element) === number);
  };
  const compile = (expression: LabelExpression): (() => boolean) => {
    switch (expression.type) {
      case "LabelName": {
        // Looks the number up until the name exists: a write of the same statement may create it.
        let number = names.find(expression.name);
        return () => {
          if (number < 0) number = names.find(expression.name);
          const element = frame[slot] as number;
          return number >= 0 && (isNode ? graph.hasLabel(element, number) : graph.typeOf(element) === number);
        };
      }
      case "DynamicLabel": {
        const wanted = labelNames(expression, scope, execution);
        return expression.quantifier === "any" ? () => wanted().some(carries) : () => wanted().every(carries);
      }
      case "LabelWildcard":
        return isNode ? () => graph.labelsOf(frame[slot] as number).length > 0 : () => true;
      case "LabelNot": {
        const inner = compile(expression.expression);
        return () => !inner();
      }
      case "LabelAnd": {
        const [left, right] = [compile(expression.left), compile(expression.right)];
        return () => left() && right();
      }
      case "LabelOr": {
        const [left, right] = [compile(expression.left), compile(expression.right)];
        return () => left() || right();
      }
    }
  };
  return compile(labels);
}

/** The names of a label: its own, or the values of `$(…)`. */
export function labelNames(label: LabelName, scope: Scope, execution: Execution): () => readonly string[] {
  if (label.type === "LabelName") {
    const names = [label.name];
    return () => names;
  }
  const value = execution.expression(label.expression, scope);
  return () => namesIn(value(), label);
}

function namesIn(value: Value, place: { readonly start: number; readonly end: number }): readonly string[] {
  const items = isList(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === "string" && item !== "") return item;
    throw new CypherError("TypeError", `A label or type is a String that is not empty, not ${kindOf(item)}`, {
      detail: "InvalidArgumentType",
      ...(item === "" && { code: noTokenName("").code }),
      start: place.start,
      end: place.end,
    });
  });
}
