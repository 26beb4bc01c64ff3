import { CypherError } from "../errors.ts";
import type { Expression } from "../syntax/ast.ts";

export interface ErrorLocation {
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
}

const CODE = "Neo.ClientError.Statement.SyntaxError";

/**
 * An error before the statement runs. `detail` is the TCK's detail code. Where the TCK does not expect a SyntaxError,
 * `kind` follows the TCK and the status code stays Neo4j's.
 */
export function semanticError(
  detail: string,
  message: string,
  { start, end, hint }: ErrorLocation,
  kind: "SyntaxError" | "TypeError" = "SyntaxError",
): CypherError {
  return new CypherError(kind, message, {
    detail,
    code: CODE,
    start,
    end,
    phase: "compile",
    ...(hint !== undefined && { hint }),
  });
}

/** Where Neo4j locates an expression: at its operator, index or brace, else at its start. */
export function locationOf(expression: Expression): ErrorLocation {
  let at = expression;
  while (at.type === "Index") at = at.index;
  return "at" in at ? { start: at.at, end: at.end } : { start: at.start, end: at.end };
}
