import type { Clause, PatternPart, Query } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/** What stands in { }: a query, or a bare pattern with an optional WHERE, which is read as a MATCH. */
export function parseSubqueryBody(cursor: Cursor, query: (cursor: Cursor) => Query): Query {
  const startsPattern = cursor.isSymbol("(") || (cursor.isName() && cursor.isSymbol("=", 1));
  if (!startsPattern) return query(cursor);
  const { start } = cursor.token;
  const patterns: PatternPart[] = cursor.list(() => cursor.grammar.patternPart(cursor));
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  const end = cursor.lastEnd;
  const match: Clause = { type: "Match", optional: false, patterns, hinted: [], where, start, end };
  return {
    type: "Query",
    parts: [{ type: "SingleQuery", clauses: [match], start, end }],
    union: null,
    joints: [],
    start,
    end,
  };
}
