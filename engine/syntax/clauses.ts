import { CypherError } from "../errors.ts";
import type {
  Clause,
  Expression,
  Hint,
  Projection,
  ProjectionItem,
  Query,
  SingleQuery,
  SortItem,
  Variable,
  YieldItem,
} from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseHint } from "./hints.ts";
import { nearKeyword } from "./keywords.ts";
import { isPatternAhead } from "./patterns.ts";
import { parseWritingClause } from "./writing-clauses.ts";

/** Parses single queries joined by UNION. Inside { } a bare pattern is a MATCH too. */
export function parseQuery(cursor: Cursor): Query {
  const { start } = cursor.token;
  const parts = [parseSingleQuery(cursor)];
  let union: Query["union"] = null;
  const joints: number[] = [];
  while (cursor.isWord("UNION")) {
    const joint = cursor.next();
    joints.push(joint.start);
    const kind = cursor.takeWord("ALL") ? "all" : (cursor.takeWord("DISTINCT"), "distinct");
    if (union !== null && union !== kind)
      throw cursor.refuse("Invalid combination of UNION and UNION ALL", joint, "InvalidClauseComposition");
    union = kind;
    parts.push(parseSingleQuery(cursor));
  }
  return { type: "Query", parts, union, joints, start, end: cursor.lastEnd };
}

function parseSingleQuery(cursor: Cursor): SingleQuery {
  const { start } = cursor.token;
  if (cursor.takeWord("USE")) throw unsupported("USE is not offered: there is one graph", start, cursor.lastEnd);
  const clauses: Clause[] = [];
  for (;;) {
    const clause = parseClause(cursor, clauses.length === 0);
    if (clause === null) break;
    clauses.push(clause);
  }
  if (clauses.length === 0) throw unknownClause(cursor);
  return { type: "SingleQuery", clauses, start, end: cursor.lastEnd };
}

function unknownClause(cursor: Cursor): CypherError {
  const near = nearKeyword(cursor.token.text);
  return cursor.unexpected(
    ["MATCH", "RETURN", "WITH", "UNWIND", "CREATE", "MERGE", "CALL", "…"],
    near === null ? {} : { hint: `did you mean ${near}?` },
  );
}

/**
 * Checks that the statement ends here. The error names a word that starts no clause, and suggests a similar keyword.
 */
export function expectEnd(cursor: Cursor): void {
  const isClosed = cursor.takeSymbol(";");
  if (cursor.token.kind === "end") return;
  if (isClosed && !cursor.isSymbol(";"))
    throw cursor.refuse("One statement at a time: there is more behind the semicolon", cursor.token);
  throw unknownClause(cursor);
}

function unsupported(message: string, start: number, end: number): CypherError {
  return new CypherError("Unsupported", message, { detail: "Unsupported", start, end, phase: "compile" });
}

function parseClause(cursor: Cursor, first: boolean): Clause | null {
  const { start, upper } = cursor.token;
  const end = () => cursor.lastEnd;
  switch (upper) {
    case "MATCH":
      cursor.next();
      return match(cursor, start, false);
    case "OPTIONAL":
      cursor.next();
      if (cursor.takeWord("CALL")) return call(cursor, start, true, first);
      cursor.expectWord("MATCH");
      return match(cursor, start, true);
    case "UNWIND": {
      cursor.next();
      const list = cursor.grammar.expression(cursor);
      cursor.expectWord("AS");
      return { type: "Unwind", list, variable: cursor.variable(), start, end: end() };
    }
    case "WITH": {
      cursor.next();
      const projection = parseProjection(cursor);
      const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
      return { type: "With", written: "WITH", ...projection, where, start, end: end() };
    }
    case "ORDER":
    case "SKIP":
    case "OFFSET":
    case "LIMIT": {
      const order = parseOrder(cursor);
      const all = { distinct: false, star: true, at: start, items: [], where: null } as const;
      const written = upper === "ORDER" ? "ORDER BY" : upper === "LIMIT" ? "LIMIT" : "SKIP";
      return { type: "With", written, ...all, ...order, start, end: end() };
    }
    case "RETURN":
      cursor.next();
      return { type: "Return", ...parseProjection(cursor), start, end: end() };
    case "FINISH":
      cursor.next();
      return { type: "Finish", start, end: end() };
    case "CREATE":
    case "INSERT":
    case "MERGE":
    case "SET":
    case "REMOVE":
    case "DETACH":
    case "NODETACH":
    case "DELETE":
    case "FOREACH":
      return parseWritingClause(cursor, () => parseClause(cursor, false));
    case "CALL":
      cursor.next();
      return call(cursor, start, false, first);
    case "LOAD":
      throw unsupported("LOAD CSV is not offered: nothing outside the graph is read", start, cursor.token.end);
    default:
      return null;
  }
}

function match(cursor: Cursor, start: number, optional: boolean): Clause {
  if (cursor.isWord("DIFFERENT") || cursor.isWord("REPEATABLE"))
    throw cursor.refuse(`Match modes such as \`${cursor.token.upper} …\` are not supported.`, cursor.token);
  const patterns = cursor.list(() => cursor.grammar.patternPart(cursor));
  const hints: Hint[] = [];
  while (cursor.isWord("USING")) hints.push(...parseHint(cursor));
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  return { type: "Match", optional, patterns, hints, where, start, end: cursor.lastEnd };
}

function parseProjection(cursor: Cursor): Projection {
  const distinct = !cursor.isNameAlone() && !cursor.isWord("DISTINCT", "ORDER", "BY") && cursor.takeWord("DISTINCT");
  const at = cursor.token.start;
  const star = cursor.takeSymbol("*");
  const items = star && !cursor.takeSymbol(",") ? [] : cursor.list(() => projectionItem(cursor));
  return { distinct, star, at, items, ...parseOrder(cursor) };
}

/** ORDER BY, SKIP (OFFSET) and LIMIT, all optional. */
export function parseOrder(cursor: Cursor): Pick<Projection, "orderBy" | "skip" | "limit"> {
  const isOrdered = cursor.takeWord("ORDER");
  if (isOrdered) cursor.expectWord("BY");
  const orderBy = isOrdered ? cursor.list(() => sortItem(cursor)) : [];
  const skip = cursor.takeWord("SKIP") || cursor.takeWord("OFFSET") ? cursor.grammar.expression(cursor) : null;
  const limit = cursor.takeWord("LIMIT") ? cursor.grammar.expression(cursor) : null;
  return { orderBy, skip, limit };
}

function projectionItem(cursor: Cursor): ProjectionItem {
  const { start } = cursor.token;
  const expression = cursor.grammar.expression(cursor);
  const text = cursor.text.slice(start, cursor.lastEnd);
  const aliased = cursor.takeWord("AS");
  const at = aliased ? cursor.token.start : start;
  const name = aliased ? cursor.name("an alias").text : ownName(expression, text);
  return { type: "ProjectionItem", expression, name, aliased, at, start, end: cursor.lastEnd };
}

/**
 * The name of a column without an alias: the variable, also that of a map projection, else the expression as written.
 */
function ownName(expression: Expression, text: string): string {
  if (expression.type === "Variable") return expression.name;
  return expression.type === "MapProjection" ? expression.object.name : text;
}

function sortItem(cursor: Cursor): SortItem {
  const { start } = cursor.token;
  const expression = cursor.grammar.expression(cursor);
  const descending = cursor.takeWord("DESC") || cursor.takeWord("DESCENDING");
  if (!descending && !cursor.takeWord("ASC")) cursor.takeWord("ASCENDING");
  return { type: "SortItem", expression, descending, start, end: cursor.lastEnd };
}

function call(cursor: Cursor, start: number, optional: boolean, first: boolean): Clause {
  if (cursor.isSymbol("{") || (cursor.isSymbol("(") && !isPatternAhead(cursor)))
    return callSubquery(cursor, start, optional);
  let name = cursor.name("a procedure's name").text;
  while (cursor.takeSymbol(".")) name += `.${cursor.name("a procedure's name").text}`;
  let args: Expression[] | null = null;
  if (cursor.takeSymbol("(")) {
    args = cursor.isSymbol(")") ? [] : cursor.list(() => cursor.grammar.expression(cursor));
    cursor.expectSymbol(")");
  }
  let yields: YieldItem[] | null = null;
  let yieldStar = false;
  let where: Expression | null = null;
  if (cursor.takeWord("YIELD")) {
    yieldStar = cursor.takeSymbol("*");
    yields = yieldStar ? [] : cursor.list(() => parseYieldItem(cursor));
  }
  const condition = cursor.token;
  if (yields !== null && cursor.takeWord("WHERE")) where = cursor.grammar.expression(cursor);
  const standalone =
    first && (!optional || yields === null || yieldStar) && (cursor.token.kind === "end" || cursor.isSymbol(";"));
  if (standalone && where !== null) {
    throw cursor.refuse(
      "Cannot use standalone call with WHERE (instead use: `CALL ... WITH * WHERE ... RETURN *`)",
      condition,
    );
  }
  return {
    type: "CallProcedure",
    name,
    args,
    yields,
    yieldStar,
    where,
    optional,
    standalone,
    start,
    end: cursor.lastEnd,
  };
}

export function parseYieldItem(cursor: Cursor): YieldItem {
  const { start, text } = cursor.name("a column");
  const variable: Variable = cursor.takeWord("AS")
    ? cursor.variable()
    : { type: "Variable", name: text, start, end: cursor.lastEnd };
  return { type: "YieldItem", field: text, variable, start, end: cursor.lastEnd };
}

function callSubquery(cursor: Cursor, start: number, optional: boolean): Clause {
  let imports: readonly Variable[] | "all" | null = null;
  if (cursor.takeSymbol("(")) {
    if (cursor.takeSymbol("*")) imports = "all";
    else imports = cursor.isSymbol(")") ? [] : cursor.list(() => cursor.variable());
    cursor.expectSymbol(")");
  }
  cursor.expectSymbol("{");
  const query = cursor.nested(() => cursor.grammar.query(cursor));
  cursor.expectSymbol("}");
  if (cursor.isWord("IN"))
    throw unsupported("CALL … IN TRANSACTIONS is not offered: a statement is one transaction", start, cursor.token.end);
  return { type: "CallSubquery", query, optional, imports, start, end: cursor.lastEnd };
}
