import type { ShowCommand } from "./statement.ts";
import { parseOrder, parseYieldItem } from "./clauses.ts";
import type { Cursor } from "./cursor.ts";
import { administration } from "./schema-commands.ts";

const SHOWN: Readonly<Record<string, ShowCommand["what"]>> = {
  INDEX: "indexes",
  INDEXES: "indexes",
  CONSTRAINT: "constraints",
  CONSTRAINTS: "constraints",
  FUNCTION: "functions",
  FUNCTIONS: "functions",
  PROCEDURE: "procedures",
  PROCEDURES: "procedures",
};

/** The words that may precede the noun. */
const FILTERS: Readonly<Record<ShowCommand["what"], RegExp>> = {
  indexes: /^(ALL|RANGE|FULLTEXT|LOOKUP|POINT|TEXT|VECTOR)?$/,
  constraints: /^(ALL|((NODE|RELATIONSHIP|REL) )?(UNIQUE(NESS)?|KEY|(PROPERTY )?EXIST(S|ENCE)?|PROPERTY TYPE))?$/,
  functions: /^(ALL|BUILT IN|USER DEFINED)?$/,
  procedures: /^$/,
};

const ADMINISTRATION =
  /^(ALIAS|ALIASES|DATABASES?|DEFAULT|HOME|CURRENT|USERS|ROLES?|POPULATED|PRIVILEGES?|SUPPORTED|SERVERS?|SETTINGS?|TRANSACTIONS?)$/;

/** Parses a SHOW command; the cursor is after SHOW. */
export function parseShow(cursor: Cursor, start: number): ShowCommand {
  const first = cursor.at;
  if (ADMINISTRATION.test(cursor.token.upper) || (cursor.isWord("USER") && !cursor.isWord("USER", "DEFINED")))
    throw administration(cursor, start);
  const words: string[] = [];
  while (cursor.isName() && SHOWN[cursor.token.upper] === undefined && words.length < 4)
    words.push(cursor.next().upper);
  const what = SHOWN[cursor.token.upper];
  const filter = words.join(" ");
  if (what === undefined || !FILTERS[what].test(filter)) {
    cursor.at = first;
    throw cursor.unexpected(["INDEXES", "CONSTRAINTS", "FUNCTIONS", "PROCEDURES"]);
  }
  cursor.next();
  if ((what === "functions" || what === "procedures") && cursor.takeWord("EXECUTABLE") && cursor.takeWord("BY"))
    if (!cursor.takeWord("CURRENT", "USER")) cursor.name("a user");
  const isYielding = cursor.takeWord("YIELD");
  const yields = !isYielding || cursor.takeSymbol("*") ? null : cursor.list(() => parseYieldItem(cursor));
  const order = isYielding ? parseOrder(cursor) : { orderBy: [], skip: null, limit: null };
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  const clause = isYielding && cursor.isWord("RETURN") ? cursor.grammar.query(cursor).parts[0]?.clauses[0] : null;
  const returns = clause?.type === "Return" ? clause : null;
  const end = cursor.lastEnd;
  return { type: "Show", what, filter, isYielding, yields, where, ...order, returns, start, end };
}
