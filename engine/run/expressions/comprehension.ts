import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import { allocate, checkSize, weightOf } from "../../values/allocation.ts";
import { asList } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";
import { booleanOf } from "./truth-value.ts";

type Comprehension = Extract<Expression, { type: "ListComprehension" | "Reduce" | "Quantifier" }>;

/** Expressions that iterate over a list: [x IN list WHERE … | …], reduce(…), all/any/none/single(…). */
export function compileComprehension(expression: Comprehension, scope: Scope, execution: Execution): Evaluate {
  const { frame, budget } = execution;
  const list = execution.expression(expression.list, scope);
  const item: Binding = { slot: execution.newSlot(), kind: "value" };
  const inside = scope.extend([[expression.variable.name, item]]);
  const items = (): readonly Value[] | null => {
    const value = list();
    return value === null ? null : asList(value);
  };
  if (expression.type === "Reduce") {
    const accumulator: Binding = { slot: execution.newSlot(), kind: "value" };
    const initial = execution.expression(expression.initial, scope);
    const body = execution.expression(expression.body, inside.extend([[expression.accumulator.name, accumulator]]));
    return () => {
      const all = items();
      if (all === null) return null;
      let total = initial();
      for (const one of all) {
        budget.spend(1);
        frame[accumulator.slot] = total;
        frame[item.slot] = one;
        total = checkSize(body(), budget);
      }
      return total;
    };
  }
  if (expression.type === "Quantifier")
    return compileQuantifier(
      expression.quantifier,
      items,
      execution.expression(expression.where, inside),
      item,
      execution,
    );
  const where = expression.where === null ? null : execution.predicate(expression.where, inside);
  const projection = expression.projection === null ? null : execution.expression(expression.projection, inside);
  return () => {
    const all = items();
    if (all === null) return null;
    const made: Value[] = [];
    let held = allocate(all, budget);
    for (const one of all) {
      budget.spend(1);
      frame[item.slot] = one;
      if (where !== null && !where()) continue;
      const value = projection === null ? one : projection();
      const weight = weightOf(value);
      held += weight;
      budget.hold(weight);
      made.push(value);
    }
    budget.release(held);
    return checkSize(made, budget);
  };
}

function compileQuantifier(
  kind: "all" | "any" | "none" | "single",
  items: () => readonly Value[] | null,
  where: Evaluate,
  item: Binding,
  { frame, budget }: Execution,
): Evaluate {
  return () => {
    const all = items();
    if (all === null) return null;
    let [yes, no, unknown] = [0, 0, 0];
    for (const one of all) {
      budget.spend(1);
      frame[item.slot] = one;
      const holds = booleanOf(where());
      if (holds === null) unknown += 1;
      else if (holds) yes += 1;
      else no += 1;
      if (kind === "all" && no > 0) return false;
      if (kind === "any" && yes > 0) return true;
      if (kind === "none" && yes > 0) return false;
      if (kind === "single" && yes > 1) return false;
    }
    if (unknown > 0) return null;
    return kind === "any" ? false : kind === "single" ? yes === 1 : true;
  };
}
