import { CypherError } from "../../errors.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { hasAggregate, isAggregateCall } from "../../semantics/has-aggregate.ts";
import type { Expression, ProjectionItem, SortItem } from "../../syntax/ast.ts";
import { shapeOf, transform, walk } from "../../syntax/walk.ts";
import { aggregateArity } from "../../values/operations/aggregation.ts";
import type { Execution, Sink } from "../execution.ts";
import { grouping, type AggregateCall } from "./grouping.ts";

/** The rows of a WITH or RETURN before ordering and limits. */
export interface ProjectionResult {
  readonly columns: readonly (readonly [string, Binding])[];
  /** Variables that ORDER BY may use in addition to the columns. */
  readonly sortNames: readonly (readonly [string, Binding])[];
  /** Replaces subexpressions that are already evaluated by their variables. */
  rewrite(expression: Expression): Expression;
  start(next: Sink): Sink;
}

/** Aggregation: items without an aggregate form the grouping key; the rest is evaluated once per group. */
export function compileAggregation(
  items: readonly ProjectionItem[],
  orderBy: readonly SortItem[],
  scope: Scope,
  execution: Execution,
): ProjectionResult {
  const keyItems = items.filter(({ expression }) => !hasAggregate(expression));
  const keys = keyItems.map(({ expression, name }) => {
    const direct = expression.type === "Variable" ? scope.find(expression.name) : null;
    const binding: Binding = { slot: execution.newSlot(), kind: direct?.kind ?? "value" };
    return {
      name,
      expression,
      shape: shapeOf(expression),
      value: execution.expression(expression, scope),
      from: direct?.slot ?? null,
      binding,
    };
  });
  const calls = new Map<string, AggregateCall>();
  const names = new Map<string, string>();
  const rewrite = (expression: Expression, columns: ReadonlySet<string> = new Set()): Expression =>
    transform(expression, (node) => {
      if (node.type === "Variable" && columns.has(node.name)) return node;
      const key = keys.find(({ shape }) => shape === shapeOf(node));
      if (key !== undefined) return { type: "Variable", name: keyName(key.name), start: node.start, end: node.end };
      if (!isAggregateCall(node)) return null;
      const shape = shapeOf(node);
      const name = names.get(shape) ?? `  aggregate ${names.size}`;
      names.set(shape, name);
      if (!calls.has(name)) calls.set(name, compileCall(node, scope, execution));
      return { type: "Variable", name, start: node.start, end: node.end };
    });
  const rest = items
    .filter(({ expression }) => hasAggregate(expression))
    .map(({ name, expression }) => ({ name, expression: rewrite(expression) }));
  const columnNames = new Set(items.map(({ name }) => name));
  // In ORDER BY a column name refers to the column, even when an earlier variable has the same name.
  const rewriteOrder = (expression: Expression): Expression => rewrite(expression, columnNames);
  for (const { expression } of orderBy) rewriteOrder(expression);
  const inner = scope
    .behindProjection()
    .extend(keys.map(({ name, binding }) => [keyName(name), binding] as const))
    .extend([...calls].map(([name, { binding }]) => [name, binding] as const))
    .extend(
      keys.flatMap(({ expression, binding }) =>
        expression.type === "Variable" ? [[expression.name, binding] as const] : [],
      ),
    );
  const results = rest.map(({ name, expression }) => ({
    name,
    value: execution.expression(expression, inner),
    binding: { slot: execution.newSlot(), kind: "value" } satisfies Binding,
  }));
  const bindings = new Map<string, Binding>([
    ...keys.map(({ name, binding }) => [name, binding] as const),
    ...results.map(({ name, binding }) => [name, binding] as const),
  ]);

  return {
    columns: items.map(({ name }) => [name, bindings.get(name) as Binding] as const),
    sortNames: [...inner.bindings].filter(([name]) => !columnNames.has(name)),
    rewrite: rewriteOrder,
    start: (next) => grouping({ keys, calls: [...calls.values()], results, next, execution }),
  };
}

function keyName(name: string): string {
  return `  key ${name}`;
}

type CallNode = Extract<Expression, { type: "Function" | "CountStar" }>;

function compileCall(call: CallNode, scope: Scope, execution: Execution): AggregateCall {
  const binding: Binding = { slot: execution.newSlot(), kind: "value" };
  if (call.type === "CountStar") return { name: "count", distinct: false, value: null, second: null, binding };
  const { name, args, distinct, start, end } = call;
  if (args.length !== aggregateArity(name)) {
    throw new CypherError("SyntaxError", `${name}() takes ${aggregateArity(name)} arguments, not ${args.length}`, {
      detail: "InvalidNumberOfArguments",
      start,
      end,
      phase: "compile",
    });
  }
  const [first, second] = args as [Expression, Expression | undefined];
  for (const arg of args) {
    if (hasAggregate(arg))
      throw new CypherError("SyntaxError", "Can't use aggregate functions inside of aggregate functions.", {
        detail: "NestedAggregation",
        start,
        end,
        phase: "compile",
      });
    walk(arg, (node) => {
      if (node.type === "Function" && node.name.toLowerCase() === "rand") {
        throw new CypherError(
          "SyntaxError",
          "Can't use non-deterministic (random) functions inside of aggregate functions.",
          { detail: "NonConstantExpression", start, end, phase: "compile" },
        );
      }
    });
  }
  return {
    name,
    distinct,
    value: execution.expression(first, scope),
    second: second === undefined ? null : execution.expression(second, scope),
    binding,
  };
}
