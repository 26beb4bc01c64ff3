import { CypherError } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { FunctionCall } from "../../syntax/ast.ts";
import { chargeWork, allocate } from "../../values/allocation.ts";
import { findFunction } from "../../values/functions/registry.ts";
import { isAggregate } from "../../values/operations/aggregation.ts";
import { NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";

/** Compiles a function call: resolves the function and checks the number of arguments before the run. */
export function compileCall({ name, args, start, end }: FunctionCall, scope: Scope, execution: Execution): Evaluate {
  const place = { start, end, phase: "compile" } as const;
  if (isAggregate(name)) {
    throw new CypherError("SyntaxError", `Invalid use of aggregating function ${name}(...) in this context`, {
      detail: "InvalidAggregation",
      ...place,
    });
  }
  const definition = findFunction(name.toLowerCase());
  if (definition === null)
    throw new CypherError("SyntaxError", `Unknown function '${name}'`, {
      detail: "UnknownFunction",
      ...place,
    });
  const [pattern] = args;
  if (definition.name.toLowerCase() === "exists" && pattern?.type === "PatternExpression")
    return execution.expression(pattern, scope);
  const { minArgs, maxArgs } = definition.signature;
  if (args.length < minArgs || (maxArgs !== null && args.length > maxArgs)) {
    const wanted = minArgs === maxArgs ? String(minArgs) : `${minArgs} to ${maxArgs ?? "any number of"}`;
    throw new CypherError("SyntaxError", `${definition.name}() takes ${wanted} arguments, not ${args.length}`, {
      detail: "InvalidNumberOfArguments",
      ...place,
    });
  }
  const values = args.map((arg) => execution.expression(arg, scope));
  const [entity] = values;
  const ofDeleted = DELETED[definition.name.toLowerCase()];
  if (ofDeleted !== undefined && entity !== undefined) {
    return () => {
      const value = entity();
      return isDeleted(value, execution) ? ofDeleted(value, execution) : definition.call([value], execution);
    };
  }
  const { budget } = execution;
  const charged = (value: Value): Value => {
    if (typeof value === "string" || typeof value === "object") chargeWork(value, budget);
    return value;
  };
  if (definition.takesFirst === true) {
    return () => {
      for (const value of values) {
        const one = charged(value());
        if (one !== null) return definition.call([one], execution);
      }
      return definition.call([], execution);
    };
  }
  const [first, second] = values;
  if (values.length === 1 && first !== undefined) return () => definition.call([charged(first())], execution);
  if (values.length === 2 && first !== undefined && second !== undefined)
    return () => definition.call([charged(first()), charged(second())], execution);
  return () => {
    let held = 0;
    const given = values.map((value) => {
      const one = charged(value());
      held += allocate(one, budget);
      return one;
    });
    budget.release(held);
    return definition.call(given, execution);
  };
}

function isDeleted(value: Value, { graph }: Execution): value is NodeValue | RelationshipValue {
  if (value instanceof NodeValue) return !graph.nodeExists(value.id);
  return value instanceof RelationshipValue && !graph.relationshipExists(value.id);
}

function refuse(value: NodeValue | RelationshipValue): never {
  const what = value instanceof NodeValue ? "Node" : "Relationship";
  throw new CypherError("EntityNotFound", `${what} with id ${value.id} has been deleted in this transaction`, {
    detail: "DeletedEntityAccess",
  });
}

/**
 * Functions of an element that this statement deleted: its type is remembered, a node has no keys, everything else is
 * an error.
 */
const DELETED: Readonly<Record<string, (value: NodeValue | RelationshipValue, execution: Execution) => Value>> = {
  labels: refuse,
  properties: refuse,
  keys: (value) => (value instanceof NodeValue ? [] : refuse(value)),
  startnode: refuse,
  endnode: refuse,
  type: (value, { deletedTypes }) => deletedTypes.get(value.id) ?? null,
};
