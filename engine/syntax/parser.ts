import type { Statement } from "./statement.ts";
import { expectEnd, parseQuery } from "./clauses.ts";
import { Cursor, type Grammar } from "./cursor.ts";
import { parseExpression } from "./expressions.ts";
import { parsePatternPart } from "./patterns.ts";
import { administration, parseSchemaCommand, parseShow } from "./schema-commands.ts";
import { parseSubqueryBody } from "./subquery.ts";

const GRAMMAR: Grammar = {
  expression: parseExpression,
  patternPart: parsePatternPart,
  query: (cursor) => parseSubqueryBody(cursor, parseQuery),
};

/**
 * Reads one statement of Cypher 5.
 * @throws CypherError SyntaxError with the place of the mistake, or Unsupported for what is refused by design
 */
export function parse(text: string): Statement {
  const cursor = new Cursor(text, GRAMMAR);
  const { start } = cursor.token;
  let mode: Statement["mode"] = "run";
  if (cursor.isWord("CYPHER") && !cursor.isSymbol("(", 1)) readVersion(cursor);
  if (cursor.takeWord("EXPLAIN")) mode = "explain";
  else if (cursor.takeWord("PROFILE")) mode = "profile";
  const body = parseBody(cursor);
  expectEnd(cursor);
  return { type: "Statement", mode, body, start, end: cursor.lastEnd };
}

function readVersion(cursor: Cursor): void {
  cursor.next();
  if (cursor.token.text === "5") cursor.next();
  if (cursor.isName() && cursor.isSymbol("=", 1))
    throw cursor.refuse("Options behind CYPHER are not offered", cursor.token);
  if (cursor.token.kind === "integer" || cursor.token.kind === "float")
    throw cursor.refuse("Cypher 5 is spoken here, no other version", cursor.token);
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
