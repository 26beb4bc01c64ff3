import type { Value } from "../values/value.ts";

/** What is known of a procedure before it runs: its name, its parameters and its columns. */
export interface ProcedureSignature {
  readonly name: string;
  readonly parameters: readonly ProcedureField[];
  readonly columns: readonly ProcedureField[];
}

export interface ProcedureField {
  readonly name: string;
  /** For example STRING, INTEGER?, LIST<STRING>. */
  readonly type: string;
  /** Set for an optional parameter; those come last. */
  readonly default?: Value;
}
