import type { EdgeStep } from "../../plan/join-order.ts";
import type { Binding } from "../../plan/scope.ts";
import type { RelationshipPattern } from "../../syntax/ast.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import { isList } from "../../values/kind.ts";
import { RelationshipValue, type Value } from "../../values/value.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";
import { breadthFirst } from "./bfs.ts";
import type { MatchStep, MatchContext } from "./context.ts";
import { compilePropertyFilter } from "./filter.ts";
import { depthFirstTrails } from "./trail-search.ts";

/** `[r:T*1..3]` and `-[r:T]->{1,3}`: every trail whose length is within the bounds. */
export function compileVariableLength(
  { edge, reversed, closes }: EdgeStep,
  shape: RelationshipPattern,
  matching: MatchContext,
): MatchStep {
  const { execution, trail, scope } = matching;
  const { frame } = execution;
  const from = matching.binding(reversed ? edge.to : edge.from).slot;
  const target = matching.binding(reversed ? edge.from : edge.to).slot;
  const list = matching.binding(edge.name).slot;
  const walk = matching.walks.get(edge.index)?.slot ?? list;
  const least = shape.quantifier?.min ?? shape.range?.min ?? 1;
  const most = (shape.quantifier === null ? shape.range?.max : shape.quantifier.max) ?? Number.POSITIVE_INFINITY;
  const direction = directionOf(shape, reversed);
  const { numbers, plain } = typesOf(shape, execution);
  const single: Binding = { slot: execution.newSlot(), kind: "relationship" };
  const behind = execution.newSlot();
  const inside = scope.extend([[edge.name, single]]);
  const tests: (() => boolean)[] = [];
  if (!plain && shape.types !== null) tests.push(execution.labelTest(shape.types, single, inside));
  if (shape.properties !== null) tests.push(compilePropertyFilter(shape.properties, single, scope, execution));
  if (shape.where !== null) tests.push(execution.predicate(shape.where, inside));
  const isListBound = matching.given.has(edge.name);

  // Nothing can read the list of an anonymous relationship, unless a path variable does.
  const isListRead = !isGenerated(edge.name);
  const isWalkRead = matching.pattern.paths.some(
    ({ variable, edges }) => variable !== null && edges.includes(edge.index),
  );

  const inOrder = (walked: readonly number[]) => (reversed ? walked.toReversed() : [...walked]);

  return (next) => {
    const walked: number[] = [];
    const arrive = (node: number): boolean => {
      if (closes) {
        if (frame[target] !== node) return true;
      } else frame[target] = node;
      if (isListBound && !sameList(frame[list] ?? null, inOrder(walked))) return true;
      if (isListRead && !isListBound) {
        const links: Value[] = [];
        for (const relationship of walked) links.push(new RelationshipValue(relationship));
        frame[list] = reversed ? links.reverse() : links;
      }
      if (isWalkRead) frame[walk] = inOrder(walked);
      return next();
    };
    const walkFrom = depthFirstTrails({
      execution,
      trail,
      walked,
      ways: [{ direction, types: numbers, relationship: single.slot, node: behind, tests }],
      most,
      arrive: (node) => walked.length < least || arrive(node),
      mayGoOn: () => walked.length < most,
    });
    const allows = (relationship: number): boolean => {
      frame[single.slot] = relationship;
      return tests.every((test) => test());
    };
    const reach = { direction, types: numbers, least, most, allows, arrive };
    return () => {
      const node = frame[from] as number | null;
      if (node === null || most < least) return true;
      return shape.endsOnly === true && !isListBound ? breadthFirst(node, reach, execution) : walkFrom(node);
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
