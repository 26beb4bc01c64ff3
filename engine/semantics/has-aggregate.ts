import type { Expression, CountStar, FunctionCall } from "../syntax/ast.ts";
import { walk, type SyntaxNode } from "../syntax/walk.ts";
import { isAggregate } from "../values/operations/aggregation.ts";

/** Whether an expression contains an aggregating function outside of subqueries. */
export function hasAggregate(expression: Expression): boolean {
  let found = false;
  walk(expression, (node) => {
    if (node.type === "Subquery") return false;
    if (isAggregateCall(node)) found = true;
    return !found;
  });
  return found;
}

/** A call of an aggregating function, `count(*)` among them. */
export function isAggregateCall(node: SyntaxNode): node is CountStar | FunctionCall {
  return node.type === "CountStar" || (node.type === "Function" && isAggregate(node.name));
}
