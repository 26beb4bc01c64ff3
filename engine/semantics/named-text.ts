import type { Span } from "../syntax/ast.ts";
import type { Statement } from "../syntax/statement.ts";
import { walk } from "../syntax/walk.ts";

/**
 * The first part of a statement that contains this text as a property name, a map key or a string. null where it occurs
 * at most as the name of a variable, a label or a function.
 */
export function partNaming({ body }: Statement, text: string): Span | null {
  let found: Span | null = null;
  walk(body, (node) => {
    if (found !== null) return false;
    if (isSpan(node) && says(node, text)) found = node;
    return found === null;
  });
  return found;
}

/** Whether a syntax node itself, not a node below it, contains the text. */
function says(node: object, text: string): boolean {
  return Object.entries(node).some(([name, value]: [string, unknown]) => {
    if (name === "key" || name === "value") return value === text || isPiece(value, text);
    return isPiece(value, text);
  });
}

function isPiece(value: unknown, text: string): boolean {
  return typeof value === "object" && value !== null && !isSpan(value) && says(value, text);
}

function isSpan(value: object): value is Span {
  return "start" in value && "end" in value;
}
