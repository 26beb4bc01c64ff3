import { CypherError } from "../../errors.ts";
import type { EdgeStep } from "../../plan/join-order.ts";
import { conjuncts } from "../../plan/query-graph.ts";
import type { Binding, Scope, Slot } from "../../plan/scope.ts";
import type {
  Expression,
  LabelExpression,
  NodePattern,
  QuantifiedPath,
  RelationshipPattern,
} from "../../syntax/ast.ts";
import { isSingleRelationship } from "../../syntax/pattern-shape.ts";
import { variableNames } from "../../syntax/walk.ts";
import { NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";
import { allInOrder } from "../expressions/truth-value.ts";
import { directionOf, typesOf } from "../relationship-pattern.ts";
import type { MatchStep, MatchContext } from "./context.ts";
import { compilePropertyFilter } from "./filter.ts";
import { depthFirstTrails } from "./trail-search.ts";

/** A hop inside the parentheses: a relationship and the node after it, in traversal direction. */
interface Hop {
  readonly shape: RelationshipPattern;
  readonly reversed: boolean;
  readonly relationship: Binding;
  readonly node: Binding;
  readonly tests: readonly (() => boolean)[];
}

interface Group {
  readonly inner: Binding;
  readonly outer: number;
}

/** `((a)-[r]->(b) WHERE …){1,3}`: repeats the inner pattern; its variables are lists outside of it. */
export function compileQuantified(
  { edge, reversed, closes }: EdgeStep,
  shape: QuantifiedPath,
  matching: MatchContext,
): MatchStep {
  const { execution, trail } = matching;
  const { frame } = execution;
  const inside = compileInside(shape, reversed, matching);
  const { first, hops, groups, scope } = inside;
  const last = allInOrder(
    conjuncts(shape.where)
      .concat(conjuncts(shape.pattern.where))
      .map((condition) => execution.predicate(condition, scope))
      .concat(inside.last),
    execution.budget,
  );
  const from = matching.binding(reversed ? edge.to : edge.from).slot;
  const target = matching.binding(reversed ? edge.from : edge.to).slot;
  const walk = matching.walks.get(edge.index)?.slot ?? execution.newSlot();
  const { min, max } = shape.quantifier;
  const most = max ?? Number.POSITIVE_INFINITY;

  const isWalkRead = matching.pattern.paths.some(
    ({ variable, edges }) => variable !== null && edges.includes(edge.index),
  );
  const ways = hops.map((at) => ({
    direction: directionOf(at.shape, at.reversed),
    types: typesOf(at.shape, execution).numbers,
    relationship: at.relationship.slot,
    node: at.node.slot,
    tests: at.tests,
  }));
  const slots = [first.binding.slot, ...hops.flatMap((at) => [at.relationship.slot, at.node.slot])];

  return (next) => {
    const walked: number[] = [];
    const rounds: Value[][] = [];
    /**
     * The slot values of each iteration. A later iteration overwrites the slots, so they are restored when it is left.
     */
    const kept: Slot[][] = [];
    const arrive = (node: number): boolean => {
      if (closes) {
        if (frame[target] !== node) return true;
      } else frame[target] = node;
      const inOrder = reversed && groups.length > 0 ? rounds.toReversed() : rounds;
      groups.forEach(({ outer }, index) => {
        frame[outer] = inOrder.map((round) => round[index] ?? null);
      });
      if (isWalkRead) frame[walk] = reversed ? walked.toReversed() : [...walked];
      return next();
    };
    const isRoundDone = () => walked.length === rounds.length * hops.length;
    const finishRound = (): boolean => {
      for (const test of last) if (!test()) return false;
      kept.push(slots.map((slot) => frame[slot] ?? null));
      rounds.push(groups.map(({ inner }) => wrap(frame[inner.slot] as number, inner)));
      return true;
    };
    const walkFrom = depthFirstTrails({
      execution,
      trail,
      walked,
      ways,
      most: most * hops.length,
      arrive: (node) => {
        if (walked.length % hops.length !== 0 || (walked.length > 0 && !finishRound())) return true;
        return rounds.length < min || arrive(node);
      },
      mayGoOn: (node) => {
        if (walked.length % hops.length !== 0) return true;
        if (!isRoundDone() || rounds.length >= most) return false;
        frame[first.binding.slot] = node;
        return first.tests.every((test) => test());
      },
      leave: () => {
        if (!isRoundDone()) return;
        rounds.pop();
        kept.pop()?.forEach((value, index) => {
          frame[slots[index] as number] = value;
        });
      },
    });
    return () => {
      const node = frame[from] as number | null;
      return node === null || most < min || walkFrom(node);
    };
  };
}

function wrap(id: number, { kind }: Binding): Value {
  return kind === "node" ? new NodeValue(id) : new RelationshipValue(id);
}

interface Inside {
  readonly first: { readonly binding: Binding; readonly tests: readonly (() => boolean)[] };
  readonly hops: readonly Hop[];
  readonly groups: readonly Group[];
  readonly scope: Scope;
  /** Tests of a complete iteration. */
  readonly last: readonly (() => boolean)[];
}

function compileInside(shape: QuantifiedPath, reversed: boolean, matching: MatchContext): Inside {
  const { execution } = matching;
  const elements = reversed ? shape.pattern.elements.toReversed() : shape.pattern.elements;
  const bindings = new Map<object, Binding>();
  const named = new Map<string, Binding>();
  const groups: Group[] = [];
  for (const element of elements) {
    if (
      element.type === "QuantifiedPath" ||
      (element.type === "RelationshipPattern" && !isSingleRelationship(element))
    ) {
      throw new CypherError("SyntaxError", "A quantified path may not hold another one, nor a variable length", {
        detail: "UnexpectedSyntax",
        start: element.start,
        end: element.end,
        phase: "compile",
      });
    }
    const binding: Binding = {
      slot: execution.newSlot(),
      kind: element.type === "NodePattern" ? "node" : "relationship",
    };
    bindings.set(element, binding);
    if (element.variable === null || named.has(element.variable.name)) continue;
    named.set(element.variable.name, binding);
    groups.push({ inner: binding, outer: matching.binding(element.variable.name).slot });
  }
  const scope = matching.scope.extend(named);
  const bindingOf = (element: object): Binding => bindings.get(element) as Binding;
  const last: (() => boolean)[] = [];
  const seen = new Set<string>();
  /**
   * The tests of an element that can run when it is reached. A test that reads a later element runs on the complete
   * iteration.
   */
  const testsOf = (element: NodePattern | RelationshipPattern): (() => boolean)[] => {
    const { properties, where, variable } = element;
    const binding = bindingOf(element);
    const ready: (() => boolean)[] = [];
    const first = variable === null ? undefined : named.get(variable.name);
    if (first !== undefined && first !== binding)
      ready.push(() => execution.frame[binding.slot] === execution.frame[first.slot]);
    if (variable !== null) seen.add(variable.name);
    const isReady = (condition: Expression) =>
      [...variableNames(condition)].every((name) => seen.has(name) || !named.has(name));
    const labels = labelsOf(element, execution);
    if (labels !== null) ready.push(execution.labelTest(labels, binding, scope));
    if (properties !== null)
      (isReady(properties) ? ready : last).push(compilePropertyFilter(properties, binding, scope, execution));
    if (where !== null) (isReady(where) ? ready : last).push(execution.predicate(where, scope));
    return ready;
  };
  const [start, ...rest] = elements as [NodePattern, ...(NodePattern | RelationshipPattern)[]];
  const first = { binding: bindingOf(start), tests: testsOf(start) };
  const hops: Hop[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const [relationship, node] = [rest[index] as RelationshipPattern, rest[index + 1] as NodePattern];
    hops.push({
      shape: relationship,
      reversed,
      relationship: bindingOf(relationship),
      node: bindingOf(node),
      tests: [...testsOf(relationship), ...testsOf(node)],
    });
  }
  return { first, hops, groups, scope, last };
}

/** The labels of a node, or a type expression that cannot be tested by type numbers. */
function labelsOf(element: NodePattern | RelationshipPattern, execution: Execution): LabelExpression | null {
  if (element.type === "NodePattern") return element.labels;
  return typesOf(element, execution).plain ? null : element.types;
}
