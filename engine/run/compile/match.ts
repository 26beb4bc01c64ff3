import { isSelective } from "../../plan/path-quota.ts";
import { queryGraph } from "../../plan/query-graph.ts";
import type { Scope } from "../../plan/scope.ts";
import type { MatchClause } from "../../syntax/ast.ts";
import type { Execution, Operator } from "../execution.ts";
import { matchPattern, type MatchMore } from "../match/match.ts";
import { compileSelector } from "../paths/selector.ts";

/** Compiles the patterns and WHERE of a MATCH. The caller handles OPTIONAL. */
export function compileMatch(
  clause: Pick<MatchClause, "patterns" | "where">,
  scope: Scope,
  execution: Execution,
  more: MatchMore = {},
): Operator {
  const pattern = queryGraph(clause.patterns, clause.where);
  if (clause.patterns.some(isSelective)) return compileSelector({ clause, scope, execution, matchPattern });
  return matchPattern(pattern, scope, execution, more);
}
