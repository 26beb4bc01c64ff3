import type { ValueType } from "../values/value-type-tree.ts";
import type { ComparisonChain, Expression } from "./ast.ts";
import { parseAtom } from "./atoms.ts";
import type { Cursor } from "./cursor.ts";
import { isLabelStart, parseLabelExpression } from "./labels.ts";
import { parseNumber } from "./numbers.ts";
import type { BinaryOperator } from "./operators.ts";

/*
 * Operator precedence from low to high: OR, XOR, AND, NOT, comparisons, predicates on strings, lists and null, + - ||,
 * * / %, ^, unary signs, then the postfix forms .key [index] :Label.
 */

/** Parses an expression. Every nested expression passes here, so that depth is counted once. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => or(cursor));
}

/** A binary expression whose operator was just consumed. */
function binary(
  cursor: Cursor,
  operator: BinaryOperator,
  left: Expression,
  right: (cursor: Cursor) => Expression,
): Expression {
  const at = cursor.tokens[cursor.at - 1 - (operator.endsWith(" WITH") ? 1 : 0)]?.start ?? left.end;
  const operand = right(cursor);
  return { type: "Binary", operator, left, right: operand, at, start: left.start, end: operand.end };
}

function or(cursor: Cursor): Expression {
  let left = xor(cursor);
  while (cursor.takeWord("OR")) left = binary(cursor, "OR", left, xor);
  return left;
}

function xor(cursor: Cursor): Expression {
  let left = and(cursor);
  while (cursor.takeWord("XOR")) left = binary(cursor, "XOR", left, and);
  return left;
}

function and(cursor: Cursor): Expression {
  let left = not(cursor);
  while (cursor.takeWord("AND")) left = binary(cursor, "AND", left, not);
  return left;
}

function not(cursor: Cursor): Expression {
  const { start } = cursor.token;
  if (!cursor.isWord("NOT") || cursor.isNameAlone()) return comparison(cursor);
  cursor.next();
  const operand = cursor.nested(() => not(cursor));
  return { type: "Unary", operator: "NOT", operand, start, end: operand.end };
}

type Comparison = ComparisonChain["operators"][number];
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

function comparison(cursor: Cursor): Expression {
  return compared(cursor, predicate(cursor));
}

/** Parses a test on an operand that is already parsed: `> 3`, `STARTS WITH 'a'`, `IS NULL`. */
export function parseTestBehind(cursor: Cursor, value: Expression): Expression {
  return predicateBehind(cursor, value) ?? compared(cursor, value);
}

function compared(cursor: Cursor, first: Expression): Expression {
  const operands = [first];
  const operators: Comparison[] = [];
  const at = cursor.token.start;
  for (;;) {
    const operator = cursor.token.kind === "symbol" ? COMPARISONS[cursor.token.text] : undefined;
    if (operator === undefined) break;
    cursor.next();
    operators.push(operator);
    operands.push(predicate(cursor));
  }
  if (operators.length === 0) return first;
  return { type: "Comparison", operands, operators, at, start: first.start, end: cursor.lastEnd };
}

function predicate(cursor: Cursor): Expression {
  const left = sum(cursor);
  return predicateBehind(cursor, left) ?? left;
}

/** Parses IN, STARTS WITH, =~, IS NULL and the like after an operand; null when none follows. */
function predicateBehind(cursor: Cursor, left: Expression): Expression | null {
  const { start } = left;
  if (cursor.takeWord("IN")) return binary(cursor, "IN", left, sum);
  for (const word of ["STARTS", "ENDS"] as const) {
    if (!cursor.takeWord(word)) continue;
    cursor.expectWord("WITH");
    return binary(cursor, `${word} WITH`, left, sum);
  }
  if (cursor.takeWord("CONTAINS")) return binary(cursor, "CONTAINS", left, sum);
  if (cursor.takeSymbol("=~")) return binary(cursor, "=~", left, sum);
  if (cursor.isSymbol("::")) {
    cursor.next();
    const valueType = parseValueType(cursor);
    return { type: "TypeTest", operand: left, negated: false, valueType, start, end: cursor.lastEnd };
  }
  if (!cursor.isWord("IS")) return null;
  const at = cursor.next().start;
  const negated = cursor.takeWord("NOT");
  if (cursor.takeWord("NULL")) return { type: "IsNull", operand: left, negated, at, start, end: cursor.lastEnd };
  if (cursor.takeSymbol("::") || cursor.takeWord("TYPED")) {
    const valueType = parseValueType(cursor);
    return { type: "TypeTest", operand: left, negated, valueType, start, end: cursor.lastEnd };
  }
  const { upper } = cursor.token;
  const form = upper === "NFC" || upper === "NFD" || upper === "NFKC" || upper === "NFKD" ? upper : null;
  if (form !== null) cursor.next();
  if (cursor.takeWord("NORMALIZED")) {
    return { type: "NormalizedTest", operand: left, negated, form: form ?? "NFC", at, start, end: cursor.lastEnd };
  }
  if (negated || form !== null || !isLabelStart(cursor, 0))
    throw cursor.unexpected(["NULL", "'::'", "TYPED", "NORMALIZED", ...(negated ? [] : ["a label"])]);
  const labels = parseLabelExpression(cursor, "test");
  return { type: "LabelTest", operand: left, labels, start, end: cursor.lastEnd };
}

function sum(cursor: Cursor): Expression {
  let left = product(cursor);
  for (;;) {
    if (cursor.takeSymbol("+")) left = binary(cursor, "+", left, product);
    else if (cursor.takeSymbol("-")) left = binary(cursor, "-", left, product);
    else if (cursor.takeSymbol("||")) left = binary(cursor, "||", left, product);
    else return left;
  }
}

function product(cursor: Cursor): Expression {
  let left = power(cursor);
  for (;;) {
    if (cursor.takeSymbol("*")) left = binary(cursor, "*", left, power);
    else if (cursor.takeSymbol("/")) left = binary(cursor, "/", left, power);
    else if (cursor.takeSymbol("%")) left = binary(cursor, "%", left, power);
    else return left;
  }
}

function power(cursor: Cursor): Expression {
  let left = sign(cursor);
  while (cursor.takeSymbol("^")) left = binary(cursor, "^", left, sign);
  return left;
}

const LEAST_INTEGER = "9223372036854775808";

function sign(cursor: Cursor): Expression {
  const { start } = cursor.token;
  if (cursor.isSymbol("-") || cursor.isSymbol("+")) {
    const operator = cursor.next().text === "-" ? "-" : "+";
    const { kind, text } = cursor.token;
    if (operator === "-" && kind === "integer" && isLeastInteger(text)) {
      cursor.next();
      return { type: "Integer", value: -9223372036854775808n, start, end: cursor.lastEnd };
    }
    // A literal -0.0 is negative zero; negating 0.0 gives 0.0.
    if (operator === "-" && kind === "float" && !/[1-9]/.test(text.replace(/e.*/i, ""))) {
      cursor.next();
      return { type: "Float", value: -0, start, end: cursor.lastEnd };
    }
    const isNumber = operator === "-" && (kind === "integer" || kind === "badNumber");
    const operand = isNumber ? behind(cursor, parseNumber(cursor, start)) : cursor.nested(() => sign(cursor));
    return { type: "Unary", operator, operand, start, end: operand.end };
  }
  return behind(cursor, parseAtom(cursor));
}

function isLeastInteger(text: string): boolean {
  return BigInt(text.replaceAll("_", "")) === BigInt(LEAST_INTEGER);
}

/** Parses properties, indexes, slices and label tests after an operand. */
function behind(cursor: Cursor, value: Expression): Expression {
  let left = value;
  for (;;) {
    const { start } = left;
    if (cursor.isSymbol(".") && cursor.isName(1)) {
      cursor.next();
      const key = cursor.tokenName("a property key").text;
      left = { type: "Property", object: left, key, start, end: cursor.lastEnd };
    } else if (cursor.isSymbol("[")) {
      left = indexOrSlice(cursor, left);
    } else if (cursor.isSymbol(":") && isLabelStart(cursor, 1)) {
      cursor.next();
      const labels = parseLabelExpression(cursor, "test");
      left = { type: "LabelTest", operand: left, labels, start, end: cursor.lastEnd };
    } else {
      return left;
    }
  }
}

function indexOrSlice(cursor: Cursor, object: Expression): Expression {
  const { start } = object;
  const at = cursor.expectSymbol("[").start;
  const from = cursor.isSymbol("..") ? null : cursor.grammar.expression(cursor);
  if (!cursor.takeSymbol("..")) {
    cursor.expectSymbol("]");
    if (from === null) throw cursor.unexpected(["an index"]);
    return { type: "Index", object, index: from, start, end: cursor.lastEnd };
  }
  const to = cursor.isSymbol("]") ? null : cursor.grammar.expression(cursor);
  cursor.expectSymbol("]");
  return { type: "Slice", object, from, to, at, start, end: cursor.lastEnd };
}

/** Type names of several words, the longest first, with their canonical names. */
const TYPE_NAMES: readonly (readonly [words: string, name: string])[] = [
  ["TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME"],
  ["TIMESTAMP WITHOUT TIMEZONE", "LOCAL DATETIME"],
  ["TIMESTAMP WITH TIME ZONE", "ZONED DATETIME"],
  ["TIMESTAMP WITH TIMEZONE", "ZONED DATETIME"],
  ["TIME WITHOUT TIME ZONE", "LOCAL TIME"],
  ["TIME WITHOUT TIMEZONE", "LOCAL TIME"],
  ["TIME WITH TIME ZONE", "ZONED TIME"],
  ["TIME WITH TIMEZONE", "ZONED TIME"],
  ["ANY PROPERTY VALUE", "PROPERTY VALUE"],
  ["PROPERTY VALUE", "PROPERTY VALUE"],
  ["ANY NODE", "NODE"],
  ["ANY VERTEX", "NODE"],
  ["ANY RELATIONSHIP", "RELATIONSHIP"],
  ["ANY EDGE", "RELATIONSHIP"],
  ["ANY MAP", "MAP"],
  ["ANY VALUE", "ANY"],
  ["LOCAL TIME", "LOCAL TIME"],
  ["ZONED TIME", "ZONED TIME"],
  ["LOCAL DATETIME", "LOCAL DATETIME"],
  ["ZONED DATETIME", "ZONED DATETIME"],
  ["SIGNED INTEGER", "INTEGER"],
  ["BOOLEAN", "BOOLEAN"],
  ["BOOL", "BOOLEAN"],
  ["STRING", "STRING"],
  ["VARCHAR", "STRING"],
  ["INTEGER", "INTEGER"],
  ["INT", "INTEGER"],
  ["FLOAT", "FLOAT"],
  ["DATE", "DATE"],
  ["DURATION", "DURATION"],
  ["POINT", "POINT"],
  ["NODE", "NODE"],
  ["VERTEX", "NODE"],
  ["RELATIONSHIP", "RELATIONSHIP"],
  ["EDGE", "RELATIONSHIP"],
  ["MAP", "MAP"],
  ["PATHS", "PATH"],
  ["PATH", "PATH"],
  ["NULL", "NULL"],
  ["NOTHING", "NOTHING"],
  ["ANY", "ANY"],
];

/** Parses a value type after IS ::, for example `LIST<INTEGER NOT NULL> | STRING`. */
export function parseValueType(cursor: Cursor): ValueType {
  const first = cursor.token;
  const members = [oneType(cursor)];
  while (cursor.takeSymbol("|")) members.push(oneType(cursor));
  if (new Set(members.flatMap(takesNull)).size > 1)
    throw cursor.refuse("All types of a union are NOT NULL, or none is", first);
  return members.length === 1 ? (members[0] as ValueType) : { kind: "union", members };
}

function oneType(cursor: Cursor): ValueType {
  const inner = baseType(cursor);
  if (inner.kind === "union") return inner;
  let type: ValueType = { ...inner, nullable: nullable(cursor) };
  while (cursor.isWord("LIST") || cursor.isWord("ARRAY")) {
    cursor.next();
    type = { kind: "list", element: type, nullable: nullable(cursor) };
  }
  return type;
}

/** Whether each member of a type allows null; NOTHING fits both. */
function takesNull(type: ValueType): boolean[] {
  if (type.kind === "union") return type.members.flatMap(takesNull);
  return type.kind === "simple" && type.name === "NOTHING" ? [] : [type.nullable];
}

function nullable(cursor: Cursor): boolean {
  return !(cursor.takeWord("NOT", "NULL") || cursor.takeSymbol("!"));
}

function baseType(cursor: Cursor): ValueType {
  if (cursor.takeWord("LIST") || cursor.takeWord("ARRAY")) {
    cursor.expectSymbol("<");
    const element = cursor.nested(() => parseValueType(cursor));
    cursor.expectSymbol(">");
    return { kind: "list", element, nullable: true };
  }
  if (cursor.isWord("ANY") && cursor.isSymbol("<", 1)) {
    cursor.next();
    cursor.next();
    const union = cursor.nested(() => parseValueType(cursor));
    cursor.expectSymbol(">");
    return union;
  }
  for (const [words, name] of TYPE_NAMES) {
    if (cursor.takeWord(...words.split(" "))) return { kind: "simple", name, nullable: true };
  }
  throw cursor.unexpected(["a value type, as INTEGER, STRING, LIST<FLOAT>"]);
}
