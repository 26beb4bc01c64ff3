import { CypherError } from "../../errors.ts";
import type { Column } from "../../graph/graph.ts";
import type { PatternCondition } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import { isMap } from "../../values/kind.ts";
import { equals } from "../../values/operations/equality.ts";
import type { Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";
import { checkExists } from "../expressions/property-access.ts";
import type { MatchContext } from "./context.ts";

/** Compiles a predicate of a pattern to a test of the current row. */
export function compileFilter(
  condition: PatternCondition,
  { scope, execution, binding }: Pick<MatchContext, "scope" | "execution" | "binding">,
): () => boolean {
  switch (condition.kind) {
    case "expression":
      return execution.predicate(condition.expression, scope);
    case "labels": {
      const target = binding(condition.name);
      const test = execution.labelTest(condition.labels, target, scope);
      return () => execution.frame[target.slot] !== null && test();
    }
    case "properties":
      return compilePropertyFilter(condition.properties, binding(condition.name), scope, execution);
  }
}

/** The column of a key that no element has. */
const NOTHING = { get: () => null };

/** `{key: value, …}`: every property equals its value; a null value matches nothing. */
export function compilePropertyFilter(
  properties: Expression,
  { slot, kind }: Binding,
  scope: Scope,
  execution: Execution,
): () => boolean {
  const { graph, frame } = execution;
  const column = (key: string) => {
    const number = graph.keys.find(key);
    return number < 0 ? NOTHING : kind === "node" ? graph.nodeColumn(number) : graph.relationshipColumn(number);
  };
  const valueIn = (from: Pick<Column, "get">): Value => {
    const id = frame[slot] as number;
    const value = from.get(id);
    if (value === null) checkExists(id, kind === "node", execution);
    return value;
  };
  if (properties.type === "Map") {
    const tests = properties.entries.map(({ key, value }) => ({
      column: column(key),
      value: execution.expression(value, scope),
    }));
    return () => tests.every((test) => equals(valueIn(test.column), test.value()) === true);
  }
  const map = execution.expression(properties, scope);
  return () => {
    const wanted = map();
    if (!isMap(wanted))
      throw new CypherError("TypeError", "The properties of a pattern are a map", { detail: "InvalidArgumentType" });
    for (const [key, value] of wanted) if (equals(valueIn(column(key)), value) !== true) return false;
    return true;
  };
}
