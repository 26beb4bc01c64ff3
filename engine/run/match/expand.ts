import type { EdgeStep } from "../../plan/join-order.ts";
import type { Binding } from "../../plan/scope.ts";
import type { RelationshipPattern } from "../../syntax/ast.ts";
import { RelationshipValue } from "../../values/value.ts";
import type { Execution } from "../execution.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";
import type { MatchStep, MatchContext } from "./context.ts";

/** Expands one relationship from a bound node. The other end is bound, or compared when it is bound already. */
export function compileExpand(
  { edge, reversed, closes, isLast }: EdgeStep,
  shape: RelationshipPattern,
  matching: MatchContext,
): MatchStep {
  const { execution, trail, scope } = matching;
  const { graph, frame, budget } = execution;
  const from = matching.binding(reversed ? edge.to : edge.from).slot;
  const target = matching.binding(reversed ? edge.from : edge.to).slot;
  const relationship = matching.binding(edge.name);
  const direction = directionOf(shape, reversed);
  const { numbers, plain } = typesOf(shape, execution);
  const typeTest =
    plain || shape.types === null
      ? null
      : execution.labelTest(shape.types, { slot: relationship.slot, kind: "relationship" }, scope);
  const relationshipBound = matching.given.has(edge.name);
  const isOnly = matching.pattern.edges.length === 1;
  return (next) => {
    const arrive = (walked: number, other: number): boolean => {
      if (!isOnly && trail.has(walked)) return true;
      if (closes) {
        if (frame[target] !== other) return true;
      } else frame[target] = other;
      frame[relationship.slot] = relationship.kind === "value" ? new RelationshipValue(walked) : walked;
      if (typeTest !== null && !typeTest()) return true;
      // No later edge checks whether the last one was traversed.
      if (isLast) return next();
      trail.push(walked);
      const goesOn = next();
      trail.pop();
      return goesOn;
    };
    if (relationshipBound) {
      return () => {
        const walked = relationshipIn(relationship, frame);
        const node = frame[from] as number | null;
        if (walked === null || node === null || !graph.relationshipExists(walked)) return true;
        if (numbers !== null && !numbers.includes(graph.typeOf(walked))) return true;
        const [start, end] = [graph.startOf(walked), graph.endOf(walked)];
        if (direction !== "in" && start === node && !arrive(walked, end)) return false;
        return !(direction !== "out" && end === node && (direction === "in" || start !== end)) || arrive(walked, start);
      };
    }
    // Between two bound nodes the side with the smaller degree is expanded, since the other may be a dense node.
    if (closes && from !== target) {
      const back = direction === "both" ? direction : direction === "out" ? "in" : "out";
      return () => {
        const [node, other] = [frame[from] as number | null, frame[target] as number | null];
        if (node === null || other === null) return true;
        const [there, here] = [graph.degree(node, direction, null), graph.degree(other, back, null)];
        budget.spend(1 + Math.min(there, here));
        return there <= here
          ? graph.expand(node, direction, numbers, (walked, end) => end !== other || arrive(walked, end))
          : graph.expand(other, back, numbers, (walked, end) => end !== node || arrive(walked, other));
      };
    }
    return () => {
      const node = frame[from] as number | null;
      if (node === null) return true;
      budget.spend(1 + graph.degree(node, direction, null));
      return graph.expand(node, direction, numbers, arrive);
    };
  };
}

/** The relationship in a slot; null where there is none, for example for another value. */
export function relationshipIn({ slot, kind }: Binding, frame: Execution["frame"]): number | null {
  const held = frame[slot] ?? null;
  if (kind === "value") return held instanceof RelationshipValue ? held.id : null;
  return held as number | null;
}
