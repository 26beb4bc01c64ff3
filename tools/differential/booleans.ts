import type { BinaryExpression, Expression, Span } from "../../engine/syntax/ast.ts";
import { parse } from "../../engine/syntax/parser.ts";
import { walk } from "../../engine/syntax/walk.ts";

/**
 * The statement with the chain of AND and OR at this place asked otherwise: it divides by zero where one of what it
 * joins is no boolean, and is true where all are, so that a side which passes such a value on refuses it too. null
 * where no such chain stands at the place.
 */
export function askingForBooleans(text: string, place: Span): string | null {
  const chain = chainAt(text, place);
  if (chain === null) return null;
  const spans = operandsOf(chain).map((operand) => withParentheses(text, operand));
  const [start, end] = [Math.min(...spans.map((span) => span.start)), Math.max(...spans.map((span) => span.end))];
  const tests = spans.map((span) => `(${text.slice(span.start, span.end)}) IS :: BOOLEAN`);
  const asked = `(1 / CASE WHEN ${tests.join(" AND ")} THEN 1 ELSE 0 END = 1)`;
  return text.slice(0, start) + asked + text.slice(end);
}

function chainAt(text: string, { start, end }: Span): BinaryExpression | null {
  let found: BinaryExpression | null = null;
  walk(parse(text), (node) => {
    const expression = node as unknown as Expression;
    if (isChain(expression) && expression.start === start && expression.end === end) found ??= expression;
  });
  return found;
}

function isChain(expression: Expression): expression is BinaryExpression {
  return expression.type === "Binary" && (expression.operator === "AND" || expression.operator === "OR");
}

function operandsOf({ left, right }: BinaryExpression): Expression[] {
  return [...(isChain(left) ? operandsOf(left) : [left]), right];
}

/** A place and all parentheses around it, of which the tree knows nothing. */
function withParentheses(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start).trimEnd();
  const behind = text.slice(end).trimStart();
  if (!before.endsWith("(") || !behind.startsWith(")")) return { start, end };
  return withParentheses(text, { start: before.length - 1, end: text.length - behind.length + 1 });
}
