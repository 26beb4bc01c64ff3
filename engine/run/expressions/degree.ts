import type { Scope } from "../../plan/scope.ts";
import type { Query } from "../../syntax/ast.ts";
import { isSingleRelationship, isUnconstrained } from "../../syntax/pattern-shape.ts";
import type { Execution } from "../execution.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";

/** COUNT { (n)-[:T]-() } and EXISTS { … } on a bound node without predicates: its degree; else null. */
export function compileDegree(query: Query, scope: Scope, execution: Execution): (() => number) | null {
  const [clause, ...more] = query.parts[0]?.clauses ?? [];
  if (
    query.parts.length !== 1 ||
    more.length > 0 ||
    clause?.type !== "Match" ||
    clause.where !== null ||
    clause.patterns.length !== 1
  )
    return null;
  const [part] = clause.patterns;
  const [first, edge, last, ...rest] = part?.elements ?? [];
  if (part?.path !== null || part.selector !== null || part.where !== null || rest.length > 0) return null;
  if (first?.type !== "NodePattern" || edge?.type !== "RelationshipPattern" || last?.type !== "NodePattern")
    return null;
  if (
    !isUnconstrained(first) ||
    !isUnconstrained(last) ||
    edge.variable !== null ||
    edge.properties !== null ||
    edge.where !== null ||
    !isSingleRelationship(edge)
  )
    return null;
  const reversed = first.variable === null;
  const [start, end] = reversed ? [last, first] : [first, last];
  const binding = start.variable === null ? null : scope.find(start.variable.name);
  const { numbers, plain } = typesOf(edge, execution);
  if (binding?.kind !== "node" || end.variable !== null || !plain) return null;
  const direction = directionOf(edge, reversed);
  return () => {
    const node = execution.frame[binding.slot] as number | null;
    if (node === null) return 0;
    execution.budget.spend(1);
    return execution.graph.degree(node, direction, numbers);
  };
}
