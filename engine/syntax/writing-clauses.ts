import type { Clause, Expression, LabelName, RemoveItem, SetItem, SetProperty } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseInserted } from "./insert-pattern.ts";
import { parseLabelName } from "./labels.ts";

/** Parses a writing clause; `another` parses a nested clause and returns null when there is none. */
export function parseWritingClause(cursor: Cursor, another: () => Clause | null): Clause {
  const { start, upper } = cursor.token;
  const end = () => cursor.lastEnd;
  switch (upper) {
    case "CREATE":
      cursor.next();
      return {
        type: "Create",
        written: "CREATE",
        patterns: cursor.list(() => cursor.grammar.patternPart(cursor)),
        start,
        end: end(),
      };
    case "INSERT":
      cursor.next();
      return {
        type: "Create",
        written: "INSERT",
        patterns: cursor.list(() => parseInserted(cursor)),
        start,
        end: end(),
      };
    case "MERGE":
      cursor.next();
      return merge(cursor, start);
    case "SET":
      cursor.next();
      return { type: "Set", items: cursor.list(() => setItem(cursor)), start, end: end() };
    case "REMOVE":
      cursor.next();
      return { type: "Remove", items: cursor.list(() => removeItem(cursor)), start, end: end() };
    case "DETACH":
    case "NODETACH":
    case "DELETE": {
      const detach = cursor.takeWord("DETACH");
      if (!detach) cursor.takeWord("NODETACH");
      cursor.expectWord("DELETE");
      return {
        type: "Delete",
        detach,
        expressions: cursor.list(() => cursor.grammar.expression(cursor)),
        start,
        end: end(),
      };
    }
    default:
      cursor.next();
      return foreach(cursor, start, another);
  }
}

function merge(cursor: Cursor, start: number): Clause {
  const pattern = cursor.grammar.patternPart(cursor);
  const onCreate: SetItem[][] = [];
  const onMatch: SetItem[][] = [];
  while (cursor.takeWord("ON")) {
    const target = cursor.takeWord("CREATE") ? onCreate : cursor.takeWord("MATCH") ? onMatch : null;
    if (target === null) throw cursor.unexpected(["CREATE", "MATCH"]);
    cursor.expectWord("SET");
    target.push(cursor.list(() => setItem(cursor)));
  }
  return { type: "Merge", pattern, onCreate, onMatch, start, end: cursor.lastEnd };
}

function setItem(cursor: Cursor): SetItem {
  const { start } = cursor.token;
  const end = () => cursor.lastEnd;
  if (cursor.isName() && (cursor.isSymbol("=", 1) || cursor.isSymbol("+=", 1))) {
    const variable = cursor.variable();
    const replace = cursor.next().text === "=";
    return { type: "SetProperties", variable, replace, value: cursor.grammar.expression(cursor), start, end: end() };
  }
  if (cursor.isName() && (cursor.isSymbol(":", 1) || cursor.peek(1).upper === "IS")) {
    const variable = cursor.variable();
    return { type: "SetLabels", variable, labels: labelList(cursor), start, end: end() };
  }
  const target = assignable(cursor);
  cursor.expectSymbol("=");
  return { type: "SetProperty", target, value: cursor.grammar.expression(cursor), start, end: end() };
}

function removeItem(cursor: Cursor): RemoveItem {
  const { start } = cursor.token;
  if (cursor.isName() && (cursor.isSymbol(":", 1) || cursor.peek(1).upper === "IS")) {
    const variable = cursor.variable();
    return { type: "RemoveLabels", variable, labels: labelList(cursor), start, end: cursor.lastEnd };
  }
  return { type: "RemoveProperty", target: assignable(cursor), start, end: cursor.lastEnd };
}

function labelList(cursor: Cursor): LabelName[] {
  const clause = cursor.tokens.findLast(({ upper }, at) => at < cursor.at && (upper === "SET" || upper === "REMOVE"));
  const isKeyword = cursor.takeWord("IS");
  if (!isKeyword) cursor.expectSymbol(":");
  const labels = [parseLabelName(cursor)];
  while (cursor.takeSymbol(":")) labels.push(parseLabelName(cursor));
  if (isKeyword && labels.length > 1) {
    throw cursor.refuse(
      "It is not supported to use the `IS` keyword together with multiple labels. Write `n IS A, n IS B`.",
      clause ?? cursor.token,
    );
  }
  return labels;
}

/** `a.b.c` or `a[key]`, the left side of `=`. Stops before `=`, which an expression would read as a comparison. */
function assignable(cursor: Cursor): SetProperty["target"] {
  const { start } = cursor.token;
  let object: Expression;
  if (cursor.isSymbol("(")) {
    cursor.next();
    object = cursor.grammar.expression(cursor);
    cursor.expectSymbol(")");
  } else {
    object = cursor.variable();
  }
  for (;;) {
    if (cursor.takeSymbol(".")) {
      object = { type: "Property", object, key: cursor.tokenName("a property key").text, start, end: cursor.lastEnd };
    } else if (cursor.takeSymbol("[")) {
      const index = cursor.grammar.expression(cursor);
      cursor.expectSymbol("]");
      object = { type: "Index", object, index, start, end: cursor.lastEnd };
    } else {
      break;
    }
  }
  if (object.type !== "Property" && object.type !== "Index") throw cursor.unexpected(["a property, as n.name"]);
  return object;
}

function foreach(cursor: Cursor, start: number, another: () => Clause | null): Clause {
  cursor.expectSymbol("(");
  const variable = cursor.variable();
  cursor.expectWord("IN");
  const list = cursor.grammar.expression(cursor);
  cursor.expectSymbol("|");
  const clauses: Clause[] = [];
  for (;;) {
    const clause = cursor.nested(another);
    if (clause === null) break;
    if (!["Create", "Merge", "Set", "Remove", "Delete", "Foreach"].includes(clause.type)) {
      throw cursor.refuse("Only clauses that write may stand in FOREACH", clause, "InvalidClauseComposition");
    }
    clauses.push(clause);
  }
  if (clauses.length === 0) throw cursor.unexpected(["CREATE", "MERGE", "SET", "REMOVE", "DELETE", "FOREACH"]);
  cursor.expectSymbol(")");
  return { type: "Foreach", variable, list, clauses, start, end: cursor.lastEnd };
}
