import type { Expression, LabelExpression, NodePattern, PatternPart, RelationshipPattern } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseMapEntries } from "./map-entries.ts";

/** A pattern of INSERT: GQL's simple paths, with labels joined by `&` and without the parts that only MATCH allows. */
export function parseInserted(cursor: Cursor): PatternPart {
  const { start } = cursor.token;
  if (cursor.isName()) {
    cursor.next();
    cursor.expectSymbol("=");
    throw cursor.refuse("Named patterns are not allowed in `INSERT`. Use `CREATE` instead or remove the name.", {
      start,
      end: cursor.lastEnd,
    });
  }
  const elements: PatternPart["elements"][number][] = [node(cursor)];
  for (let link = relationship(cursor); link !== null; link = relationship(cursor)) elements.push(link, node(cursor));
  return { type: "PatternPart", path: null, selector: null, elements, where: null, start, end: cursor.lastEnd };
}

function node(cursor: Cursor): NodePattern {
  const { start } = cursor.expectSymbol("(");
  const variable = cursor.isName() && !(cursor.isWord("IS") && cursor.isName(1)) ? cursor.variable() : null;
  const labels = cursor.takeSymbol(":") || cursor.takeWord("IS") ? names(cursor) : null;
  const properties = map(cursor);
  cursor.expectSymbol(")");
  return { type: "NodePattern", variable, labels, properties, where: null, start, end: cursor.lastEnd };
}

function name(cursor: Cursor): LabelExpression {
  const { text, start, end } = cursor.tokenName("a label or type name");
  return { type: "LabelName", name: text, start, end };
}

function names(cursor: Cursor): LabelExpression {
  let left = name(cursor);
  for (;;) {
    const { start: at, end } = cursor.token;
    if (cursor.isSymbol(":")) {
      throw cursor.refuse(
        "Colon `:` conjunction is not allowed in INSERT. Use `CREATE` or conjunction with ampersand `&` instead.",
        { start: at, end },
      );
    }
    if (!cursor.takeSymbol("&")) return left;
    const right = name(cursor);
    left = { type: "LabelAnd", left, right, at, start: left.start, end: right.end };
  }
}

function map(cursor: Cursor): Expression | null {
  const { start } = cursor.token;
  if (!cursor.isSymbol("{")) return null;
  return { type: "Map", entries: parseMapEntries(cursor, true), start, end: cursor.lastEnd };
}

function relationship(cursor: Cursor): RelationshipPattern | null {
  const { start } = cursor.token;
  const left = cursor.takeArrow("<");
  if (!left && !cursor.isArrow("-")) return null;
  cursor.expectDash();
  cursor.expectSymbol("[");
  const variable = cursor.isName() && !cursor.isWord("IS") ? cursor.variable() : null;
  if (!cursor.takeSymbol(":") && !cursor.takeWord("IS")) throw cursor.unexpected(["':'", "IS"]);
  const types = name(cursor);
  const properties = map(cursor);
  cursor.expectSymbol("]");
  cursor.expectDash();
  const right = cursor.takeArrow(">");
  const direction = left === right ? "both" : right ? "right" : "left";
  const end = cursor.lastEnd;
  const none = { where: null, range: null, quantifier: null };
  return { type: "RelationshipPattern", variable, types, properties, direction, ...none, start, end };
}
