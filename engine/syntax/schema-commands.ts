import { CypherError } from "../errors.ts";
import type { Expression, Parameter } from "./ast.ts";
import type { CreateConstraint, CreateIndex, SchemaCommand } from "./statement.ts";
import type { Cursor } from "./cursor.ts";

const INDEX_KINDS = ["RANGE", "TEXT", "POINT", "LOOKUP", "FULLTEXT", "VECTOR", "BTREE"] as const;

/** Parses CREATE and DROP of constraints and indexes; null when the statement is something else. */
export function parseSchemaCommand(cursor: Cursor): SchemaCommand | null {
  const { start } = cursor.token;
  if (cursor.isWord("CREATE")) {
    const replaces = cursor.peek(1).upper === "OR" && cursor.peek(2).upper === "REPLACE";
    const ahead = cursor.peek(replaces ? 3 : 1).upper;
    const isIndex = (ahead === "INDEX" || INDEX_KINDS.some((kind) => kind === ahead)) && !cursor.isSymbol("(", 1);
    if (ahead !== "CONSTRAINT" && !isIndex) return refuseAdministration(cursor);
    if (replaces) {
      const what = ahead === "CONSTRAINT" ? "uniqueness constraint" : "index";
      const message = `Failed to create ${what}: \`OR REPLACE\` cannot be used together with this command.`;
      throw cursor.refuse(message, cursor.token);
    }
    cursor.next();
    return ahead === "CONSTRAINT" ? createConstraint(cursor, start) : createIndex(cursor, start);
  }
  if (!cursor.isWord("DROP")) return null;
  cursor.next();
  const { upper } = cursor.token;
  if (upper !== "CONSTRAINT" && upper !== "INDEX") return refuseAdministration(cursor, 0, ["CONSTRAINT", "INDEX"]);
  const word = cursor.next();
  const isIndex = upper === "INDEX";
  if (cursor.isWord("ON") && cursor.isSymbol(isIndex ? ":" : "(", 1)) {
    const what = isIndex ? "Indexes" : "Uniqueness constraints";
    const message = `${what} cannot be dropped by schema, please drop by name instead: DROP ${upper} name. The name can be found using SHOW ${upper}${isIndex ? "ES" : "S"}.`;
    throw cursor.refuse(message, isIndex ? cursor.token : word);
  }
  const name = nameOf(cursor);
  const ifExists = cursor.takeWord("IF", "EXISTS");
  return { type: isIndex ? "DropIndex" : "DropConstraint", name, ifExists, start, end: cursor.lastEnd };
}

/** A name, or a parameter in its place. */
function nameOf(cursor: Cursor): string | Parameter {
  const { kind, text: name, start, end } = cursor.token;
  if (kind !== "parameter") return cursor.tokenName("a name").text;
  cursor.next();
  return { type: "Parameter", name, start, end };
}

const ADMINISTRATION = ["USER", "ROLE", "DATABASE", "ALIAS", "COMPOSITE", "OR", "SERVER"];

function refuseAdministration(cursor: Cursor, ahead = 1, wanted: readonly string[] | null = null): null {
  if (ADMINISTRATION.includes(cursor.peek(ahead).upper)) throw administration(cursor, cursor.token.start);
  if (wanted !== null) throw cursor.unexpected(wanted);
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

/** The optional name, and IF NOT EXISTS. */
function heading(cursor: Cursor): { name: string | Parameter | null; ifNotExists: boolean } {
  const isNamed = cursor.token.kind === "parameter" || cursor.isName();
  const name = isNamed && !cursor.isWord("IF") && !cursor.isWord("FOR") ? nameOf(cursor) : null;
  const ifNotExists = cursor.takeWord("IF");
  if (ifNotExists) cursor.expectWord("NOT", "EXISTS");
  return { name, ifNotExists };
}

interface Element {
  readonly entity: "node" | "relationship";
  readonly variable: string;
  readonly labels: string[];
  /** Offset of the parenthesis. */
  readonly at: number;
}

/** `FOR (n:Label)` or `FOR ()-[r:TYPE]-()`; a full-text index takes `A|B`, a lookup index no label. */
function forElement(cursor: Cursor, how: "one" | "several" | "none"): Element {
  cursor.expectWord("FOR");
  const at = cursor.expectSymbol("(").start;
  const entity = cursor.takeSymbol(")") ? "relationship" : "node";
  if (entity === "relationship") {
    cursor.takeSymbol("<");
    cursor.expectSymbol("-");
    cursor.expectSymbol("[");
  }
  const variable = cursor.variable().name;
  const labels: string[] = [];
  if (how !== "none") {
    cursor.expectSymbol(":");
    do labels.push(cursor.tokenName("a label or type").text);
    while (how === "several" && cursor.takeSymbol("|"));
  }
  if (entity === "relationship") {
    for (const symbol of ["]", "-"]) cursor.expectSymbol(symbol);
    cursor.takeSymbol(">");
    cursor.expectSymbol("(");
  }
  cursor.expectSymbol(")");
  return { entity, variable, labels, at };
}

function properties(cursor: Cursor, variable: string, one: string | null = null): string[] {
  const closer = cursor.takeSymbol("(") ? ")" : null;
  const keys = [property(cursor, variable)];
  while (closer !== null && cursor.takeSymbol(",")) {
    if (one !== null) throw cursor.refuse(`Only single property ${one} indexes are supported`, cursor.token);
    keys.push(property(cursor, variable));
  }
  if (closer !== null) cursor.expectSymbol(closer);
  return keys;
}

function property(cursor: Cursor, variable: string): string {
  const owner = cursor.variable();
  cursor.expectSymbol(".");
  const key = cursor.tokenName("a property key").text;
  if (owner.name !== variable)
    throw cursor.refuse(`Variable \`${owner.name}\` not defined`, owner, "UndefinedVariable");
  return key;
}

/** `OPTIONS {…}`; its contents are checked when the command runs. */
function options(cursor: Cursor): Expression | null {
  if (!cursor.takeWord("OPTIONS")) return null;
  if (cursor.token.kind !== "parameter" && !cursor.isSymbol("{")) throw cursor.unexpected(["a parameter", "'{'"]);
  return cursor.grammar.expression(cursor);
}

function createConstraint(cursor: Cursor, start: number): CreateConstraint {
  cursor.expectWord("CONSTRAINT");
  if (cursor.isWord("ON") && cursor.isSymbol("(", 1))
    throw cursor.refuse(
      "Invalid constraint syntax, ON should not be used. Instead, use FOR and REQUIRE.",
      cursor.token,
    );
  const named = heading(cursor);
  const { entity, variable, labels, at } = forElement(cursor, "one");
  cursor.expectWord("REQUIRE");
  const keys = properties(cursor, variable);
  cursor.expectWord("IS");
  const kind = constraintKind(cursor, entity, at);
  const given = options(cursor);
  const [label = ""] = labels;
  const type = "CreateConstraint";
  return { type, ...named, entity, label, properties: keys, kind, options: given, start, end: cursor.lastEnd };
}

function constraintKind(cursor: Cursor, entity: Element["entity"], at: number): CreateConstraint["kind"] {
  const word = ["NODE", "RELATIONSHIP", "REL"].find((one) => cursor.takeWord(one));
  const kind = cursor.takeWord("UNIQUE") ? "unique" : cursor.takeWord("KEY") ? "key" : null;
  if (kind !== null) {
    if (word !== undefined && (word === "NODE") !== (entity === "node")) {
      const message = `'IS ${word} ${kind.toUpperCase()}' does not allow ${entity} patterns`;
      throw cursor.refuse(message, { start: at, end: at + 1 });
    }
    return kind;
  }
  if (word === undefined && cursor.takeWord("NOT", "NULL")) return "exists";
  if (word !== undefined || (!cursor.takeSymbol("::") && !cursor.takeWord("TYPED")))
    throw cursor.unexpected(["UNIQUE", "NOT NULL", "NODE KEY", "'::'"]);
  while (cursor.token.kind !== "end" && !cursor.isSymbol(";") && !cursor.isWord("OPTIONS")) cursor.next();
  return "type";
}

function createIndex(cursor: Cursor, start: number): CreateIndex {
  const first = cursor.token;
  const word = INDEX_KINDS.find((kind) => cursor.takeWord(kind)) ?? "RANGE";
  if (word === "BTREE")
    throw cursor.refuse("Invalid index type b-tree, use range, point or text index instead.", first);
  cursor.expectWord("INDEX");
  if (cursor.isWord("ON") && cursor.isSymbol(":", 1))
    throw cursor.refuse("Invalid create index syntax, use `CREATE INDEX FOR ...` instead.", cursor.token);
  const named = heading(cursor);
  const kind = word.toLowerCase() as CreateIndex["kind"];
  const how = kind === "lookup" ? "none" : kind === "fulltext" ? "several" : "one";
  const { entity, variable, labels } = forElement(cursor, how);
  cursor.expectWord("ON");
  let keys: string[] = [];
  if (kind === "lookup") {
    cursor.expectWord("EACH");
    cursor.name("labels() or type()");
    cursor.expectSymbol("(");
    cursor.variable();
    cursor.expectSymbol(")");
  } else if (kind === "fulltext") {
    cursor.expectWord("EACH");
    cursor.expectSymbol("[");
    keys = cursor.list(() => property(cursor, variable));
    cursor.expectSymbol("]");
  } else keys = properties(cursor, variable, kind === "range" ? null : kind);
  const given = options(cursor);
  return {
    type: "CreateIndex",
    ...named,
    kind,
    entity,
    labels,
    properties: keys,
    options: given,
    start,
    end: cursor.lastEnd,
  };
}
