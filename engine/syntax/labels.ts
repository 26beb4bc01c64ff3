import type { LabelExpression, LabelName } from "./ast.ts";
import type { Cursor } from "./cursor.ts";

/** The position of a label expression: in a node, in a relationship, or as a test after an operand. */
type Place = "node" | "relationship" | "test";

/** The state of one label expression being parsed: whether it began with IS, and the signs that must not be mixed. */
interface Reading {
  readonly cursor: Cursor;
  readonly place: Place;
  readonly isKeyword: boolean;
  /** Offset of the first colon between labels. */
  colon: number | null;
  /** Offset of `|:`. */
  oldOr: number | null;
  /** Whether `|`, `&`, `!` or `%` occurred. */
  hasSymbols: boolean;
}

/**
 * Parses a label expression after its colon (or IS). `:A:B` is A and B, unmixed. Between relationship types `:A|:B` is
 * A or B where the relationship has no variable. Precedence from low to high: `|`, `&` (and `:`), `!`.
 */
export function parseLabelExpression(cursor: Cursor, place: "node" | "test"): LabelExpression {
  return read(cursor, place).labels;
}

/** Parses the types of a relationship, with the offset of a `|:` between them. */
export function parseTypes(cursor: Cursor): { readonly labels: LabelExpression; readonly oldOr: number | null } {
  return read(cursor, "relationship");
}

function read(cursor: Cursor, place: Place): { labels: LabelExpression; oldOr: number | null } {
  const isKeyword = cursor.tokens[cursor.at - 1]?.upper === "IS";
  const reading: Reading = { cursor, place, isKeyword, colon: null, oldOr: null, hasSymbols: false };
  const labels = or(reading);
  refuseMixed(reading, labels);
  return { labels, oldOr: reading.oldOr };
}

function refuseMixed({ cursor, place, isKeyword, colon, oldOr, hasSymbols }: Reading, labels: LabelExpression): void {
  const at = place === "relationship" ? colon : (oldOr ?? colon);
  if (at === null) return;
  const refused = (message: string) => cursor.refuse(message, { start: at, end: at + 1 });
  if (place === "relationship")
    throw refused("Relationship types in a relationship type expressions may not be combined using ':'");
  if (oldOr !== null) {
    throw refused(
      "Label expressions are not allowed to contain '|:'. If you want to express a disjunction of labels, please use `:A|B` instead",
    );
  }
  if (isKeyword) {
    throw refused(
      `Mixing the IS keyword with colon (':') between labels is not allowed. This expression could be expressed as IS ${labelsText(labels)}.`,
    );
  }
  if (hasSymbols) {
    throw refused(
      `Mixing label expression symbols ('|', '&', '!', and '%') with colon (':') between labels is not allowed. Please only use one set of symbols. This expression could be expressed as :${labelsText(labels)}.`,
    );
  }
}

/** Formats a label expression with symbols only. */
export function labelsText(labels: LabelExpression): string {
  switch (labels.type) {
    case "LabelName":
      return labels.name;
    case "DynamicLabel":
      return "$(…)";
    case "LabelWildcard":
      return "%";
    case "LabelNot":
      return `!${inside(labels.expression, labels)}`;
    default:
      return `${inside(labels.left, labels)}${labels.type === "LabelAnd" ? "&" : "|"}${inside(labels.right, labels)}`;
  }
}

function inside(labels: LabelExpression, outer: LabelExpression): string {
  const isPair = labels.type === "LabelAnd" || labels.type === "LabelOr";
  return isPair && labels.type !== outer.type ? `(${labelsText(labels)})` : labelsText(labels);
}

function or(reading: Reading): LabelExpression {
  const { cursor } = reading;
  let left = and(reading);
  while (cursor.isLabelBar()) {
    const at = cursor.next().start;
    reading.hasSymbols = true;
    if (cursor.takeSymbol(":")) reading.oldOr ??= at;
    const right = and(reading);
    left = { type: "LabelOr", left, right, at, start: left.start, end: right.end };
  }
  return left;
}

function and(reading: Reading): LabelExpression {
  const { cursor } = reading;
  let left = not(reading);
  while (cursor.isSymbol("&") || (cursor.isSymbol(":") && isLabelStart(cursor, 1))) {
    const { text, start: at } = cursor.next();
    if (text === ":") reading.colon ??= at;
    else reading.hasSymbols = true;
    const right = not(reading);
    left = { type: "LabelAnd", left, right, at, start: left.start, end: right.end };
  }
  return left;
}

/** Whether a label can start here. */
export function isLabelStart(cursor: Cursor, ahead: number): boolean {
  const { kind } = cursor.peek(ahead);
  if (kind === "parameter") return isDynamic(cursor, ahead);
  return cursor.isName(ahead) || ["!", "%", "(", "$"].some((symbol) => cursor.isSymbol(symbol, ahead));
}

/** `$all(` or `$any(`, which the lexer reads as a parameter. */
function isDynamic(cursor: Cursor, ahead = 0): boolean {
  const { kind, text } = cursor.peek(ahead);
  return kind === "parameter" && (text === "all" || text === "any") && cursor.isSymbol("(", ahead + 1);
}

function not(reading: Reading): LabelExpression {
  const { cursor } = reading;
  const { start, text } = cursor.token;
  if (cursor.token.kind === "symbol" && (text === "!" || text === "%")) reading.hasSymbols = true;
  if (cursor.takeSymbol("!")) {
    const expression = cursor.nested(() => not(reading));
    return { type: "LabelNot", expression, start, end: expression.end };
  }
  if (cursor.takeSymbol("%")) return { type: "LabelWildcard", start, end: cursor.lastEnd };
  if (cursor.takeSymbol("(")) {
    const inner = cursor.nested(() => or(reading));
    cursor.expectSymbol(")");
    return inner;
  }
  if (isDynamic(cursor)) return dynamic(cursor, start, cursor.next().text === "any" ? "any" : "all");
  return parseLabelName(cursor);
}

/** Parses one label or type: a name, or `$(expression)`. */
export function parseLabelName(cursor: Cursor): LabelName {
  const { start, end } = cursor.token;
  if (isDynamic(cursor))
    throw cursor.refuse("`$all()` and `$any()` stand in patterns alone: use `$()`", { start: start + 1, end });
  if (cursor.isSymbol("$") && cursor.isSymbol("(", 1)) {
    cursor.next();
    return dynamic(cursor, start, "all");
  }
  const token = cursor.tokenName("a label or type name");
  return { type: "LabelName", name: token.text, start, end: token.end };
}

function dynamic(cursor: Cursor, start: number, quantifier: "all" | "any"): LabelName {
  cursor.expectSymbol("(");
  const expression = cursor.grammar.expression(cursor);
  cursor.expectSymbol(")");
  return { type: "DynamicLabel", expression, quantifier, start, end: cursor.lastEnd };
}
