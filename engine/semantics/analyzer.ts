import type { Expression, PatternPart, SubqueryExpression } from "../syntax/ast.ts";
import type { TypeSet } from "../values/type-set.ts";
import type { ProcedureSignature } from "./procedure-signature.ts";
import type { Names } from "./symbol-table.ts";

/** Where an expression stands. */
export interface Site {
  readonly names: Names;
  /** Whether count() and its like may stand here; if not, why not. */
  readonly aggregates: "allowed" | "refused" | "within aggregate" | "within list";
  /** Behind a DISTINCT or an aggregation: what was worked out already, and may be written again. */
  readonly columns: readonly Worked[];
  /** Names that were there before a DISTINCT or an aggregation and are no longer. */
  readonly hidden: Names | null;
}

export interface Worked {
  readonly expression: Expression;
  readonly type: TypeSet;
}

/** The pieces of the check; each knows the others only through this. */
export interface Checking {
  /** What is given for parameters, where that is known. */
  readonly parameters: ReadonlyMap<string, TypeSet>;
  /** One that is known before a statement runs, by its name in small letters. */
  procedure(name: string): ProcedureSignature | undefined;
  /** What an expression may be. */
  type(expression: Expression, site: Site): TypeSet;
  /** An expression that must be able to be of a type; answers what it may be then. */
  expect(expression: Expression, wanted: TypeSet, site: Site): TypeSet;
  /** A condition: a boolean, or a pattern that is there or not. */
  predicate(expression: Expression, site: Site): void;
  /** Declares the variables of patterns that are looked for, then looks at what stands in them. A path is new at all. */
  patterns(parts: readonly PatternPart[], site: Site, path?: "at all" | "here"): void;
  /** EXISTS { }, COUNT { }, COLLECT { }: the columns of the query inside, or null where it returns none. */
  query(subquery: SubqueryExpression, site: Site): ReadonlyMap<string, TypeSet> | null;
}

export function siteOf(names: Names, aggregates: Site["aggregates"] = "refused"): Site {
  return { names, aggregates, columns: [], hidden: null };
}

/** The same site with names of its own, where a list is gone through. */
export function inList(site: Site): Site {
  const aggregates = site.aggregates === "allowed" ? "within list" : site.aggregates;
  return { ...site, names: site.names.inner(), aggregates };
}
