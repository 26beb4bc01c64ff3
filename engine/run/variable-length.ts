import type { EdgeStep } from "../plan/order.ts";
import type { RelationshipPattern } from "../syntax/ast.ts";
import { isList } from "../values/kind.ts";
import { RelationshipValue, type Value } from "../values/value.ts";
import type { Binding } from "./execution.ts";
import { directionOf, typesOf } from "./expand.ts";
import type { Find, Matching } from "./matching.ts";
import { compileProperties } from "./match-filter.ts";
import { reachFrom } from "./reach.ts";

/** `[r:T*1..3]` and `-[r:T]->{1,3}`: every trail of a length between, each relationship once. */
export function compileVariableLength(
  { edge, reversed, closes }: EdgeStep,
  shape: RelationshipPattern,
  matching: Matching,
): Find {
  const { execution, trail, scope } = matching;
  const { graph, frame, budget } = execution;
  const from = matching.binding(reversed ? edge.to : edge.from).slot;
  const target = matching.binding(reversed ? edge.from : edge.to).slot;
  const list = matching.binding(edge.name).slot;
  const walk = matching.walks.get(edge.index)?.slot ?? list;
  const least = shape.quantifier?.min ?? shape.range?.min ?? 1;
  const most = (shape.quantifier === null ? shape.range?.max : shape.quantifier.max) ?? Number.POSITIVE_INFINITY;
  const direction = directionOf(shape, reversed);
  const { numbers, plain } = typesOf(shape, execution);
  const single: Binding = { slot: execution.newSlot(), kind: "relationship" };
  const inside = scope.extend([[edge.name, single]]);
  const tests: (() => boolean)[] = [];
  if (!plain && shape.types !== null) tests.push(execution.labelTest(shape.types, single, inside));
  if (shape.properties !== null) tests.push(compileProperties(shape.properties, single, scope, execution));
  if (shape.where !== null) tests.push(execution.predicate(shape.where, inside));
  const isListBound = matching.given.has(edge.name);

  return (next) => {
    const walked: number[] = [];
    const arrive = (node: number): boolean => {
      if (closes) {
        if (frame[target] !== node) return true;
      } else frame[target] = node;
      const inOrder = reversed ? walked.toReversed() : [...walked];
      if (!isListBound) frame[list] = inOrder.map((one) => new RelationshipValue(one));
      else if (!sameList(frame[list] ?? null, inOrder)) return true;
      frame[walk] = inOrder;
      return next();
    };
    const goOn = (node: number): boolean => {
      if (walked.length >= least && !arrive(node)) return false;
      if (walked.length >= most) return true;
      budget.spend(1 + graph.degree(node, direction, null));
      return graph.expand(node, direction, numbers, (relationship, other) => {
        if (trail.has(relationship)) return true;
        frame[single.slot] = relationship;
        for (const test of tests) if (!test()) return true;
        trail.push(relationship);
        walked.push(relationship);
        const goesOn = goOn(other);
        walked.pop();
        trail.pop();
        return goesOn;
      });
    };
    const allows = (relationship: number): boolean => {
      frame[single.slot] = relationship;
      return tests.every((test) => test());
    };
    const reach = { direction, types: numbers, least, most, allows, arrive };
    return () => {
      const node = frame[from] as number | null;
      if (node === null || most < least) return true;
      return shape.endsOnly === true && !isListBound ? reachFrom(node, reach, execution) : goOn(node);
    };
  };
}

function sameList(given: Value, walked: readonly number[]): boolean {
  return (
    isList(given) &&
    given.length === walked.length &&
    given.every((item, index) => item instanceof RelationshipValue && item.id === walked[index])
  );
}
