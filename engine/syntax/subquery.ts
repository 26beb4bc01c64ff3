import type { Clause, PatternPart, Query } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/** Keywords that may precede a pattern and start no query. */
const BEFORE_PATTERN = ["ALL", "ANY", "SHORTEST", "SHORTESTPATH", "ALLSHORTESTPATHS"];

/** Parses the contents of { }: a query, or a bare pattern with an optional WHERE, which becomes a MATCH. */
export function parseSubqueryBody(cursor: Cursor, query: (cursor: Cursor) => Query): Query {
  const startsPattern =
    cursor.isSymbol("(") || (cursor.isName() && cursor.isSymbol("=", 1)) || BEFORE_PATTERN.includes(cursor.token.upper);
  if (!startsPattern) return query(cursor);
  const { start } = cursor.token;
  const patterns: PatternPart[] = cursor.list(() => cursor.grammar.patternPart(cursor));
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  const end = cursor.lastEnd;
  const match: Clause = { type: "Match", optional: false, patterns, hints: [], where, start, end };
  return {
    type: "Query",
    parts: [{ type: "SingleQuery", clauses: [match], start, end }],
    union: null,
    joints: [],
    start,
    end,
  };
}
