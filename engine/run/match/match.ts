import { CypherError } from "../../errors.ts";
import { chooseJoinOrder, type PlannedFilter, type Step, type WantedOrder } from "../../plan/join-order.ts";
import { filterDetails } from "../../plan/plan-details.ts";
import { planStep, putBelow, withInside, type PlanStep } from "../../plan/plan-step.ts";
import type { QueryGraph, PatternPath } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression, RelationshipPattern } from "../../syntax/ast.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import { isSingleRelationship } from "../../syntax/pattern-shape.ts";
import { NodeValue, PathValue } from "../../values/value.ts";
import type { Execution, Operator, Sink } from "../execution.ts";
import { allInOrder } from "../expressions/truth-value.ts";
import { countRows, attributeSteps } from "../profile.ts";
import type { MatchStep, MatchContext } from "./context.ts";
import { compileExpand } from "./expand.ts";
import { compileFilter } from "./filter.ts";
import { memoizedScan } from "./hash-join.ts";
import type { MemoizedScan } from "./hash-join.ts";
import { compileQuantified } from "./quantified.ts";
import { compileNodeScan, compileRelationshipScan } from "./scan.ts";
import { Trail } from "./trail.ts";
import { compileVariableLength } from "./variable-length.ts";

/** An action at the end of each match, and the variables that it adds. */
export interface Tail {
  readonly find: MatchStep;
  readonly step: PlanStep;
  readonly adds: readonly (readonly [string, Binding])[];
}

export interface MatchMore {
  tail?(this: void, matching: MatchContext): Tail;
  readonly wanted?: WantedOrder | null;
}

/** Matches a query graph by one plan; none of its parts has a path selector. */
export function matchPattern(
  pattern: QueryGraph,
  scope: Scope,
  execution: Execution,
  { tail, wanted = null }: MatchMore = {},
): Operator {
  const made = declare(pattern, scope, execution);
  const trail = new Trail();
  const matching: MatchContext = {
    execution,
    pattern,
    trail,
    given: new Set(scope.bindings.keys()),
    scope: made.scope,
    walks: made.walks,
    binding: (name) => {
      const binding = made.scope.find(name);
      if (binding === null)
        throw new CypherError("SyntaxError", `Variable \`${name}\` not defined`, {
          detail: "UndefinedVariable",
          phase: "compile",
        });
      return binding;
    },
  };
  const { steps, filters, inOrder } = chooseJoinOrder(pattern, scope, execution, wanted);
  const given = checkGiven(pattern, scope, made.scope, execution);
  const finds: StepFind[] = [];
  const last = pattern.paths.filter(({ variable }) => variable !== null).map((path) => compilePath(path, matching));
  steps.forEach((step, index) => {
    const own = filters[index] ?? [];
    finds.push(...stepFinds(step, own, memoizedScan(step, own, matching), matching));
  });
  const pathStep: MatchStep = (next) => () => {
    for (const set of last) set();
    return next();
  };
  const named = pattern.paths.flatMap(({ variable }) => variable?.name ?? []).filter((name) => !isGenerated(name));
  if (last.length > 0) finds.push({ find: pathStep, step: planStep("Projection", named.join(", "), null) });
  finds.push(...filterFinds(filters[steps.length] ?? [], matching));
  const added = tail?.(matching);
  if (added !== undefined) finds.push(added);
  const step = finds.reduce<PlanStep | null>(
    (below, one) => (below === null ? one.step : putBelow(one.step, below)),
    null,
  );
  return {
    scope: made.visible.extend(added?.adds ?? []),
    step: step ?? planStep("Argument", "", null),
    inOrder,
    start: (sink: Sink): Sink => {
      let next = () => sink.row();
      for (const { find, step: own } of finds.toReversed()) {
        const { row } = countRows({ row: next, end: () => undefined }, own, execution);
        next = attributeSteps({ row: find(row), end: () => undefined }, own, execution).row;
      }
      return { row: given(next), end: () => sink.end() };
    },
  };
}

/** Checks nodes that are bound earlier: a null matches nothing, and a node held as a value is copied to a node slot. */
function checkGiven(pattern: QueryGraph, before: Scope, scope: Scope, { frame }: Execution): MatchStep {
  const given = [...pattern.nodes.keys()].flatMap((name) => {
    const [binding, inside] = [before.find(name), scope.find(name)];
    return binding === null || inside === null ? [] : [{ binding, inside }];
  });
  return (next) => () => {
    for (const { binding, inside } of given) {
      const value = frame[binding.slot] ?? null;
      if (value === null) return true;
      if (binding.kind !== "value") continue;
      if (!(value instanceof NodeValue))
        throw new CypherError("TypeError", "Type mismatch: expected Node", { detail: "InvalidArgumentType" });
      frame[inside.slot] = value.id;
    }
    return next();
  };
}

/** Allocates slots for new variables. Generated ones are in `scope` but not in `visible`. */
function declare(
  pattern: QueryGraph,
  before: Scope,
  execution: Execution,
): { scope: Scope; visible: Scope; walks: ReadonlyMap<number, Binding> } {
  const added = new Map<string, Binding>();
  const walks = new Map<number, Binding>();
  const add = (name: string, kind: Binding["kind"]) => {
    if (before.find(name) === null && !added.has(name)) added.set(name, { slot: execution.newSlot(), kind });
  };
  for (const name of pattern.nodes.keys()) {
    if (before.find(name)?.kind === "value") added.set(name, { slot: execution.newSlot(), kind: "node" });
    else add(name, "node");
  }
  for (const { shape, name, index } of pattern.edges) {
    const isSingle = isSingleRelationship(shape);
    if (shape.type === "RelationshipPattern") add(name, isSingle ? "relationship" : "value");
    else for (const group of groupNames(shape)) add(group, "value");
    if (!isSingle) walks.set(index, { slot: execution.newSlot(), kind: "value" });
  }
  for (const { variable } of pattern.paths) if (variable !== null) add(variable.name, "value");
  const visible = before.extend([...added].filter(([name]) => !isGenerated(name) && before.find(name) === null));
  return { scope: before.extend(added), visible, walks };
}

/** The variables of a quantified path, which are lists outside of it. */
function groupNames(shape: {
  readonly pattern: { readonly elements: readonly unknown[]; readonly path: { readonly name: string } | null };
}): string[] {
  const elements = shape.pattern.elements as readonly { readonly variable?: { readonly name: string } | null }[];
  return elements.flatMap(({ variable }) => (variable === null || variable === undefined ? [] : [variable.name]));
}

function compileStep(step: Step, matching: MatchContext): MatchStep {
  switch (step.kind) {
    case "node":
      return compileNodeScan(step, matching);
    case "relationship":
      return compileRelationshipScan(step, step.edge.shape as RelationshipPattern, matching);
    case "edge": {
      const { shape } = step.edge;
      if (shape.type === "QuantifiedPath") return compileQuantified(step, shape, matching);
      return isSingleRelationship(shape)
        ? compileExpand(step, shape, matching)
        : compileVariableLength(step, shape, matching);
    }
  }
}

interface StepFind {
  readonly find: MatchStep;
  readonly step: PlanStep;
}

/** A step and its filters; those whose result is cached come first. */
function stepFinds(
  step: Step,
  filters: readonly PlannedFilter[],
  recall: MemoizedScan | null,
  matching: MatchContext,
): StepFind[] {
  const { operator, details, cardinality: factor } = step;
  const own = { find: compileStep(step, matching), step: planStep(operator, details, (input) => input * factor) };
  if (recall === null) return [own, ...filterFinds(filters, matching)];
  const { alone } = recall;
  const inOrder = [...alone, ...filters.filter((filter) => !alone.includes(filter))];
  const finds = [
    own,
    ...filterFinds(inOrder, matching, (test, index) => (index < alone.length ? recall.guarded(test) : test)),
  ];
  return finds.map((one, index) => {
    const find = index === alone.length ? recall.end(one.find) : one.find;
    return { ...one, find: index === 0 ? recall.begin(find) : find };
  });
}

function filterFinds(
  filters: readonly PlannedFilter[],
  matching: MatchContext,
  around: (test: () => boolean, index: number) => () => boolean = (test) => test,
): StepFind[] {
  const compiled = filters.map((filter) => compileStepFilter(filter, matching));
  const tests = allInOrder(
    compiled.map(({ test }, index) => around(test, index)),
    matching.execution.budget,
  );
  return compiled.map(({ step }, index) => {
    const holds = tests[index] as () => boolean;
    return { find: (next) => () => !holds() || next(), step };
  });
}

function compileStepFilter(
  { filter, selectivity: share }: PlannedFilter,
  matching: MatchContext,
): { readonly test: () => boolean; readonly step: PlanStep } {
  const { execution } = matching;
  const { condition } = filter;
  const [test, inside] = withInside(execution, () => compileFilter(condition, matching));
  const operator = condition.kind === "expression" && inside.length > 0 ? applyName(condition.expression) : "Filter";
  const step = planStep(operator, filterDetails(filter, execution), (input) => input * share);
  step.inside.push(...inside);
  return { test, step };
}

/** Names the plan operator of a filter: a predicate that is only a pattern or a subquery has its own. */
function applyName(expression: Expression): string {
  if (expression.type === "Unary" && expression.operator === "NOT")
    return applyName(expression.operand) === "SemiApply" ? "AntiSemiApply" : "Filter";
  const isThere =
    expression.type === "PatternExpression" || (expression.type === "Subquery" && expression.kind === "exists");
  return isThere ? "SemiApply" : "Filter";
}

/** Assembles a named path from the slots of its nodes and edges. */
function compilePath(path: PatternPath, matching: MatchContext): () => void {
  const { frame, graph } = matching.execution;
  const target = matching.binding(path.variable?.name ?? "").slot;
  const first = matching.binding(path.nodes[0] ?? "").slot;
  const edges = path.edges.map((index) => {
    const walk = matching.walks.get(index);
    return walk === undefined
      ? { slot: matching.binding(matching.pattern.edges[index]?.name ?? "").slot, many: false }
      : { slot: walk.slot, many: true };
  });
  return () => {
    const start = frame[first] as number;
    const nodes = [start];
    const relationships: number[] = [];
    let at = start;
    for (const { slot, many } of edges) {
      const walked = (many ? frame[slot] : [frame[slot]]) as readonly number[];
      for (const relationship of walked) {
        at = graph.startOf(relationship) === at ? graph.endOf(relationship) : graph.startOf(relationship);
        relationships.push(relationship);
        nodes.push(at);
      }
    }
    frame[target] = new PathValue(nodes, relationships);
  };
}
