import type { LabelExpression } from "../syntax/ast.ts";

/** The distinct names of a plain alternative (`A`, `A|B`); null for any other expression. */
export function plainNames(labels: LabelExpression | null): string[] | null {
  if (labels === null) return null;
  if (labels.type === "LabelName") return [labels.name];
  if (labels.type !== "LabelOr") return null;
  const [left, right] = [plainNames(labels.left), plainNames(labels.right)];
  return left === null || right === null ? null : [...new Set([...left, ...right])];
}
