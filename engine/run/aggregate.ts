import { CypherError } from "../errors.ts";
import type { Expression, ProjectionItem, SortItem } from "../syntax/ast.ts";
import { shapeOf, transform, walk } from "../syntax/walk.ts";
import { aggregateArity, isAggregate, makeAggregate, type Aggregate } from "../values/aggregation.ts";
import { groupKeyOf, type GroupKey } from "../values/grouping.ts";
import { charge } from "../values/measure.ts";
import type { Value } from "../values/value.ts";
import type { Binding, Evaluate, Execution, Scope, Sink } from "./execution.ts";
import { hasAggregate } from "./has-aggregate.ts";
import { KeptRows } from "./kept-rows.ts";
import type { Projected } from "./projected.ts";

interface Call {
  readonly name: string;
  readonly distinct: boolean;
  /** null is count(*). */
  readonly value: Evaluate | null;
  readonly second: Evaluate | null;
  readonly binding: Binding;
}

/** Grouping: items without an aggregate are the key; the rest is worked out once for each group. */
export function compileAggregation(
  items: readonly ProjectionItem[],
  orderBy: readonly SortItem[],
  scope: Scope,
  execution: Execution,
): Projected {
  const { frame, budget } = execution;
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
  const calls = new Map<string, Call>();
  const names = new Map<string, string>();
  const rewrite = (expression: Expression): Expression =>
    transform(expression, (node) => {
      const key = keys.find(({ shape }) => shape === shapeOf(node));
      if (key !== undefined)
        return { type: "Variable", name: keyName(key.name), start: node["start"], end: node["end"] };
      if (node.type !== "CountStar" && !(node.type === "Function" && isAggregate(node["name"] as string))) return null;
      const shape = shapeOf(node);
      const name = names.get(shape) ?? `  aggregate ${names.size}`;
      names.set(shape, name);
      if (!calls.has(name)) calls.set(name, compileCall(node as unknown as AggregateCall, scope, execution));
      return { type: "Variable", name, start: node["start"], end: node["end"] };
    });
  const rest = items
    .filter(({ expression }) => hasAggregate(expression))
    .map(({ name, expression }) => ({ name, expression: rewrite(expression), original: expression }));
  for (const { expression } of orderBy) rewrite(expression);
  const inner = scope
    .only([])
    .extend(keys.map(({ name, binding }) => [keyName(name), binding] as const))
    .extend([...calls].map(([name, { binding }]) => [name, binding] as const))
    .extend(
      keys.flatMap(({ expression, binding }) =>
        expression.type === "Variable" ? [[expression.name, binding] as const] : [],
      ),
    );
  for (const { expression, original } of rest) checkGrouping(expression, original, inner, scope);
  const results = rest.map(({ name, expression }) => ({
    name,
    value: execution.expression(expression, inner),
    binding: { slot: execution.newSlot(), kind: "value" } satisfies Binding,
  }));
  const bindings = new Map<string, Binding>([
    ...keys.map(({ name, binding }) => [name, binding] as const),
    ...results.map(({ name, binding }) => [name, binding] as const),
  ]);

  const start = (next: Sink): Sink => {
    let groups = new Map<GroupKey, { keys: Value[]; running: Aggregate[] }>();
    const kept = new KeptRows(budget);
    let held = 0;
    const open = () => [...calls.values()].map(({ name, distinct }) => makeAggregate(name, distinct, budget));
    return {
      row: () => {
        const values = keys.map(({ value }) => value());
        for (const value of values) charge(value, budget);
        const key = groupKeyOf(values);
        let group = groups.get(key);
        if (group === undefined) {
          kept.keep(values);
          budget.hold(calls.size);
          group = {
            keys: keys.map(({ from }, index) => (from === null ? (values[index] ?? null) : (frame[from] ?? null))),
            running: open(),
          };
          groups.set(key, group);
        }
        const before = budget.elements;
        let index = 0;
        for (const { value, second } of calls.values()) {
          group.running[index]?.add(value === null ? true : value(), second?.() ?? null);
          index += 1;
        }
        held += budget.elements - before;
        return true;
      },
      end: () => {
        const all = groups.size === 0 && keys.length === 0 ? [{ keys: [], running: open() }] : [...groups.values()];
        // What the aggregates kept goes on in their results; what keeps those counts them.
        budget.release(groups.size * calls.size + held);
        held = 0;
        kept.forget();
        groups = new Map();
        const slots = [...calls.values()].map(({ binding }) => binding.slot);
        for (const group of all) {
          keys.forEach(({ binding }, index) => {
            frame[binding.slot] = group.keys[index] ?? null;
          });
          slots.forEach((slot, index) => {
            frame[slot] = group.running[index]?.result() ?? null;
          });
          for (const { value, binding } of results) frame[binding.slot] = value();
          if (!next.row()) break;
        }
        next.end();
      },
    };
  };
  return {
    columns: items.map(({ name }) => [name, bindings.get(name) as Binding] as const),
    sortNames: [...inner.bindings],
    rewrite,
    start,
  };
}

function keyName(name: string): string {
  return `  key ${name}`;
}

type AggregateCall = Extract<Expression, { type: "Function" | "CountStar" }>;

function compileCall(call: AggregateCall, scope: Scope, execution: Execution): Call {
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
      if (node.type === "Function" && (node["name"] as string).toLowerCase() === "rand") {
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

/** Beside an aggregate only what is grouped by, and what no row decides, may stand. */
function checkGrouping(expression: Expression, original: Expression, inner: Scope, outer: Scope): void {
  walk(expression, (node) => {
    if (node.type !== "Variable") return;
    const name = node["name"] as string;
    if (inner.find(name) === null && outer.find(name) !== null) {
      throw new CypherError(
        "SyntaxError",
        `Aggregation column contains implicit grouping expressions. \`${name}\` is not grouped by: put it in a WITH before`,
        {
          detail: "AmbiguousAggregationExpression",
          start: original.start,
          end: original.end,
          phase: "compile",
        },
      );
    }
  });
}
