import type { Expression, ProjectionItem, ReturnClause, WithClause } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { INTEGER, type TypeSet } from "../values/type-set.ts";
import { expressionContext, type Analyzer, type ExpressionContext } from "./analyzer.ts";
import { checkGrouping, checkSortAggregates, checkSortGrouping } from "./grouping.ts";
import { hasAggregate } from "./has-aggregate.ts";
import { semanticError, locationOf } from "./semantic-error.ts";
import { SymbolTable, shadowing } from "./symbol-table.ts";

type Projecting = WithClause | ReturnClause;

/** Checks WITH and RETURN: column types, and that ORDER BY, SKIP, LIMIT and WHERE read variables in scope. */
export function checkProjection(
  clause: Projecting,
  names: SymbolTable,
  base: SymbolTable,
  checking: Analyzer,
): ReadonlyMap<string, TypeSet> {
  const { items, orderBy, distinct } = clause;
  const aggregates = items.some(({ expression }) => hasAggregate(expression));
  if (!aggregates && orderBy.some(({ expression }) => hasAggregate(expression))) {
    throw semanticError(
      "InvalidAggregation",
      `Cannot use aggregation in ORDER BY if there are no aggregate expressions in the preceding ${clause.type.toUpperCase()}`,
      clause,
    );
  }
  checkSortGrouping(orderBy, items);
  const site = expressionContext(names, "allowed");
  const types = items.map(({ expression }) => checking.type(expression, site));
  const columns = new Map<string, TypeSet>(clause.star ? starColumns(names, items) : []);
  checkNames(clause, names, base);
  const star = new Set(columns.keys());
  items.forEach(({ name }, index) => columns.set(name, types[index] as TypeSet));
  const after = siteAfter({ items, types, columns, names, base, narrow: distinct || aggregates });
  const sorted: ExpressionContext = { ...after, aggregates: aggregates ? "allowed" : "refused" };
  for (const { expression } of orderBy) checking.type(expression, sorted);
  checkSortAggregates(orderBy, items);
  checkCount(clause.skip, "SKIP", names, checking);
  checkCount(clause.limit, "LIMIT", names, checking);
  if (clause.type === "With" && clause.where !== null) checking.predicate(clause.where, sorted);
  if (aggregates) checkGrouping(items, star, names);
  return columns;
}

/**
 * The columns of `*`: the variables that the query itself declares, binds or projects, except those that a later item
 * redefines.
 */
function starColumns(names: SymbolTable, items: readonly ProjectionItem[]): [string, TypeSet][] {
  const again = new Set(items.map(({ name }) => name));
  return [...names.declared()].filter(([name]) => !again.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

interface Projected {
  readonly items: readonly ProjectionItem[];
  readonly types: readonly TypeSet[];
  readonly columns: ReadonlyMap<string, TypeSet>;
  readonly names: SymbolTable;
  readonly base: SymbolTable;
  /** DISTINCT or an aggregation leaves only the columns in scope. */
  readonly narrow: boolean;
}

/** The scope of ORDER BY and WHERE: the columns first, then the earlier variables where rows were not merged. */
function siteAfter({ items, types, columns, names, base, narrow }: Projected): ExpressionContext {
  const inner = narrow ? base.inner() : names.inner();
  for (const [name, type] of columns) inner.set(name, type);
  if (!narrow) return expressionContext(inner);
  const worked = items.map(({ expression }, index) => ({ expression, type: types[index] as TypeSet }));
  return { names: inner, aggregates: "refused", columns: worked, hidden: names };
}

function checkNames(clause: Projecting, names: SymbolTable, base: SymbolTable): void {
  const { items, star } = clause;
  if (star && clause.type === "Return" && names.declared().size === 0)
    throw semanticError("NoVariablesInScope", "RETURN * is not allowed when there are no variables in scope", clause);
  const seen = new Set<string>();
  for (const { name, expression, aliased, at, start, end } of items) {
    if (clause.type === "With" && !aliased && expression.type !== "Variable" && expression.type !== "MapProjection")
      throw semanticError("NoExpressionAlias", "Expression in WITH must be aliased (use AS)", { start, end });
    if (seen.has(name)) {
      throw semanticError("ColumnNameConflict", "Multiple result columns with the same name are not supported", {
        start: items.find((item) => item.name === name)?.start ?? start,
        end,
      });
    }
    seen.add(name);
    const isItself = expression.type === "Variable" && expression.name === name;
    if (base.has(name) && !isItself) throw shadowing(name, { start: at, end });
  }
}

/** Checks that SKIP and LIMIT are integers that do not depend on a row. */
function checkCount(
  expression: Expression | null,
  word: "SKIP" | "LIMIT",
  names: SymbolTable,
  checking: Analyzer,
): void {
  if (expression === null) return;
  walk(expression, (node) => {
    const isPattern = node.type === "Subquery" || node.type.startsWith("Pattern");
    if (!isPattern && !(node.type === "Variable" && isOuter(node.name, expression, names))) return;
    throw semanticError(
      "NonConstantExpression",
      isPattern
        ? `It is not allowed to use patterns in the expression for ${word}, so that the value for ${word} can be statically calculated.`
        : `It is not allowed to refer to variables in ${word}, so that the value for ${word} can be statically calculated.`,
      isPattern ? locationOf(expression) : { start: node.start, end: node.end },
    );
  });
  checkLiteral(expression);
  checking.expect(expression, INTEGER, expressionContext(new SymbolTable()));
}

/** Whether a variable comes from outside of the expression. */
function isOuter(name: string, expression: Expression, names: SymbolTable): boolean {
  return names.has(name) || expression.type === "Variable";
}

function checkLiteral(expression: Expression): void {
  const isNegative =
    expression.type === "Unary" && expression.operator === "-" && expression.operand.type === "Integer";
  const isLiteral =
    expression.type === "String" ||
    expression.type === "Float" ||
    expression.type === "Boolean" ||
    expression.type === "Null";
  const isLeast = expression.type === "Integer" && expression.value < 0;
  if (!isNegative && !isLiteral && !isLeast) return;
  const shown =
    expression.type === "Null"
      ? "NULL"
      : isNegative
        ? `-${String(expression.operand.type === "Integer" ? expression.operand.value : "")}`
        : "value" in expression
          ? String(expression.value)
          : "";
  throw semanticError(
    isNegative || isLeast ? "NegativeIntegerArgument" : "InvalidArgumentType",
    `Invalid input. '${shown}' is not a valid value. Must be a non-negative integer.`,
    expression,
  );
}
