import { CypherError } from "../errors.ts";
import type { Expression } from "../syntax/ast.ts";
import { isList, kindOf } from "../values/kind.ts";
import type { Value } from "../values/value.ts";
import { truth } from "./expression-truth.ts";
import type { Binding, Evaluate, Execution, Scope } from "./execution.ts";

type Comprehension = Extract<Expression, { type: "ListComprehension" | "Reduce" | "Quantifier" }>;

/** What goes through a list: [x IN list WHERE … | …], reduce(…), all/any/none/single(…). */
export function compileComprehension(expression: Comprehension, scope: Scope, execution: Execution): Evaluate {
  const { frame, budget } = execution;
  const list = execution.expression(expression.list, scope);
  const item: Binding = { slot: execution.newSlot(), kind: "value" };
  const inside = scope.extend([[expression.variable.name, item]]);
  const items = (): readonly Value[] | null => {
    const value = list();
    if (value === null) return null;
    if (!isList(value))
      throw new CypherError("TypeError", `Type mismatch: expected List but was ${kindOf(value)}`, {
        detail: "InvalidArgumentType",
      });
    return value;
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
        total = checkDepth(body(), total, execution);
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
    for (const one of all) {
      budget.spend(1);
      frame[item.slot] = one;
      if (where !== null && !where()) continue;
      made.push(projection === null ? one : projection());
    }
    return made;
  };
}

/** A list that wraps the one before it grows by a level a step: its depth is looked at before the stack is in danger. */
function checkDepth(next: Value, before: Value, { budget }: Execution): Value {
  if (!isList(next) || !next.includes(before) || typeof before !== "object") return next;
  let depth = 0;
  for (let at: Value | undefined = next; isList(at ?? null); at = (at as readonly Value[])[0]) {
    depth += 1;
    if (depth > budget.limits.nesting)
      throw new CypherError("LimitExceeded", `A list nests more than ${budget.limits.nesting} deep`, {
        detail: "NestingTooDeep",
      });
  }
  return next;
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
      const holds = truth(where());
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
