import { expressionStatement } from "./expression-statement.ts";
import { readStatement } from "./read-statement.ts";
import type { Statement } from "./statement.ts";
import { writeStatement } from "./write-statement.ts";

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
  { name: "expression", share: 40, needsGraph: false, choices: 160, make: expressionStatement },
  { name: "read", share: 38, needsGraph: true, choices: 320, make: readStatement },
  { name: "write", share: 22, needsGraph: true, choices: 320, make: writeStatement },
];
