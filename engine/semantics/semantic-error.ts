import { CypherError } from "../errors.ts";
import type { Expression } from "../syntax/ast.ts";

export interface ErrorLocation {
  readonly start: number;
  readonly end: number;
  readonly hint?: string;
}

const CODE = "Neo.ClientError.Statement.SyntaxError";

/**
 * A refusal before anything runs. `detail` is the word the openCypher test kit has for it; where the kit calls it no
 * SyntaxError, `kind` does as the kit, and the code stays Neo4j's.
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
