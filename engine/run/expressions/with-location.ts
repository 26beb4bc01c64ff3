import { CypherError } from "../../errors.ts";
import type { Span } from "../../syntax/ast.ts";
import type { Evaluate } from "../execution.ts";

/** Tells a refusal that knows no place of its own where in the statement it came about. */
export function placed(evaluate: Evaluate, { start, end }: Span): Evaluate {
  return () => {
    try {
      return evaluate();
    } catch (error) {
      if (!(error instanceof CypherError) || error.start !== null || error.kind === "TimedOut") throw error;
      const { kind, message, detail, code, phase, hint } = error;
      throw new CypherError(kind, message, {
        detail,
        code,
        phase,
        start,
        end,
        cause: error,
        ...(hint !== null && { hint }),
      });
    }
  };
}
