import { CypherError } from "../../errors.ts";
import { planStep, putBelow, withInside, sourceText, type PlanStep } from "../../plan/plan-step.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { hasAggregate } from "../../semantics/has-aggregate.ts";
import type { Expression, ProjectionItem, ReturnClause, SortItem, WithClause } from "../../syntax/ast.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import { shapeOf, transform, walk } from "../../syntax/walk.ts";
import { chargeWork, allocate } from "../../values/allocation.ts";
import { isInteger, kindOf } from "../../values/kind.ts";
import { groupKeyOf, type GroupKey } from "../../values/operations/group-key.ts";
import { Float, type Value } from "../../values/value.ts";
import type { Evaluate, Execution, Operator, Sink } from "../execution.ts";
import { countRows, attributeSteps } from "../profile.ts";
import { RowMemory } from "../row-memory.ts";
import { compileAggregation } from "./aggregation.ts";
import type { ProjectionResult } from "./aggregation.ts";
import { sorting } from "./sort.ts";

type Projecting = WithClause | ReturnClause;

/**
 * WITH and RETURN: columns, grouping, DISTINCT, ORDER BY (unless rows arrive in that order), SKIP, LIMIT and WITH's
 * WHERE.
 */
export function compileProjection(clause: Projecting, scope: Scope, execution: Execution, isSorted = false): Operator {
  const items = [...starItems(clause, scope), ...clause.items];
  checkNames(items);
  const aggregates =
    items.some(({ expression }) => hasAggregate(expression)) ||
    clause.orderBy.some(({ expression }) => hasAggregate(expression));
  const staging = (step: PlanStep, make: () => Stage["make"]): Stage => {
    const [made, inside] = withInside(execution, make);
    step.inside.push(...inside);
    return { step, make: made };
  };
  const [made, inside] = withInside(execution, () =>
    aggregates
      ? compileAggregation(items, clause.orderBy, scope, execution)
      : compilePlain(items, clause, scope, execution),
  );
  const base = baseStep(items, aggregates, execution);
  base?.inside.push(...inside);
  // When all columns are existing variables, there is nothing to evaluate.
  const stages: Stage[] = base === null ? [] : [{ step: base, make: (next) => made.start(next) }];
  const { columns } = made;
  const names = items.map(({ name }) => name).join(", ");
  // After WITH or RETURN only the columns are visible.
  const after = scope.behindProjection().extend(columns);
  const slots = columns.map(([, { slot }]) => slot);
  if (clause.distinct)
    stages.push(staging(planStep("Distinct", names, null), () => (next) => distinct(columns, next, after, execution)));
  const { skip, limit } = clause;
  const skipped = count(skip, "SKIP", 0, scope, execution);
  const wanted = count(limit, "LIMIT", Number.POSITIVE_INFINITY, scope, execution);
  const sorts = clause.orderBy.length > 0 && !isSorted;
  if (sorts) {
    const sortScope = aggregates || clause.distinct ? after.extend(made.sortNames) : scope.extend(columns);
    const order = clause.orderBy.map((item) => sourceText(item, execution)).join(", ");
    const most = limit === null ? null : skipped + wanted;
    const shown = most === Number.POSITIVE_INFINITY ? sourceText(limit as Expression, execution) : most;
    const step = planStep(most === null ? "Sort" : "Top", most === null ? order : `${order} LIMIT ${shown}`, (input) =>
      Math.min(input, most ?? input),
    );
    stages.push(
      staging(step, () => {
        const keys = clause.orderBy.map((item) => ({
          value: sortKey(item, items, made.rewrite, sortScope, execution),
          descending: item.descending,
        }));
        return (next) => sorting({ keys, slots: [...slots], most, next, execution });
      }),
    );
  }
  const windows: Stage[] = [];
  if (skip !== null)
    windows.push({
      step: planStep("Skip", sourceText(skip, execution), (input) => Math.max(0, input - skipped)),
      make: (next) => window(skipped, Number.POSITIVE_INFINITY, next),
    });
  if (limit !== null && !sorts)
    windows.push({
      step: planStep("Limit", sourceText(limit, execution), (input) => Math.min(input, wanted)),
      make: (next) => window(0, wanted, next),
    });
  // SKIP and LIMIT run first where no later stage decides which rows remain, so that dropped rows are not evaluated.
  if (aggregates || clause.distinct || sorts) stages.push(...windows);
  else stages.unshift(...windows);
  if (clause.type === "With" && clause.where !== null) {
    const narrow = clause.distinct || aggregates;
    const where = narrow ? byColumns(clause.where, items, (whole) => whole) : clause.where;
    stages.push(
      staging(
        planStep("Filter", sourceText(clause.where, execution), (input) => input / 2),
        () => {
          const test = execution.predicate(where, narrow ? after : scope.extend(columns));
          return (next) => ({ row: () => !test() || next.row(), end: () => next.end() });
        },
      ),
    );
  }
  if (clause.type === "Return") stages.push({ step: planStep("ProduceResults", names, null), make: (next) => next });
  const steps = stages.map(({ step }) => step);
  const first = steps[0] ?? planStep("Projection", names, null);
  const top = steps.slice(1).reduce((below, step) => putBelow(step, below), first);
  return {
    scope: after,
    step: top,
    start: (sink) => {
      let next = sink;
      for (const { step, make } of stages.toReversed())
        next = attributeSteps(make(step === top ? next : countRows(next, step, execution)), step, execution);
      return next;
    },
  };
}

interface Stage {
  readonly step: PlanStep;
  make(this: void, next: Sink): Sink;
}

/** The operator that evaluates the columns; null where all are existing variables. */
function baseStep(items: readonly ProjectionItem[], aggregates: boolean, execution: Execution): PlanStep | null {
  const words = (some: readonly ProjectionItem[]) =>
    some.map(({ expression, name, aliased }) =>
      aliased && !(expression.type === "Variable" && expression.name === name)
        ? `${sourceText(expression, execution)} AS ${name}`
        : name,
    );
  if (aggregates) {
    const isGrouped = items.some(({ expression }) => !hasAggregate(expression));
    return planStep("EagerAggregation", words(items).join(", "), (input) => (isGrouped ? Math.sqrt(input) : 1));
  }
  const made = items.filter(({ expression }) => expression.type !== "Variable");
  return made.length === 0 ? null : planStep("Projection", words(made).join(", "), null);
}

function starItems(clause: Projecting, scope: Scope): ProjectionItem[] {
  if (!clause.star) return [];
  // An item that redefines a variable of `*` replaces it.
  const again = new Set(clause.items.map(({ name }) => name));
  const all = [...scope.bindings.keys()].filter((name) => !isGenerated(name) && !again.has(name)).toSorted();
  const own = all.filter((name) => !scope.lasting.has(name));
  // `WITH n RETURN *` with n from outside keeps a column, so that grouping by it does not turn no rows into one.
  const names = own.length === 0 ? all : own;
  return names.map((name) => ({
    type: "ProjectionItem",
    expression: { type: "Variable", name, start: clause.start, end: clause.start },
    name,
    aliased: true,
    at: clause.start,
    start: clause.start,
    end: clause.start,
  }));
}

/** Rejects duplicate column names. SHOW … RETURN is not checked before it runs. */
function checkNames(items: readonly ProjectionItem[]): void {
  const seen = new Set<string>();
  for (const { name, start, end } of items) {
    if (seen.has(name))
      throw new CypherError("SyntaxError", "Multiple result columns with the same name are not supported", {
        detail: "ColumnNameConflict",
        start,
        end,
        phase: "compile",
      });
    seen.add(name);
  }
}

function compilePlain(
  items: readonly ProjectionItem[],
  _clause: Projecting,
  scope: Scope,
  execution: Execution,
): ProjectionResult {
  const { frame } = execution;
  const columns: [string, Binding][] = [];
  const sets: { slot: number; value: Evaluate }[] = [];
  for (const { expression, name } of items) {
    const direct = expression.type === "Variable" ? scope.find(expression.name) : null;
    if (direct !== null) {
      columns.push([name, direct]);
      continue;
    }
    const value = execution.expression(expression, scope);
    const slot = execution.newSlot();
    sets.push({ slot, value });
    columns.push([name, { slot, kind: "value" }]);
  }
  return {
    columns,
    sortNames: [],
    rewrite: (expression) => expression,
    start: (next) => ({
      row: () => {
        let held = 0;
        for (const { slot, value } of sets) {
          const one = value();
          frame[slot] = one;
          held += allocate(one, execution.budget);
        }
        const goesOn = next.row();
        if (held > 0) {
          execution.budget.release(held);
          for (const { slot } of sets) frame[slot] = null;
        }
        return goesOn;
      },
      end: () => next.end(),
    }),
  };
}

/** Compiles a sort key; an expression equal to a column reads the column. */
function sortKey(
  { expression }: SortItem,
  items: readonly ProjectionItem[],
  rewrite: (expression: Expression) => Expression,
  scope: Scope,
  execution: Execution,
): Evaluate {
  return execution.expression(byColumns(expression, items, rewrite), scope);
}

/** Replaces expressions that equal a column by the column. */
function byColumns(
  expression: Expression,
  items: readonly ProjectionItem[],
  rewrite: (expression: Expression) => Expression,
): Expression {
  const shapes = new Map(items.map((item) => [shapeOf(item.expression), item.name]));
  const columns = new Set(shapes.values());
  return transform(rewrite(expression), (node) => {
    // A column name refers to the column, even when an earlier variable has the same name.
    if (node.type === "Variable" && columns.has(node.name)) return node;
    const name = shapes.get(shapeOf(node));
    return name === undefined ? null : { type: "Variable", name, start: node.start, end: node.end };
  });
}

function distinct(
  columns: readonly (readonly [string, Binding])[],
  next: Sink,
  scope: Scope,
  execution: Execution,
): Sink {
  const values = columns.map(([name]) => execution.expression({ type: "Variable", name, start: 0, end: 0 }, scope));
  const kept = new RowMemory(execution.budget);
  let seen = new Set<GroupKey>();
  return {
    row: () => {
      const row = values.map((value) => value());
      for (const value of row) chargeWork(value, execution.budget);
      const key = groupKeyOf(row);
      if (seen.has(key)) return true;
      kept.keep(row);
      seen.add(key);
      return next.row();
    },
    end: () => {
      kept.forget();
      seen = new Set();
      next.end();
    },
  };
}

/** The value of SKIP or LIMIT, which must not depend on a row; `unknown` where it is absent. */
function count(
  expression: Expression | null,
  word: "SKIP" | "LIMIT",
  unknown: number,
  scope: Scope,
  execution: Execution,
): number {
  if (expression === null) return unknown;
  const { start, end } = expression;
  walk(expression, (node) => {
    if (node.type === "Variable" && scope.find(node.name) !== null) {
      throw new CypherError("SyntaxError", `It is not allowed to refer to variables in ${word}`, {
        detail: "NonConstantExpression",
        start,
        end,
        phase: "compile",
      });
    }
  });
  let isLiteral = true;
  walk(expression, ({ type }) => {
    if (type === "Parameter") isLiteral = false;
  });
  const phase = isLiteral ? "compile" : "runtime";
  const check = (value: Value): number => {
    if (!isInteger(value)) {
      throw new CypherError(
        "SyntaxError",
        `Invalid input for ${word}: expected a whole number that is not negative, got ${kindOf(value)}`,
        {
          detail: "InvalidArgumentType",
          start,
          end,
          phase,
          code: `Neo.ClientError.Statement.${value === null ? "Type" : value instanceof Float && !isLiteral ? "Argument" : "Syntax"}Error`,
        },
      );
    }
    if (Number(value) < 0)
      throw new CypherError("SyntaxError", `Invalid input for ${word}: must not be negative`, {
        detail: "NegativeIntegerArgument",
        code: `Neo.ClientError.Statement.${isLiteral ? "SyntaxError" : "ArgumentError"}`,
        start,
        end,
        phase,
      });
    return Number(value);
  };
  const value = execution.expression(expression, scope)();
  // EXPLAIN accepts any parameter value.
  const isTold = !isLiteral && execution.text !== "" && !execution.profiling;
  return isTold && !(isInteger(value) && Number(value) >= 0) ? unknown : check(value);
}

/** Drops the first rows, and stops after the last wanted one. */
function window(from: number, most: number, next: Sink): Sink {
  let seen = 0;
  return {
    row: () => {
      seen += 1;
      if (seen <= from) return true;
      if (seen > from + most) return false;
      return next.row() && seen < from + most;
    },
    end: () => {
      seen = 0;
      next.end();
    },
  };
}
