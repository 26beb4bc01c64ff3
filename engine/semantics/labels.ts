import { noTokenName } from "../errors.ts";
import type { Expression, LabelExpression, Span } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { listOf, STRING, unionOf } from "../values/type-set.ts";
import type { Analyzer, ExpressionContext } from "./analyzer.ts";
import { semanticError } from "./semantic-error.ts";

const NAMES = unionOf(STRING, listOf(STRING));

/** A name that is written out as a value is one that a label, a type or a property can have. */
export function checkName(name: Expression, place: Span): void {
  if (name.type === "Null" || (name.type === "String" && name.value === ""))
    throw semanticError("InvalidArgumentValue", noTokenName("").message, place);
}

/**
 * Dynamic labels and types, `$(…)`, are strings or lists of them. A refusal is told at `place`, else where they stand.
 * What is given as a parameter for one that is sought is looked at when it is met.
 */
export function checkLabels(
  labels: LabelExpression | readonly LabelExpression[] | null,
  site: ExpressionContext,
  checking: Analyzer,
  place: Span | null = null,
  isSought = false,
): void {
  walk(labels, (node) => {
    if (node.type !== "DynamicLabel") return true;
    const { expression } = node;
    for (const one of expression.type === "List" ? expression.items : [expression]) checkName(one, place ?? node);
    if (!isSought || expression.type !== "Parameter") checking.expect(expression, NAMES, site);
    return false;
  });
}
