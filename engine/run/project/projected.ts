import type { Binding } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import type { Sink } from "../execution.ts";

/** What a WITH or RETURN makes of its rows, before order and limits. */
export interface Projected {
  readonly columns: readonly (readonly [string, Binding])[];
  /** Names that ORDER BY may use besides the columns. */
  readonly sortNames: readonly (readonly [string, Binding])[];
  /** Puts what is already worked out in place of itself. */
  rewrite(expression: Expression): Expression;
  start(next: Sink): Sink;
}
