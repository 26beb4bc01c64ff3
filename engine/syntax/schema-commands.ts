import { CypherError } from "../errors.ts";
import type { Expression } from "./ast.ts";
import type { CreateConstraint, CreateIndex, SchemaCommand, ShowCommand } from "./statement.ts";
import { parseOrder, parseYieldItem } from "./clauses.ts";
import type { Cursor } from "./cursor.ts";

const INDEX_KINDS = ["RANGE", "TEXT", "POINT", "LOOKUP", "FULLTEXT", "VECTOR", "BTREE"] as const;

/** CREATE / DROP of constraints and indexes; null when the statement is something else. */
export function parseSchemaCommand(cursor: Cursor): SchemaCommand | null {
  const { start } = cursor.token;
  if (cursor.isWord("CREATE")) {
    const ahead = cursor.peek(1).upper;
    const isIndex = (ahead === "INDEX" || INDEX_KINDS.some((kind) => kind === ahead)) && !cursor.isSymbol("(", 1);
    if (ahead !== "CONSTRAINT" && !isIndex) return refuseAdministration(cursor);
    cursor.next();
    return ahead === "CONSTRAINT" ? createConstraint(cursor, start) : createIndex(cursor, start);
  }
  if (!cursor.isWord("DROP")) return null;
  cursor.next();
  if (cursor.takeWord("CONSTRAINT")) {
    const name = cursor.name("the constraint's name").text;
    return { type: "DropConstraint", name, ifExists: cursor.takeWord("IF", "EXISTS"), start, end: cursor.lastEnd };
  }
  if (cursor.takeWord("INDEX")) {
    const name = cursor.name("the index's name").text;
    return { type: "DropIndex", name, ifExists: cursor.takeWord("IF", "EXISTS"), start, end: cursor.lastEnd };
  }
  throw administration(cursor, start);
}

const ADMINISTRATION = ["USER", "ROLE", "DATABASE", "ALIAS", "COMPOSITE", "OR", "SERVER"];

function refuseAdministration(cursor: Cursor): null {
  if (ADMINISTRATION.includes(cursor.peek(1).upper)) throw administration(cursor, cursor.token.start);
  return null;
}

export function administration(cursor: Cursor, start: number): CypherError {
  return new CypherError("Unsupported", "Administration is not offered: there are no users, roles or databases here", {
    detail: "Unsupported",
    start,
    end: cursor.token.end,
    phase: "compile",
  });
}

function ifNotExists(cursor: Cursor): boolean {
  return cursor.takeWord("IF", "NOT", "EXISTS");
}

/** `FOR (n:Label)` or `FOR ()-[r:TYPE]-()`; full text takes `A|B`. */
function forElement(cursor: Cursor): { entity: "node" | "relationship"; variable: string; labels: string[] } {
  cursor.expectWord("FOR");
  cursor.expectSymbol("(");
  const isRelationship = cursor.takeSymbol(")");
  if (isRelationship) {
    cursor.takeSymbol("<");
    cursor.expectSymbol("-");
    cursor.expectSymbol("[");
  }
  const variable = cursor.isName() ? cursor.next().text : "";
  const labels: string[] = [];
  if (cursor.takeSymbol(":")) {
    do labels.push(cursor.name("a label").text);
    while (cursor.takeSymbol("|"));
  }
  if (isRelationship) {
    cursor.expectSymbol("]");
    cursor.expectSymbol("-");
    cursor.takeSymbol(">");
    cursor.expectSymbol("(");
    cursor.expectSymbol(")");
    return { entity: "relationship", variable, labels };
  }
  cursor.expectSymbol(")");
  return { entity: "node", variable, labels };
}

function properties(cursor: Cursor, variable: string): string[] {
  const one = () => {
    const owner = cursor.variable();
    if (owner.name !== variable)
      throw cursor.refuse(`Variable \`${owner.name}\` not defined`, owner, "UndefinedVariable");
    cursor.expectSymbol(".");
    return cursor.name("a property key").text;
  };
  if (cursor.takeSymbol("(") || cursor.takeSymbol("[")) {
    const keys = cursor.list(one);
    if (!cursor.takeSymbol(")")) cursor.expectSymbol("]");
    return keys;
  }
  return [one()];
}

function options(cursor: Cursor): Expression | null {
  return cursor.takeWord("OPTIONS") ? cursor.grammar.expression(cursor) : null;
}

function createConstraint(cursor: Cursor, start: number): CreateConstraint {
  cursor.expectWord("CONSTRAINT");
  const named = cursor.isName() && !cursor.isWord("IF", "NOT") && !(cursor.isWord("FOR") && cursor.isSymbol("(", 1));
  const name = named ? cursor.next().text : null;
  const absent = ifNotExists(cursor);
  const { entity, variable, labels } = forElement(cursor);
  cursor.expectWord("REQUIRE");
  const keys = properties(cursor, variable);
  cursor.expectWord("IS");
  const kind = constraintKind(cursor);
  options(cursor);
  return {
    type: "CreateConstraint",
    name,
    ifNotExists: absent,
    entity,
    label: labels[0] ?? "",
    properties: keys,
    kind,
    start,
    end: cursor.lastEnd,
  };
}

function constraintKind(cursor: Cursor): CreateConstraint["kind"] {
  if (cursor.takeWord("UNIQUE")) return "unique";
  if (
    cursor.takeWord("NODE", "UNIQUE") ||
    cursor.takeWord("RELATIONSHIP", "UNIQUE") ||
    cursor.takeWord("REL", "UNIQUE")
  )
    return "unique";
  if (cursor.takeWord("NOT", "NULL")) return "exists";
  if (
    cursor.takeWord("NODE", "KEY") ||
    cursor.takeWord("RELATIONSHIP", "KEY") ||
    cursor.takeWord("REL", "KEY") ||
    cursor.takeWord("KEY")
  )
    return "key";
  if (cursor.takeSymbol("::") || cursor.takeWord("TYPED")) {
    while (cursor.token.kind !== "end" && !cursor.isSymbol(";") && !cursor.isWord("OPTIONS")) cursor.next();
    return "type";
  }
  throw cursor.unexpected(["UNIQUE", "NOT NULL", "NODE KEY", "'::'"]);
}

function createIndex(cursor: Cursor, start: number): CreateIndex {
  const word = INDEX_KINDS.find((kind) => cursor.takeWord(kind)) ?? "RANGE";
  cursor.expectWord("INDEX");
  const named = cursor.isName() && !cursor.isWord("IF", "NOT") && !(cursor.isWord("FOR") && cursor.isSymbol("(", 1));
  const name = named ? cursor.next().text : null;
  const absent = ifNotExists(cursor);
  const { entity, variable, labels } = forElement(cursor);
  cursor.expectWord("ON");
  const kind = word === "BTREE" ? "range" : (word.toLowerCase() as CreateIndex["kind"]);
  let keys: string[] = [];
  if (kind === "lookup") {
    cursor.takeWord("EACH");
    cursor.name("labels() or type()");
    cursor.expectSymbol("(");
    cursor.variable();
    cursor.expectSymbol(")");
  } else {
    if (kind === "fulltext") cursor.takeWord("EACH");
    keys = properties(cursor, variable);
  }
  return {
    type: "CreateIndex",
    name,
    ifNotExists: absent,
    kind,
    entity,
    labels,
    properties: keys,
    options: options(cursor),
    start,
    end: cursor.lastEnd,
  };
}

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

/** SHOW INDEXES and its sisters; the cursor stands behind SHOW. */
export function parseShow(cursor: Cursor, start: number): ShowCommand {
  const words: string[] = [];
  while (cursor.isName() && SHOWN[cursor.token.upper] === undefined && words.length < 4)
    words.push(cursor.next().upper);
  const what = SHOWN[cursor.token.upper];
  if (what === undefined) throw administration(cursor, start);
  cursor.next();
  if (cursor.takeWord("EXECUTABLE")) cursor.takeWord("BY", "CURRENT", "USER");
  let yields: ShowCommand["yields"] = null;
  let yieldStar = false;
  if (cursor.takeWord("YIELD")) {
    yieldStar = cursor.takeSymbol("*");
    yields = yieldStar ? [] : cursor.list(() => parseYieldItem(cursor));
  }
  const order = parseOrder(cursor);
  const where = cursor.takeWord("WHERE") ? cursor.grammar.expression(cursor) : null;
  const returnStart = cursor.token.start;
  const query = cursor.isWord("RETURN") ? cursor.grammar.query(cursor) : null;
  const clause = query?.parts[0]?.clauses[0];
  if (query !== null && clause?.type !== "Return")
    throw cursor.refuse("Only RETURN may follow SHOW … YIELD", { start: returnStart, end: cursor.lastEnd });
  const returns = clause?.type === "Return" ? clause : null;
  return {
    type: "Show",
    what,
    filter: words.join(" ") || null,
    yields,
    yieldStar,
    where,
    ...order,
    returns,
    start,
    end: cursor.lastEnd,
  };
}
