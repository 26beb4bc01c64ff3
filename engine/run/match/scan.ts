import type { Step } from "../../plan/join-order.ts";
import type { RelationshipPattern } from "../../syntax/ast.ts";
import { RelationshipValue } from "../../values/value.ts";
import { typesOf } from "../relationship-pattern.ts";
import { compileAccessPath } from "./access-path.ts";
import type { MatchStep, MatchContext } from "./context.ts";
import { relationshipIn } from "./expand.ts";

/** Binds the first node of a pattern, or of a disconnected part of one, from its access path. */
export function compileNodeScan({ name, source }: Extract<Step, { kind: "node" }>, matching: MatchContext): MatchStep {
  if (source.kind === "given") return (next) => next;
  const { execution, scope } = matching;
  const { frame } = execution;
  const { slot } = matching.binding(name);
  const walk = compileAccessPath(source, "node", scope, execution);
  return (next) => {
    const visit = (node: number) => {
      frame[slot] = node;
      return next();
    };
    return () => walk(visit);
  };
}

/** Binds a relationship and both end nodes from its access path; an undirected one is emitted in both directions. */
export function compileRelationshipScan(
  { edge, source }: Extract<Step, { kind: "relationship" }>,
  shape: RelationshipPattern,
  matching: MatchContext,
): MatchStep {
  const { execution, trail, scope } = matching;
  const { graph, frame } = execution;
  const [from, to] = [matching.binding(edge.from).slot, matching.binding(edge.to).slot];
  const relationship = matching.binding(edge.name);
  const { numbers, plain } = typesOf(shape, execution);
  const typeTest =
    plain || shape.types === null
      ? null
      : execution.labelTest(shape.types, { slot: relationship.slot, kind: "relationship" }, scope);
  const isOnly = matching.pattern.edges.length === 1;
  const walk = source.kind === "given" ? null : compileAccessPath(source, "relationship", scope, execution);
  return (next) => {
    const arrive = (start: number, end: number): boolean => {
      if (from === to && start !== end) return true;
      frame[from] = start;
      frame[to] = end;
      return next();
    };
    const visit = (walked: number): boolean => {
      if (!isOnly && trail.has(walked)) return true;
      if (numbers !== null && !numbers.includes(graph.typeOf(walked))) return true;
      if (walk !== null)
        frame[relationship.slot] = relationship.kind === "value" ? new RelationshipValue(walked) : walked;
      if (typeTest !== null && !typeTest()) return true;
      const [start, end] = [graph.startOf(walked), graph.endOf(walked)];
      if (!isOnly) trail.push(walked);
      const goesOn =
        (shape.direction === "left" || arrive(start, end)) &&
        (shape.direction === "right" || (shape.direction === "both" && start === end) || arrive(end, start));
      if (!isOnly) trail.pop();
      return goesOn;
    };
    if (walk !== null) return () => walk(visit);
    return () => {
      const walked = relationshipIn(relationship, frame);
      return walked === null || !graph.relationshipExists(walked) || visit(walked);
    };
  };
}
