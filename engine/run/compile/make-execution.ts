import { withLocation } from "../../errors.ts";
import { Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import type { Execution } from "../execution.ts";
import { compileExpression } from "../expressions/expression.ts";
import { compileLabelTest } from "../expressions/label-test.ts";
import { booleanOf } from "../expressions/truth-value.ts";
import { compileMatch } from "./match.ts";
import { compileQuery } from "./query.ts";

export type ExecutionInput = Pick<
  Execution,
  "graph" | "text" | "parameters" | "budget" | "now" | "profiling" | "writes" | "procedures" | "random"
>;

/** Assembles the compilers; each one calls the others only through the Execution. */
export function makeExecution({
  graph,
  text,
  parameters,
  budget,
  now,
  profiling,
  writes,
  procedures,
  random,
}: ExecutionInput): Execution {
  const frame: Execution["frame"] = [];
  // Every property is listed: a spread here takes longer than many a query.
  const execution: Execution = {
    graph,
    text,
    parameters,
    budget,
    now,
    profiling,
    writes,
    procedures,
    random,
    frame,
    working: { step: null, since: 0 },
    nested: [],
    deletedTypes: new Map(),
    counters: {
      nodesCreated: 0,
      nodesDeleted: 0,
      relationshipsCreated: 0,
      relationshipsDeleted: 0,
      propertiesSet: 0,
      labelsAdded: 0,
      labelsRemoved: 0,
      indexesAdded: 0,
      indexesRemoved: 0,
      constraintsAdded: 0,
      constraintsRemoved: 0,
    },
    newSlot() {
      return frame.push(null) - 1;
    },
    constant(expression) {
      return execution.expression(expression, Scope.empty)();
    },
    expression(expression, scope) {
      return compileExpression(expression, scope, execution);
    },
    predicate(expression, scope) {
      return compilePredicate(expression, scope, execution);
    },
    labelTest(labels, binding, scope) {
      return compileLabelTest(labels, binding, scope, execution);
    },
    match(clause, scope) {
      return compileMatch(clause, scope, execution);
    },
    query(query, scope) {
      return compileQuery(query, scope, execution);
    },
  };
  return execution;
}

function compilePredicate(expression: Expression, scope: Scope, execution: Execution): () => boolean {
  const value = compileExpression(expression, scope, execution);
  return () => {
    const result = value();
    if (result === null || typeof result === "boolean") return result === true;
    return withLocation(() => booleanOf(result), expression)() === true;
  };
}
