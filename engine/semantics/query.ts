import type { CallSubqueryClause, Clause, Query, SingleQuery, WithClause } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { ANY, unionOf, unwound, type TypeSet } from "../values/type-set.ts";
import { expressionContext, type Analyzer } from "./analyzer.ts";
import { checkOrder, differentColumns, type QueryContext } from "./clause-order.ts";
import { checkHints } from "./hints.ts";
import { checkRepeats } from "./path-pattern.ts";
import { checkProcedure } from "./procedure-call.ts";
import { checkProjection } from "./projection.ts";
import { semanticError } from "./semantic-error.ts";
import { alreadyDeclared, SymbolTable } from "./symbol-table.ts";
import { checkWriting } from "./writing-clauses.ts";

export type Columns = ReadonlyMap<string, TypeSet>;

export interface QueryScope {
  /** The outer variables that the query sees, whatever an inner WITH drops. */
  readonly base: SymbolTable;
  readonly standing: QueryContext;
  /** For CALL { }: the variables that its leading WITH may import. */
  readonly importable: SymbolTable | null;
}

/** Checks a query and returns its columns; null where it returns none. */
export function checkQuery(query: Query, place: QueryScope, checking: Analyzer): Columns | null {
  checkOrder(query, place.standing);
  let all: Columns | null = null;
  query.parts.forEach((part, index) => {
    const columns = checkSingle(part, place, checking);
    if (all !== null && columns !== null) {
      if (columns.size !== all.size || [...columns.keys()].some((name) => all?.has(name) !== true))
        throw differentColumns(query, index);
      const before: Columns = all;
      all = new Map([...columns].map(([name, type]) => [name, unionOf(type, before.get(name) ?? ANY)]));
    } else all = columns;
  });
  return all;
}

function checkSingle({ clauses }: SingleQuery, place: QueryScope, checking: Analyzer): Columns | null {
  let names = place.base.inner();
  let columns: Columns | null = null;
  clauses.forEach((clause, index) => {
    if (index === 0 && place.importable !== null && takesIn(clause, place.importable)) {
      names = imported(clause, place.importable);
    } else if (clause.type === "With" || clause.type === "Return") {
      columns = checkProjection(clause, names, place.base, checking);
      names = place.base.inner();
      for (const [name, type] of columns) names.set(name, type);
    } else checkClause(clause, names, checking);
  });
  return clauses.at(-1)?.type === "Return" ? columns : null;
}

/** Whether the leading WITH of a CALL { } imports outer variables. */
function takesIn(clause: Clause, importable: SymbolTable): clause is WithClause {
  if (clause.type !== "With") return false;
  let found = clause.star;
  walk(clause.items, (node) => {
    if (node.type === "Variable" && importable.has(node.name)) found = true;
  });
  return found;
}

function imported(clause: WithClause, importable: SymbolTable): SymbolTable {
  const names = new SymbolTable();
  const unfit = clause.distinct
    ? "DISTINCT is"
    : clause.orderBy.length > 0
      ? "ORDER BY is"
      : clause.skip !== null
        ? "SKIP is"
        : clause.limit !== null
          ? "LIMIT is"
          : clause.where !== null
            ? "WHERE is"
            : clause.items.some(({ expression, name }) => expression.type !== "Variable" || expression.name !== name)
              ? "Aliasing or expressions are"
              : null;
  if (unfit !== null) {
    throw semanticError(
      "InvalidClauseComposition",
      `Importing WITH should consist only of simple references to outside variables. ${unfit} not allowed.`,
      clause,
    );
  }
  if (clause.star) for (const [name, type] of importable.all()) names.set(name, type);
  for (const { expression } of clause.items)
    if (expression.type === "Variable") names.set(expression.name, importable.typeOf(expression));
  return names;
}

/** Checks a clause that adds variables to the scope. */
function checkClause(clause: Clause, names: SymbolTable, checking: Analyzer): void {
  const site = expressionContext(names);
  switch (clause.type) {
    case "Match":
      checking.patterns(clause.patterns, site);
      for (const { variable } of clause.hints) names.typeOf(variable);
      if (clause.where !== null) checking.predicate(clause.where, site);
      checkRepeats(clause.patterns);
      checkHints(clause, names);
      return;
    case "Unwind":
      names.declare(clause.variable, unwound(checking.type(clause.list, site)));
      return;
    case "Create":
    case "Merge":
    case "Set":
    case "Remove":
    case "Delete":
    case "Foreach":
      checkWriting(clause, names, checking);
      return;
    case "CallProcedure":
      checkProcedure(clause, names, checking);
      return;
    case "CallSubquery":
      checkSubquery(clause, names, checking);
      return;
    default:
      // WITH and RETURN are checked by the caller; FINISH has no variables.
      return;
  }
}

function checkSubquery(clause: CallSubqueryClause, names: SymbolTable, checking: Analyzer): void {
  const { query, imports } = clause;
  const base = imports === "all" ? names.inner() : new SymbolTable();
  // The variables of CALL (…) are looked up without marking them as read; else a `*` around it would include them.
  if (imports !== null && imports !== "all")
    for (const variable of imports) base.set(variable.name, names.find(variable.name) ?? names.typeOf(variable));
  const place: QueryScope = { base, standing: "call", importable: imports === null ? names : null };
  const columns = checkQuery(query, place, checking);
  if (columns === null) return;
  const last = query.parts[0]?.clauses.at(-1);
  const items = last?.type === "Return" ? last.items : [];
  for (const { expression, aliased, start, end } of items) {
    if (aliased || expression.type === "Variable" || expression.type === "MapProjection") continue;
    throw semanticError("NoExpressionAlias", "Expression in CALL { RETURN ... } must be aliased (use AS)", {
      start,
      end,
    });
  }
  for (const [name, type] of columns) {
    const { at: start = last?.type === "Return" ? last.at : clause.start, end = clause.end } =
      items.find((item) => item.name === name) ?? {};
    const variable = { type: "Variable", name, start, end } as const;
    if (names.has(name)) throw alreadyDeclared(variable, " in outer scope");
    names.set(name, type);
  }
}
