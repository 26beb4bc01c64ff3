import { noTokenName } from "../errors.ts";
import type { Expression, LabelExpression, Span } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { listOf, STRING, unionOf } from "../values/type-set.ts";
import type { Analyzer, ExpressionContext } from "./analyzer.ts";
import { semanticError } from "./semantic-error.ts";

const NAMES = unionOf(STRING, listOf(STRING));

/** Checks that a literal name is valid for a label, a type or a property. */
export function checkName(name: Expression, place: Span): void {
  if (name.type === "Null" || (name.type === "String" && name.value === ""))
    throw semanticError("InvalidArgumentValue", noTokenName("").message, place);
}

/**
 * Checks that dynamic labels and types, `$(…)`, are strings or lists of strings. An error is located at `place`, else
 * at the label expression. A parameter in a MATCH is checked only at run time.
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
