import type { Value } from "../values/value.ts";

/** What is known of a procedure before it runs: what CALL names, what it takes and what it yields. */
export interface ProcedureSignature {
  readonly name: string;
  readonly parameters: readonly ProcedureField[];
  readonly columns: readonly ProcedureField[];
}

export interface ProcedureField {
  readonly name: string;
  /** As STRING, INTEGER?, LIST<STRING>. */
  readonly type: string;
  /** Of a parameter that may be left out; such stand last. */
  readonly default?: Value;
}
