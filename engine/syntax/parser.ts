import { onDemand } from "../on-demand.ts";
import { expectEnd, parseQuery } from "./clauses.ts";
import { Cursor, type Grammar } from "./cursor.ts";
import { parseExpression, parseTestBehind } from "./expressions.ts";
import { parsePatternPart } from "./patterns.ts";
import type { Statement } from "./statement.ts";
import { parseSubqueryBody } from "./subquery.ts";

const GRAMMAR: Grammar = {
  expression: parseExpression,
  patternPart: parsePatternPart,
  behind: parseTestBehind,
  query: (cursor) => parseSubqueryBody(cursor, parseQuery),
};

/** What begins a statement that is no query, and what may stand before one. */
const commands = onDemand("Commands", () => import("./commands.ts"));

const COMMANDS =
  /^(?:SHOW|CREATE|DROP|TERMINATE|GRANT|DENY|REVOKE|ALTER|RENAME|START|STOP|DEALLOCATE|REALLOCATE|DRYRUN)$/;
const OPTIONS = /^(?:EXPLAIN|PROFILE|CYPHER)$/;
const NO_OPTIONS = { mode: "run", options: [] } as const;

/**
 * Reads one statement of Cypher 5.
 * @throws CypherError SyntaxError with the place of the mistake, or Unsupported for what is refused by design; NotLoaded
 */
export function parse(text: string): Statement {
  const cursor = new Cursor(text, GRAMMAR);
  const { start, upper } = cursor.token;
  const chosen = OPTIONS.test(upper) ? commands.part().parseOptions(cursor) : NO_OPTIONS;
  const command = COMMANDS.test(cursor.token.upper) ? commands.part().parseCommand(cursor) : null;
  const body = command ?? parseQuery(cursor);
  expectEnd(cursor);
  return { type: "Statement", ...chosen, body, start, end: cursor.lastEnd };
}
