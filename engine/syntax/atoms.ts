import { ONE_CHARACTER } from "../values/internal-functions.ts";
import { type CaseTest, type Expression, type MapProjectionItem, type Variable } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { CASE_SUBJECT } from "./generated-names.ts";
import { parseMapEntries } from "./map-entries.ts";
import { parseNumber } from "./numbers.ts";
import { isPatternAhead } from "./patterns.ts";

/** Parses an atom: a literal, a variable, a call, or an expression in brackets. */
export function parseAtom(cursor: Cursor): Expression {
  const { kind, text, start } = cursor.token;
  switch (kind) {
    case "integer":
    case "float":
    case "badNumber":
      return parseNumber(cursor);
    case "string":
      cursor.next();
      return { type: "String", value: text, start, end: cursor.lastEnd };
    case "parameter":
      cursor.next();
      return { type: "Parameter", name: text, start, end: cursor.lastEnd };
    case "symbol":
      return symbolAtom(cursor);
    case "name":
      return wordAtom(cursor);
    case "quotedName":
      return nameAtom(cursor);
    default:
      throw cursor.unexpected(["an expression"]);
  }
}

function symbolAtom(cursor: Cursor): Expression {
  const { start, text } = cursor.token;
  if (text === "(") {
    if (isPatternAhead(cursor)) return patternExpression(cursor);
    cursor.next();
    const inner = cursor.grammar.expression(cursor);
    cursor.expectSymbol(")");
    return inner;
  }
  if (text === "[") return bracketAtom(cursor);
  if (text === "{") {
    const entries = parseMapEntries(cursor);
    return { type: "Map", entries, start, end: cursor.lastEnd };
  }
  throw cursor.unexpected(["an expression"]);
}

function patternExpression(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const pattern = cursor.grammar.patternPart(cursor);
  return { type: "PatternExpression", pattern, start, end: cursor.lastEnd };
}

/** A list, a list comprehension or a pattern comprehension. */
function bracketAtom(cursor: Cursor): Expression {
  const close = cursor.partner();
  const { start } = cursor.expectSymbol("[");
  if (cursor.takeSymbol("]")) return { type: "List", items: [], start, end: cursor.lastEnd };
  if (cursor.isName() && cursor.peek(1).upper === "IN") return listComprehension(cursor, start, close);
  const isNamed = cursor.isName() && cursor.isSymbol("=", 1) && cursor.isSymbol("(", 2);
  if (isNamed || (cursor.isSymbol("(") && isPatternAhead(cursor) && isComprehension(cursor)))
    return patternComprehension(cursor, start, close);
  const items = cursor.list(() => cursor.grammar.expression(cursor));
  cursor.expectSymbol("]");
  return { type: "List", items, start, end: cursor.lastEnd };
}

/** Whether WHERE or `|` follows the pattern, so that it is a pattern comprehension and not an item of a list. */
function isComprehension(cursor: Cursor): boolean {
  const before = cursor.at;
  cursor.grammar.patternPart(cursor);
  const found = cursor.isSymbol("|") || cursor.isWord("WHERE");
  cursor.at = before;
  return found;
}

function listComprehension(cursor: Cursor, start: number, close: number | null): Expression {
  const before = cursor.at;
  const variable = cursor.variable();
  cursor.expectWord("IN");
  const list = cursor.grammar.expression(cursor);
  if (cursor.isSymbol(",")) {
    // `[a IN b, c]` is a list whose first item is a predicate.
    cursor.at = before;
    const items = cursor.list(() => cursor.grammar.expression(cursor));
    cursor.expectSymbol("]");
    return { type: "List", items, start, end: cursor.lastEnd };
  }
  const where = whereUpTo(cursor, close);
  const projection = cursor.takeSymbol("|") ? cursor.grammar.expression(cursor) : null;
  cursor.expectSymbol("]");
  return { type: "ListComprehension", variable, list, where, projection, start, end: cursor.lastEnd };
}

function patternComprehension(cursor: Cursor, start: number, close: number | null): Expression {
  const pattern = cursor.grammar.patternPart(cursor);
  const where = whereUpTo(cursor, close);
  cursor.expectSymbol("|");
  const projection = cursor.grammar.expression(cursor);
  cursor.expectSymbol("]");
  return { type: "PatternComprehension", pattern, where, projection, start, end: cursor.lastEnd };
}

/** The WHERE of a comprehension; its last `|` starts the projection and is no label operator. */
function whereUpTo(cursor: Cursor, close: number | null): Expression | null {
  if (!cursor.takeWord("WHERE")) return null;
  cursor.keepLastBar(close);
  return cursor.grammar.expression(cursor);
}

const QUANTIFIERS: Readonly<Record<string, "all" | "any" | "none" | "single">> = {
  ALL: "all",
  ANY: "any",
  NONE: "none",
  SINGLE: "single",
};
const SUBQUERIES: Readonly<Record<string, "exists" | "count" | "collect">> = {
  EXISTS: "exists",
  COUNT: "count",
  COLLECT: "collect",
};

function wordAtom(cursor: Cursor): Expression {
  const { upper, start } = cursor.token;
  const end = cursor.token.end;
  const isCall = cursor.isSymbol("(", 1);
  switch (upper) {
    case "TRUE":
    case "FALSE":
      if (isCall) break;
      cursor.next();
      return { type: "Boolean", value: upper === "TRUE", start, end };
    case "NULL":
      cursor.next();
      return { type: "Null", start, end };
    case "NAN":
    case "INF":
    case "INFINITY":
      if (isCall) break;
      cursor.next();
      return { type: "Float", value: upper === "NAN" ? Number.NaN : Number.POSITIVE_INFINITY, start, end };
    case "CASE":
      if (!isCase(cursor)) break;
      return caseExpression(cursor);
    default:
  }
  const subquery = SUBQUERIES[upper];
  if (subquery !== undefined && cursor.isSymbol("{", 1)) return subqueryAtom(cursor, subquery);
  if (!isCall) return nameAtom(cursor);
  const quantifier = QUANTIFIERS[upper];
  if (quantifier !== undefined && cursor.isName(2) && cursor.peek(3).upper === "IN")
    return quantifierAtom(cursor, quantifier);
  if (upper === "REDUCE" && cursor.isName(2) && cursor.isSymbol("=", 3)) return reduceAtom(cursor);
  if (upper === "SHORTESTPATH" || upper === "ALLSHORTESTPATHS") {
    const pattern = cursor.grammar.patternPart(cursor);
    return { type: "ShortestPath", all: upper === "ALLSHORTESTPATHS", pattern, start, end: cursor.lastEnd };
  }
  if (upper === "COUNT" && cursor.isSymbol("*", 2) && cursor.isSymbol(")", 3)) {
    cursor.at += 4;
    return { type: "CountStar", start, end: cursor.lastEnd };
  }
  if (upper === "TRIM" || upper === "NORMALIZE") return specialCall(cursor, upper);
  return nameAtom(cursor);
}

/** Whether CASE starts an expression and is not a variable: WHEN or a subject follows. */
function isCase(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  return next.kind !== "end" && !(next.kind === "symbol" && [",", ")", "]", "}", ".", "=", ":"].includes(next.text));
}

function nameAtom(cursor: Cursor): Expression {
  const { start } = cursor.token;
  let ahead = 1;
  while (cursor.isSymbol(".", ahead) && cursor.isName(ahead + 1)) ahead += 2;
  if (cursor.isSymbol("(", ahead)) return functionCall(cursor);
  const variable = cursor.variable();
  if (cursor.isSymbol("{")) return mapProjection(cursor, variable, start);
  return variable;
}

function functionCall(cursor: Cursor): Expression {
  const { start } = cursor.token;
  let name = cursor.next().text;
  while (cursor.takeSymbol(".")) name += `.${cursor.next().text}`;
  // Only count() accepts `*`, so the name before it is no function.
  if (cursor.isSymbol("*", 1)) throw cursor.unexpected(["a clause", "an operator", "AS"]);
  cursor.expectSymbol("(");
  const distinct = cursor.takeWord("DISTINCT");
  // ALL before an argument is the default; before a parenthesis it is the quantifier.
  if (!distinct && !cursor.isSymbol("(", 1)) cursor.takeWord("ALL");
  const args = cursor.isSymbol(")") ? [] : cursor.list(() => cursor.grammar.expression(cursor));
  cursor.expectSymbol(")");
  return { type: "Function", name, distinct, args, start, end: cursor.lastEnd };
}

/** `trim(BOTH ' ' FROM s)` and `normalize(s, NFD)`, whose arguments are not plain expressions. */
function specialCall(cursor: Cursor, name: "TRIM" | "NORMALIZE"): Expression {
  const { start } = cursor.next();
  cursor.expectSymbol("(");
  const finish = (call: string, args: Expression[]): Expression => {
    cursor.expectSymbol(")");
    return { type: "Function", name: call, distinct: false, args, start, end: cursor.lastEnd };
  };
  if (name === "NORMALIZE") {
    const text = cursor.grammar.expression(cursor);
    if (!cursor.takeSymbol(",")) return finish("normalize", [text]);
    const form = cursor.name("NFC, NFD, NFKC or NFKD");
    if (!["NFC", "NFD", "NFKC", "NFKD"].includes(form.upper))
      throw cursor.refuse("Invalid normal form, expected NFC, NFD, NFKC, NFKD", form);
    return finish("normalize", [text, { type: "String", value: form.upper, start: form.start, end: form.end }]);
  }
  if (cursor.isSymbol(")")) return finish("trim", []);
  const side = ["BOTH", "LEADING", "TRAILING"].find((word) => cursor.takeWord(word));
  const call = side === "LEADING" ? "ltrim" : side === "TRAILING" ? "rtrim" : "btrim";
  if ((side !== undefined || !cursor.isNameAlone()) && cursor.takeWord("FROM"))
    return finish(call, [cursor.grammar.expression(cursor)]);
  const first = cursor.grammar.expression(cursor);
  if (!cursor.takeWord("FROM")) return finish("trim", [first]);
  const { start: at, end } = first;
  const mark: Expression = { type: "Function", name: ONE_CHARACTER, distinct: false, args: [first], start: at, end };
  return finish(call, [cursor.grammar.expression(cursor), mark]);
}

function quantifierAtom(cursor: Cursor, quantifier: "all" | "any" | "none" | "single"): Expression {
  const { start } = cursor.next();
  cursor.expectSymbol("(");
  const variable = cursor.variable();
  cursor.expectWord("IN");
  const list = cursor.grammar.expression(cursor);
  if (!cursor.takeWord("WHERE")) throw cursor.unexpected(["WHERE"]);
  const where = cursor.grammar.expression(cursor);
  cursor.expectSymbol(")");
  return { type: "Quantifier", quantifier, variable, list, where, start, end: cursor.lastEnd };
}

function reduceAtom(cursor: Cursor): Expression {
  const { start } = cursor.next();
  cursor.expectSymbol("(");
  const accumulator = cursor.variable();
  cursor.expectSymbol("=");
  const initial = cursor.grammar.expression(cursor);
  cursor.expectSymbol(",");
  const variable = cursor.variable();
  cursor.expectWord("IN");
  const list = cursor.grammar.expression(cursor);
  cursor.expectSymbol("|");
  const body = cursor.grammar.expression(cursor);
  cursor.expectSymbol(")");
  return { type: "Reduce", accumulator, initial, variable, list, body, start, end: cursor.lastEnd };
}

function subqueryAtom(cursor: Cursor, kind: "exists" | "count" | "collect"): Expression {
  const { start } = cursor.next();
  cursor.expectSymbol("{");
  const query = cursor.nested(() => cursor.grammar.query(cursor));
  cursor.expectSymbol("}");
  return { type: "Subquery", kind, query, start, end: cursor.lastEnd };
}

function mapProjection(cursor: Cursor, object: Variable, start: number): Expression {
  const at = cursor.expectSymbol("{").start;
  const items: MapProjectionItem[] = cursor.isSymbol("}") ? [] : cursor.list(() => mapProjectionItem(cursor));
  cursor.expectSymbol("}");
  return { type: "MapProjection", object, items, at, start, end: cursor.lastEnd };
}

function mapProjectionItem(cursor: Cursor): MapProjectionItem {
  if (cursor.takeSymbol(".")) {
    if (cursor.takeSymbol("*")) return { kind: "all" };
    return { kind: "property", key: cursor.name("a key").text };
  }
  const variable = cursor.variable();
  if (!cursor.takeSymbol(":")) return { kind: "variable", variable };
  return { kind: "entry", key: variable.name, value: cursor.grammar.expression(cursor) };
}

function caseExpression(cursor: Cursor): Expression {
  const { start } = cursor.next();
  const behind = cursor.at;
  const isEnded = cursor.isWord("END") || cursor.isWord("ELSE");
  const subject = cursor.isWord("WHEN") && !cursor.isWord("WHEN", "WHEN") ? null : cursor.grammar.expression(cursor);
  const branches: { tests: CaseTest[]; then: Expression }[] = [];
  while (cursor.takeWord("WHEN")) {
    const tests = subject === null ? [valueTest(cursor)] : cursor.list(() => caseTest(cursor));
    cursor.expectWord("THEN");
    branches.push({ tests, then: cursor.grammar.expression(cursor) });
  }
  if (branches.length === 0) {
    if (isEnded) cursor.at = behind;
    throw cursor.unexpected(["WHEN"]);
  }
  const otherwise = cursor.takeWord("ELSE") ? cursor.grammar.expression(cursor) : null;
  cursor.expectWord("END");
  return { type: "Case", subject, branches, otherwise, start, end: cursor.lastEnd };
}

function valueTest(cursor: Cursor): CaseTest {
  return { kind: "value", value: cursor.grammar.expression(cursor) };
}

/** A test of a CASE with a subject: a value, or an operator with its right operand. */
function caseTest(cursor: Cursor): CaseTest {
  const { start, end } = cursor.token;
  const subject: Variable = { type: "Variable", name: CASE_SUBJECT, start, end: start };
  const isOperator =
    cursor.isWord("STARTS", "WITH") ||
    cursor.isWord("ENDS", "WITH") ||
    (cursor.isWord("IS") && TESTS.some((words) => cursor.isWord("IS", ...words))) ||
    (cursor.token.kind === "symbol" && TEST_SYMBOLS.has(cursor.token.text));
  if (!isOperator) return valueTest(cursor);
  const condition = cursor.grammar.behind(cursor, subject);
  return { kind: "condition", condition: { ...condition, start, end: Math.max(end, condition.end) } };
}

const TEST_SYMBOLS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">=", "=~", "::"]);
const TESTS = [["NULL"], ["TYPED"], ["NORMALIZED"], ["NOT"], ["NFC"], ["NFD"], ["NFKC"], ["NFKD"]];
