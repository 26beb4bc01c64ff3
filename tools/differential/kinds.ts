import { constrainedGraphText, constrainedStatement, SCHEMA } from "./constrained.ts";
import { graphText, type StartingGraph } from "./graphs.ts";
import { expressionStatement } from "./expression-statement.ts";
import { everydayStatement } from "./everyday-statement.ts";
import { everydayWrite } from "./everyday-write.ts";
import { readStatement } from "./read-statement.ts";
import type { Statement } from "./statement.ts";
import { writeStatement } from "./write-statement.ts";

export interface StatementKind {
  readonly name: string;
  /** Of a hundred statements. */
  readonly share: number;
  /** The graph that it is asked of, made of the choices of its batch. */
  graph(choices: readonly number[]): StartingGraph;
  /** Whether none may be asked beside it, since two that write the same key under a constraint wait for one another. */
  readonly isAlone: boolean;
  /** How many choices a statement of it may make. */
  readonly choices: number;
  make(choices: readonly number[]): Statement;
}

const none = (): StartingGraph => ({ text: "", schema: [] });
const plain = (choices: readonly number[]): StartingGraph => ({ text: graphText(choices), schema: [] });
const constrained = (choices: readonly number[]): StartingGraph => ({
  text: constrainedGraphText(choices),
  schema: SCHEMA,
});

const onPlain = { graph: plain, isAlone: false };

export const KINDS: readonly StatementKind[] = [
  { name: "expression", share: 32, choices: 160, make: expressionStatement, graph: none, isAlone: false },
  { name: "read", share: 24, choices: 320, make: readStatement, ...onPlain },
  { name: "everyday read", share: 16, choices: 240, make: everydayStatement, ...onPlain },
  { name: "write", share: 12, choices: 320, make: writeStatement, ...onPlain },
  { name: "everyday write", share: 8, choices: 160, make: everydayWrite, ...onPlain },
  { name: "constrained", share: 8, choices: 240, make: constrainedStatement, graph: constrained, isAlone: true },
];
