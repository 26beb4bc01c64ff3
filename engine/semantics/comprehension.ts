import type { CaseExpression, Expression } from "../syntax/ast.ts";
import { CASE_SUBJECT } from "../syntax/generated-names.ts";
import {
  ANY,
  BOOLEAN,
  elementOf,
  isNone,
  joinOf,
  LIST,
  listOf,
  MAPS,
  meetOf,
  NUMBER,
  typeNames,
  unionOf,
  type TypeSet,
} from "../values/type-set.ts";
import { inList, type Analyzer, type ExpressionContext } from "./analyzer.ts";
import { semanticError, locationOf } from "./semantic-error.ts";
import { alreadyDeclared } from "./symbol-table.ts";

type Comprehension = Extract<Expression, { type: "ListComprehension" | "Quantifier" | "Reduce" }>;

/** The type of an expression that iterates over a list with its own variable. */
export function typeOfComprehension(expression: Comprehension, site: ExpressionContext, checking: Analyzer): TypeSet {
  const initial = expression.type === "Reduce" ? checking.type(expression.initial, site) : ANY;
  const item = elementOf(checking.expect(expression.list, LIST, site));
  const inner = inList(site);
  if (expression.type === "Reduce") {
    const { accumulator, variable } = expression;
    if (accumulator.name === variable.name) throw alreadyDeclared(accumulator);
    inner.names.declareInside(accumulator, initial);
  }
  inner.names.declareInside(expression.variable, item);
  switch (expression.type) {
    case "ListComprehension":
      if (expression.where !== null) checking.predicate(expression.where, inner);
      return listOf(expression.projection === null ? item : checking.type(expression.projection, inner));
    case "Quantifier":
      checking.predicate(expression.where, inner);
      return BOOLEAN;
    case "Reduce": {
      const { accumulator, body } = expression;
      // The accumulator may later become another type of number than its initial value.
      inner.names.set(accumulator.name, roomy(initial));
      const result = checking.type(body, inner);
      const held = meetOf(result, roomy(initial));
      if (isNone(held)) {
        throw semanticError(
          "InvalidArgumentType",
          `Type mismatch: accumulator is ${typeNames(initial)} but expression has type ${typeNames(result)}`,
          locationOf(body),
        );
      }
      return joinOf(initial, held);
    }
  }
}

function roomy(type: TypeSet): TypeSet {
  const numbers = isNone(meetOf(type, NUMBER)) ? type : unionOf(type, NUMBER);
  return isNone(meetOf(type, MAPS)) ? numbers : unionOf(numbers, MAPS);
}

export function typeOfCase(
  { subject, branches, otherwise }: CaseExpression,
  site: ExpressionContext,
  checking: Analyzer,
): TypeSet {
  const inner = { ...site, names: site.names.inner() };
  if (subject !== null) inner.names.set(CASE_SUBJECT, checking.type(subject, site));
  const results: TypeSet[] = [];
  for (const { tests, then } of branches) {
    for (const test of tests) {
      if (test.kind === "condition") checking.type(test.condition, inner);
      else if (subject === null) checking.predicate(test.value, site);
      else checking.type(test.value, site);
    }
    results.push(checking.type(then, site));
  }
  if (otherwise !== null) results.push(checking.type(otherwise, site));
  return results.reduce(unionOf);
}
