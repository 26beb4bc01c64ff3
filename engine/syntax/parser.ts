import type { Statement } from "./statement.ts";
import { expectEnd, parseQuery } from "./clauses.ts";
import { Cursor, type Grammar } from "./cursor.ts";
import { parseExpression, parseTestBehind } from "./expressions.ts";
import { parseOptions } from "./options.ts";
import { parsePatternPart } from "./patterns.ts";
import { administration, parseSchemaCommand } from "./schema-commands.ts";
import { parseShow } from "./show.ts";
import { parseSubqueryBody } from "./subquery.ts";

const GRAMMAR: Grammar = {
  expression: parseExpression,
  patternPart: parsePatternPart,
  behind: parseTestBehind,
  query: (cursor) => parseSubqueryBody(cursor, parseQuery),
};

/**
 * Reads one statement of Cypher 5.
 * @throws CypherError SyntaxError with the place of the mistake, or Unsupported for what is refused by design
 */
export function parse(text: string): Statement {
  const cursor = new Cursor(text, GRAMMAR);
  const { start } = cursor.token;
  const chosen = parseOptions(cursor);
  const body = parseBody(cursor);
  expectEnd(cursor);
  return { type: "Statement", ...chosen, body, start, end: cursor.lastEnd };
}

const REFUSED = [
  "TERMINATE",
  "GRANT",
  "DENY",
  "REVOKE",
  "ALTER",
  "RENAME",
  "START",
  "STOP",
  "DEALLOCATE",
  "REALLOCATE",
  "DRYRUN",
];

function parseBody(cursor: Cursor): Statement["body"] {
  const { start, upper } = cursor.token;
  if (REFUSED.includes(upper)) throw administration(cursor, start);
  if (cursor.takeWord("SHOW")) return parseShow(cursor, start);
  return parseSchemaCommand(cursor) ?? parseQuery(cursor);
}
