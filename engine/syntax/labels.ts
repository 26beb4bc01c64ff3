import type { LabelExpression, LabelName } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/**
 * A label expression after its colon (or IS). `:A:B` is A and B for nodes; for relationship types `:A|:B` is A or B.
 * Binding from loose to tight: `|`, `&` (and `:`), `!`.
 */
export function parseLabelExpression(cursor: Cursor): LabelExpression {
  return or(cursor);
}

function or(cursor: Cursor): LabelExpression {
  let left = and(cursor);
  while (cursor.isSymbol("|")) {
    const at = cursor.next().start;
    cursor.takeSymbol(":");
    const right = and(cursor);
    left = { type: "LabelOr", left, right, at, start: left.start, end: right.end };
  }
  return left;
}

function and(cursor: Cursor): LabelExpression {
  let left = not(cursor);
  while (cursor.isSymbol("&") || (cursor.isSymbol(":") && isLabelStart(cursor, 1))) {
    const at = cursor.next().start;
    const right = not(cursor);
    left = { type: "LabelAnd", left, right, at, start: left.start, end: right.end };
  }
  return left;
}

function isLabelStart(cursor: Cursor, ahead: number): boolean {
  return cursor.isName(ahead) || ["!", "%", "(", "$"].some((symbol) => cursor.isSymbol(symbol, ahead));
}

function not(cursor: Cursor): LabelExpression {
  const { start } = cursor.token;
  if (cursor.takeSymbol("!")) {
    const expression = cursor.nested(() => not(cursor));
    return { type: "LabelNot", expression, start, end: expression.end };
  }
  if (cursor.takeSymbol("%")) return { type: "LabelWildcard", start, end: cursor.lastEnd };
  if (cursor.takeSymbol("(")) {
    const inner = cursor.nested(() => or(cursor));
    cursor.expectSymbol(")");
    return inner;
  }
  return parseLabelName(cursor);
}

/** One label or type: by name, or `$(expression)`, `$all(…)`, `$any(…)`. */
export function parseLabelName(cursor: Cursor): LabelName {
  const { start, kind, text } = cursor.token;
  if (kind === "parameter" && (text === "all" || text === "any") && cursor.isSymbol("(", 1)) {
    cursor.next();
    return dynamic(cursor, start, text);
  }
  if (cursor.isSymbol("$") && cursor.isSymbol("(", 1)) {
    cursor.next();
    return dynamic(cursor, start, "all");
  }
  const token = cursor.name("a label or type name");
  return { type: "LabelName", name: token.text, start, end: token.end };
}

function dynamic(cursor: Cursor, start: number, quantifier: "all" | "any"): LabelName {
  cursor.expectSymbol("(");
  const expression = cursor.grammar.expression(cursor);
  cursor.expectSymbol(")");
  return { type: "DynamicLabel", expression, quantifier, start, end: cursor.lastEnd };
}
