import { expressionStatement } from "./expression-statement.ts";
import type { Statement } from "./statement.ts";

export interface StatementKind {
  readonly name: string;
  /** Of a hundred statements. */
  readonly share: number;
  readonly needsGraph: boolean;
  /** How many choices a statement of it may make. */
  readonly choices: number;
  make(choices: readonly number[]): Statement;
}

export const KINDS: readonly StatementKind[] = [
  { name: "expression", share: 100, needsGraph: false, choices: 160, make: expressionStatement },
];
