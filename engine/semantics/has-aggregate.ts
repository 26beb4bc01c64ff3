import type { Expression } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { isAggregate } from "../values/aggregation.ts";

/** Whether an aggregating function stands in it (not inside a subquery of its own). */
export function hasAggregate(expression: Expression): boolean {
  let found = false;
  walk(expression, (node) => {
    if (node.type === "Subquery") return false;
    if (node.type === "CountStar" || (node.type === "Function" && isAggregate(node["name"] as string))) found = true;
    return !found;
  });
  return found;
}
