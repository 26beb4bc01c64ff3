import { CHANGE_WEIGHT } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { DeleteClause } from "../../syntax/ast.ts";
import { isList, kindOf } from "../../values/kind.ts";
import { NodeValue, PathValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";

/**
 * DELETE. A node may be deleted before its relationships, as long as they are deleted when the statement ends (see
 * `checkDeletions`).
 */
export function compileDelete({ detach, expressions }: DeleteClause, scope: Scope, execution: Execution): () => void {
  for (const { type, start, end } of expressions) {
    if (type === "LabelTest")
      throw new CypherError("SyntaxError", "DELETE takes nodes, relationships and paths; labels go with REMOVE", {
        detail: "InvalidDelete",
        start,
        end,
        phase: "compile",
      });
  }
  const values = expressions.map((expression) => execution.expression(expression, scope));
  return () => {
    const taken = values.map((value) => value());
    for (const value of taken) remove(value, detach, execution);
  };
}

function remove(value: Value, detach: boolean, execution: Execution): void {
  if (value === null) return;
  if (value instanceof RelationshipValue) removeRelationship(value.id, execution);
  else if (value instanceof NodeValue) removeNode(value.id, detach, execution);
  else if (value instanceof PathValue) {
    for (const relationship of value.relationships) removeRelationship(relationship, execution);
    for (const node of value.nodes) removeNode(node, detach, execution);
  } else if (isList(value)) for (const item of value) remove(item, detach, execution);
  else
    throw new CypherError("TypeError", `Type mismatch: ${kindOf(value)} cannot be deleted`, {
      detail: "InvalidArgumentType",
    });
}

function removeRelationship(relationship: number, execution: Execution): void {
  const { graph, counters, deletedTypes, budget } = execution;
  if (!graph.relationshipExists(relationship)) return;
  budget.spend(1);
  budget.hold(2 * CHANGE_WEIGHT);
  deletedTypes.set(relationship, graph.types.name(graph.typeOf(relationship)));
  graph.deleteRelationship(relationship);
  counters.relationshipsDeleted += 1;
}

function removeNode(node: number, detach: boolean, execution: Execution): void {
  const { graph, counters, budget } = execution;
  if (!graph.nodeExists(node)) return;
  budget.spend(1);
  budget.hold(CHANGE_WEIGHT);
  if (detach) {
    const relationships: number[] = [];
    graph.expand(node, "both", null, (relationship) => relationships.push(relationship) > 0);
    for (const relationship of relationships) removeRelationship(relationship, execution);
  }
  graph.deleteNode(node);
  counters.nodesDeleted += 1;
}

/** @throws CypherError when a deleted node still has a relationship at the end of the statement */
export function checkDeletions({ graph }: Execution): void {
  for (const node of graph.deletedEnds)
    throw new CypherError(
      "ConstraintVerificationFailed",
      `Cannot delete node<${node}>, because it still has relationships. To delete this node, you must first delete its relationships.`,
      { detail: "DeleteConnectedNode", hint: "DETACH DELETE takes its relationships along" },
    );
}
