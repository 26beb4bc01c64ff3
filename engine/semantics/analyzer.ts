import type { Expression, PatternPart, SubqueryExpression } from "../syntax/ast.ts";
import type { TypeSet } from "../values/type-set.ts";
import type { ProcedureSignature } from "./procedure-signature.ts";
import type { SymbolTable } from "./symbol-table.ts";

/** The context of an expression. */
export interface ExpressionContext {
  readonly names: SymbolTable;
  /** Whether count() and its like may stand here; if not, why not. */
  readonly aggregates: "allowed" | "refused" | "within aggregate" | "within list";
  /** Behind a DISTINCT or an aggregation: what was worked out already, and may be written again. */
  readonly columns: readonly ProjectedColumn[];
  /** Names that were there before a DISTINCT or an aggregation and are no longer. */
  readonly hidden: SymbolTable | null;
}

export interface ProjectedColumn {
  readonly expression: Expression;
  readonly type: TypeSet;
}

/** The parts of the semantic analysis; each knows the others only through this interface. */
export interface Analyzer {
  /** What is given for parameters, where that is known. */
  readonly parameters: ReadonlyMap<string, TypeSet>;
  /** One that is known before a statement runs, by its name in small letters. */
  procedure(name: string): ProcedureSignature | undefined;
  /** What an expression may be. */
  type(expression: Expression, site: ExpressionContext): TypeSet;
  /** An expression that must be able to be of a type; answers what it may be then. */
  expect(expression: Expression, wanted: TypeSet, site: ExpressionContext): TypeSet;
  /** A condition: a boolean, or a pattern that is there or not. */
  predicate(expression: Expression, site: ExpressionContext): void;
  /** Declares the variables of patterns that are looked for, then looks at what stands in them. A path is new at all. */
  patterns(parts: readonly PatternPart[], site: ExpressionContext, path?: "at all" | "here"): void;
  /** EXISTS { }, COUNT { }, COLLECT { }: the columns of the query inside, or null where it returns none. */
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
