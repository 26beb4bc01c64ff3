import type { Budget } from "../../budget.ts";
import type { Scope } from "../../plan/scope.ts";
import type { BinaryExpression, Expression } from "../../syntax/ast.ts";
import { chargeWork } from "../../values/allocation.ts";
import { asList, isList } from "../../values/kind.ts";
import { equals } from "../../values/operations/equality.ts";
import { groupKey } from "../../values/operations/group-key.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";

/** `a IN list`: with an empty or null list `a` is not evaluated. */
export function compileIn({ left, right }: BinaryExpression, scope: Scope, execution: Execution): Evaluate {
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

/** The group keys of a list of string and integer literals; null where it has other items. */
function constantKeys(items: readonly Expression[]): ReadonlySet<unknown> | null {
  const keys = items.map((item) => (item.type === "String" || item.type === "Integer" ? groupKey(item.value) : null));
  return keys.includes(null) ? null : new Set(keys);
}

function member(value: Value, list: readonly Value[], budget: Budget): Value {
  budget.spend(list.length);
  if (typeof value === "object") chargeWork(value, budget);
  let result: boolean | null = false;
  for (const item of list) {
    const same = equals(value, item);
    if (same === true) return true;
    if (same === null) result = null;
  }
  return result;
}
