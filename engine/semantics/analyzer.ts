import type { Expression, PatternPart, SubqueryExpression } from "../syntax/ast.ts";
import type { TypeSet } from "../values/type-set.ts";
import type { ProcedureSignature } from "./procedure-signature.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** What an expression may read, and whether it may aggregate. */
export interface ExpressionContext {
  readonly names: SymbolTable;
  /** Whether aggregates are allowed here; if not, why not. */
  readonly aggregates: "allowed" | "refused" | "within aggregate" | "within list";
  /** After DISTINCT or an aggregation: the projected expressions, which may be repeated. */
  readonly columns: readonly ProjectedColumn[];
  /** Variables that DISTINCT or an aggregation has removed from scope. */
  readonly hidden: SymbolTable | null;
}

export interface ProjectedColumn {
  readonly expression: Expression;
  readonly type: TypeSet;
}

/** The parts of the semantic analysis; each one calls the others only through this interface. */
export interface Analyzer {
  /** The types of the parameter values that are known. */
  readonly parameters: ReadonlyMap<string, TypeSet>;
  /** A procedure that is known before the statement runs, by its lowercase name. */
  procedure(name: string): ProcedureSignature | undefined;
  /** The possible types of an expression. */
  type(expression: Expression, site: ExpressionContext): TypeSet;
  /** Checks that an expression can have a wanted type, and returns the types left. */
  expect(expression: Expression, wanted: TypeSet, site: ExpressionContext): TypeSet;
  /** Checks a predicate: a boolean, or a pattern that tests for existence. */
  predicate(expression: Expression, site: ExpressionContext): void;
  /**
   * Declares the variables of MATCH patterns, then checks their contents. `path`: whether a path variable must be new
   * in every scope or only in this one.
   */
  patterns(parts: readonly PatternPart[], site: ExpressionContext, path?: "at all" | "here"): void;
  /**
   * Checks EXISTS { }, COUNT { } or COLLECT { } and returns the columns of the subquery; null where it returns none.
   */
  query(subquery: SubqueryExpression, site: ExpressionContext): ReadonlyMap<string, TypeSet> | null;
}

export function expressionContext(
  names: SymbolTable,
  aggregates: ExpressionContext["aggregates"] = "refused",
): ExpressionContext {
  return { names, aggregates, columns: [], hidden: null };
}

/** The context of the body of a list expression, with a scope of its own. */
export function inList(site: ExpressionContext): ExpressionContext {
  const aggregates = site.aggregates === "allowed" ? "within list" : site.aggregates;
  return { ...site, names: site.names.inner(), aggregates };
}
