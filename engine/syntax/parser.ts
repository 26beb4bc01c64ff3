import { expectEnd, parseQuery } from "./clauses.ts";
import { parseCommand } from "./commands.ts";
import { Cursor, type Grammar } from "./cursor.ts";
import { parseExpression, parseTestBehind } from "./expressions.ts";
import { parseOptions } from "./options.ts";
import { parsePatternPart } from "./patterns.ts";
import type { Statement } from "./statement.ts";
import { parseSubqueryBody } from "./subquery.ts";

const GRAMMAR: Grammar = {
  expression: parseExpression,
  patternPart: parsePatternPart,
  behind: parseTestBehind,
  query: (cursor) => parseSubqueryBody(cursor, parseQuery),
};

/** Keywords that start a statement other than a query, and those that may precede a statement. */
const COMMANDS =
  /^(?:SHOW|CREATE|DROP|TERMINATE|GRANT|DENY|REVOKE|ALTER|RENAME|START|STOP|DEALLOCATE|REALLOCATE|DRYRUN)$/;
const OPTIONS = /^(?:EXPLAIN|PROFILE|CYPHER)$/;
const NO_OPTIONS = { mode: "run", options: [] } as const;

/**
 * Parses one Cypher 5 statement.
 * @throws CypherError SyntaxError with the location of the mistake, or Unsupported for what is rejected by design
 */
export function parse(text: string): Statement {
  const cursor = new Cursor(text, GRAMMAR);
  const { start, upper } = cursor.token;
  const chosen = OPTIONS.test(upper) ? parseOptions(cursor) : NO_OPTIONS;
  const command = COMMANDS.test(cursor.token.upper) ? parseCommand(cursor) : null;
  const body = command ?? parseQuery(cursor);
  expectEnd(cursor);
  return { type: "Statement", ...chosen, body, start, end: cursor.lastEnd };
}
