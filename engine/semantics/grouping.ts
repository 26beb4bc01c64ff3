import type { Expression, ProjectionItem, SortItem } from "../syntax/ast.ts";
import { isSameShape, walk } from "../syntax/walk.ts";
import { isAggregate } from "../values/operations/aggregation.ts";
import { hasAggregate } from "./has-aggregate.ts";
import { semanticError } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

interface TreeNode {
  readonly type: string;
  readonly name?: unknown;
  readonly start: number;
  readonly end: number;
}

/**
 * Visits the nodes outside of aggregates, with the variables bound on the way. `visit` returns false to skip the
 * subtree.
 */
function walkOutside(root: unknown, visit: (node: TreeNode, bound: ReadonlySet<string>) => boolean): void {
  const pending: { readonly node: unknown; readonly bound: ReadonlySet<string> }[] = [{ node: root, bound: new Set() }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node } = next;
    let { bound } = next;
    if (typeof node !== "object" || node === null) continue;
    if (Array.isArray(node)) {
      for (const item of node.toReversed() as unknown[]) pending.push({ node: item, bound });
      continue;
    }
    if ("type" in node && typeof node.type === "string") {
      const one = node as TreeNode;
      if (one.type === "CountStar" || (one.type === "Function" && isAggregate(one.name as string))) continue;
      if (!visit(one, bound)) continue;
      const brought = ["variable", "accumulator"].flatMap((key) => {
        const own = (node as unknown as Record<string, unknown>)[key] as TreeNode | null | undefined;
        return own?.type === "Variable" ? [own.name as string] : [];
      });
      if (brought.length > 0 && one.type !== "NodePattern") bound = new Set([...bound, ...brought]);
    }
    for (const value of Object.values(node).toReversed())
      if (typeof value === "object") pending.push({ node: value, bound });
  }
}

/**
 * Beside an aggregate an expression may read only grouping keys and constants. Keys are variables and properties of
 * variables that are columns of their own, including those of `*`. A longer expression is not allowed even when it is a
 * column: it must go into an earlier WITH.
 */
export function checkGrouping(
  items: readonly ProjectionItem[],
  star: Pick<ReadonlySet<string>, "has">,
  names: SymbolTable,
): void {
  const keys = items.flatMap(({ expression }) => (isSimple(expression) ? [expression] : []));
  for (const { expression } of items) {
    if (!hasAggregate(expression)) continue;
    walkOutside(expression, (node, bound) => {
      if (keys.some((key) => isSameShape(key, node))) return false;
      const name = node.type === "Variable" ? (node.name as string) : null;
      if (name !== null && names.has(name) && !bound.has(name) && !star.has(name)) throw ambiguous(name, node);
      return true;
    });
  }
}

function isSimple(expression: Expression): boolean {
  if (expression.type === "Variable") return true;
  return (expression.type === "Property" || expression.type === "Index") && expression.object.type === "Variable";
}

/** An aggregate in ORDER BY must also be a column, or part of a column expression that ORDER BY repeats. */
export function checkSortAggregates(orderBy: readonly SortItem[], items: readonly ProjectionItem[]): void {
  for (const { expression } of orderBy) {
    walk(expression, (node) => {
      if (items.some((item) => isSameShape(item.expression, node))) return false;
      const isCall = node.type === "Function" && isAggregate(node.name);
      if (node.type !== "CountStar" && !isCall) return node.type !== "Subquery";
      throw semanticError(
        "InvalidAggregation",
        "Illegal aggregation expression(s) in order by: an aggregation there also needs to be a projection item on its own",
        { start: node.start, end: node.end },
      );
    });
  }
}

/** The same rule for ORDER BY. The openCypher TCK rejects what Neo4j accepts here; the engine follows the TCK. */
export function checkSortGrouping(orderBy: readonly SortItem[], items: readonly ProjectionItem[]): void {
  const long = items.flatMap(({ expression }) =>
    isSimple(expression) || isConstant(expression) || hasAggregate(expression) ? [] : [expression],
  );
  for (const { expression } of orderBy) {
    if (!hasAggregate(expression)) continue;
    walkOutside(expression, (node) => {
      if (long.some((one) => isSameShape(one, node))) throw ambiguous(null, node);
      return true;
    });
  }
}

function isConstant({ type }: Expression): boolean {
  return ["Null", "Boolean", "Integer", "Float", "String", "Parameter"].includes(type);
}

function ambiguous(name: string | null, { start, end }: TreeNode): Error {
  return semanticError(
    "AmbiguousAggregationExpression",
    `Aggregation column contains implicit grouping expressions: ${name === null ? "this expression" : `\`${name}\``} is not grouped by. Put it in a WITH before`,
    { start, end },
  );
}
