import type { BinaryExpression, Expression } from "../syntax/ast.ts";
import { signature, type Overload } from "../values/signature.ts";
import {
  ANY,
  BOOLEAN,
  elementOf,
  isNone,
  isOnly,
  LIST,
  joinOf,
  listOf,
  mayBe,
  meetOf,
  NONE,
  NUMBER,
  STRING,
  typeSet,
  unionOf,
  type TypeSet,
} from "../values/type-set.ts";
import type { Analyzer, ExpressionContext } from "./analyzer.ts";
import { expectType, typeOfOverloads } from "./expect-type.ts";

const MOMENTS = typeSet("Date", "Time", "LocalTime", "LocalDateTime", "DateTime");
const DURATION = typeSet("Duration");

const NUMBERS = "INTEGER, INTEGER -> INTEGER; INTEGER, FLOAT -> FLOAT; FLOAT, INTEGER -> FLOAT; FLOAT, FLOAT -> FLOAT";
const MOVED = ["DATE", "ZONED TIME", "LOCAL TIME", "LOCAL DATETIME", "ZONED DATETIME", "DURATION"]
  .map((moment) => `${moment}, DURATION -> ${moment}`)
  .join("; ");

const FORMS: Readonly<Record<string, readonly Overload[]>> = {
  "-": signature(`${NUMBERS}; ${MOVED}`).forms,
  "*": signature(
    `${NUMBERS}; DURATION, FLOAT -> DURATION; DURATION, INTEGER -> DURATION; FLOAT, DURATION -> DURATION; INTEGER, DURATION -> DURATION`,
  ).forms,
  "/": signature(`${NUMBERS}; DURATION, FLOAT -> DURATION; DURATION, INTEGER -> DURATION`).forms,
  "%": signature(NUMBERS).forms,
  "^": signature("FLOAT, FLOAT -> FLOAT").forms,
  "=~": signature("STRING, STRING -> BOOLEAN").forms,
};

/** The result type of a binary operator, from the type of its left operand. */
export function typeOfPair(
  pair: BinaryExpression,
  left: TypeSet,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  switch (pair.operator) {
    case "AND":
    case "OR":
    case "XOR":
      expectType(pair.left, left, BOOLEAN);
      checking.predicate(pair.right, site);
      return BOOLEAN;
    case "IN":
      checking.expect(pair.right, LIST, site);
      return BOOLEAN;
    case "STARTS WITH":
    case "ENDS WITH":
    case "CONTAINS":
      checking.type(pair.right, site);
      return BOOLEAN;
    case "+": {
      const right = checking.type(pair.right, site);
      return typeOfSum(pair.right, asItem(pair.left, left, right, SUMMED), asItem(pair.right, right, left, SUMMED));
    }
    case "||":
      return typeOfJoined(pair, left, site, checking);
    default: {
      const right = checking.type(pair.right, site);
      const isMinus = pair.operator === "-";
      const given = [
        { expression: pair.left, type: isMinus ? asItem(pair.left, left, right, NUMBER) : left },
        { expression: pair.right, type: isMinus ? asItem(pair.right, right, left, NUMBER) : right },
      ];
      return typeOfOverloads(FORMS[pair.operator] ?? [], given);
    }
  }
}

const SUMMED = unionOf(NUMBER, BOOLEAN);

/**
 * The type of an operand given the other one. Neo4j 5.26 assumes that an item of a list of numbers may be a duration
 * beside a temporal value: `date() + [0][0]` fails only at run time, `date() + 0` at compile time.
 */
function asItem(expression: Expression, type: TypeSet, beside: TypeSet, items: TypeSet): TypeSet {
  const isTemporal = !isNone(meetOf(beside, unionOf(MOMENTS, DURATION)));
  return isTemporal && isItem(expression) && isOnly(type, items) ? unionOf(type, DURATION) : type;
}

function isItem(expression: Expression): boolean {
  return expression.type === "Index" || (expression.type === "Function" && /^(head|last)$/i.test(expression.name));
}

/**
 * The type of `+`: it adds numbers, concatenates strings (also with a number), concatenates lists or adds an item at
 * either end, and adds durations to temporal values.
 */
function typeOfSum(right: Expression, first: TypeSet, given: TypeSet): TypeSet {
  let wanted = LIST;
  const joins = unionOf(STRING, NUMBER);
  if (!isNone(meetOf(first, joins))) wanted = unionOf(wanted, joins);
  if (mayBe(first, "List")) wanted = ANY;
  if (!isNone(meetOf(first, unionOf(MOMENTS, DURATION)))) wanted = unionOf(wanted, DURATION);
  if (mayBe(first, "Duration")) wanted = unionOf(wanted, MOMENTS);
  const second = expectType(right, given, wanted);
  return sumOf(first, second);
}

function sumOf(first: TypeSet, second: TypeSet): TypeSet {
  if (isOnly(first, NUMBER) && isOnly(second, NUMBER)) {
    return isOnly(first, typeSet("Integer")) && isOnly(second, typeSet("Integer"))
      ? typeSet("Integer")
      : mayBe(first, "Integer") && mayBe(second, "Integer")
        ? NUMBER
        : typeSet("Float");
  }
  const words = unionOf(STRING, NUMBER);
  if ((isOnly(first, STRING) && isOnly(second, words)) || (isOnly(second, STRING) && isOnly(first, words)))
    return STRING;
  if (isOnly(first, LIST) || isOnly(second, LIST)) {
    const items = (type: TypeSet) => (isOnly(type, LIST) ? elementOf(type) : mayBe(type, "List") ? ANY : type);
    return listOf(joinOf(items(first), items(second)));
  }
  if (isOnly(first, MOMENTS) && isOnly(second, DURATION)) return first;
  if (isOnly(second, MOMENTS) && isOnly(first, DURATION)) return second;
  if (isOnly(first, DURATION) && isOnly(second, DURATION)) return DURATION;
  // Beside a temporal value the other operand may be a list, or what can be added to it.
  for (const one of [first, second]) {
    if (isOnly(one, MOMENTS)) return unionOf(one, LIST);
    if (isOnly(one, DURATION)) return unionOf(unionOf(MOMENTS, DURATION), LIST);
  }
  return ANY;
}

/** The type of `||`, which concatenates two strings or two lists. */
function typeOfJoined(
  { left, right }: BinaryExpression,
  first: TypeSet,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  const mine = expectType(left, first, unionOf(STRING, LIST));
  const both = [STRING, LIST].reduce((all, kind) => (isNone(meetOf(mine, kind)) ? all : unionOf(all, kind)), NONE);
  const other = expectType(right, checking.type(right, site), both);
  const [mineItems, otherItems] = [elementOf(mine), elementOf(other)];
  if (isOnly(mine, LIST) && isOnly(other, LIST)) return listOf(joinOf(mineItems, otherItems));
  return meetOf(
    both,
    unionOf(isNone(meetOf(other, STRING)) ? NONE : STRING, isNone(meetOf(other, LIST)) ? NONE : LIST),
  );
}
