import type { LabelExpression } from "../syntax/ast.ts";
import { isSingleRelationship } from "../syntax/pattern-shape.ts";
import { accessPathsById, accessPathsByIndex, type CostedAccessPath } from "./access-path.ts";
import { plainNames } from "./plain-labels.ts";
import type { PlannerContext } from "./planner-context.ts";
import type { PatternEdge, PatternFilter, QueryGraph } from "./query-graph.ts";
import { sargablePredicates } from "./sargable-predicate.ts";

/** The cheapest access path of a node: by id, by an index, by its rarest label, or a scan of all nodes. */
export function chooseNodeAccessPath(
  name: string,
  pattern: QueryGraph,
  bound: ReadonlySet<string>,
  context: PlannerContext,
): CostedAccessPath {
  const { graph } = context;
  const labels = pattern.filters.flatMap((filter) => {
    const { condition } = filter;
    if (condition.kind === "labels" && condition.name === name)
      return certainLabels(condition.labels).map((label) => ({ label, covers: coverOf(filter, condition.labels) }));
    // A label test in WHERE counts like a label in the pattern.
    const test = condition.kind === "expression" ? condition.expression : null;
    return test?.type === "LabelTest" && test.operand.type === "Variable" && test.operand.name === name
      ? certainLabels(test.labels).map((label) => ({ label, covers: coverOf(filter, test.labels) }))
      : [];
  });
  const probes = sargablePredicates(name, pattern, bound);
  const starts: CostedAccessPath[] = accessPathsById(probes);
  for (const { label, covers } of labels) {
    for (const range of graph.schema.ranges("node", label))
      for (const start of accessPathsByIndex(label, range, probes, context))
        starts.push({ ...start, covers: new Set([...start.covers, ...covers]) });
    const number = graph.labels.find(label);
    starts.push({
      source: { kind: "label", names: [label] },
      cost: number < 0 ? 0 : graph.nodeCountWithLabel(number),
      covers,
    });
  }
  return cheapestOf([...starts, { source: { kind: "all" }, cost: graph.nodeCount, covers: new Set() }]);
}

/** The cheapest access path of a relationship with both end nodes; null where only an expand can reach it. */
export function chooseRelationshipAccessPath(
  edge: PatternEdge,
  pattern: QueryGraph,
  bound: ReadonlySet<string>,
  context: PlannerContext,
): CostedAccessPath | null {
  const { shape, name } = edge;
  const { graph } = context;
  if (!isSingleRelationship(shape)) return null;
  if (bound.has(name)) return { source: { kind: "given" }, cost: 0, covers: new Set() };
  const probes = sargablePredicates(name, pattern, bound);
  const starts: CostedAccessPath[] = accessPathsById(probes);
  const names = plainNames(shape.types);
  const [only] = names ?? [];
  if (only !== undefined && names?.length === 1)
    for (const range of graph.schema.ranges("relationship", only))
      starts.push(...accessPathsByIndex(only, range, probes, context));
  if (names !== null) {
    const cost = names.reduce((sum, type) => sum + graph.relationshipCountOfType(graph.types.find(type)), 0);
    starts.push({ source: { kind: "label", names }, cost, covers: new Set() });
  } else if (shape.types === null)
    starts.push({ source: { kind: "all" }, cost: graph.relationshipCount, covers: new Set() });
  if (starts.length === 0) return null;
  const best = cheapestOf(starts);
  return shape.direction === "both" ? { ...best, cost: best.cost * 2 } : best;
}

/** On equal cost the first: an id before an index, an index before a label. */
function cheapestOf(starts: readonly CostedAccessPath[]): CostedAccessPath {
  return starts.reduce((best, next) => (next.cost < best.cost ? next : best));
}

/** The labels that a label expression guarantees. */
function certainLabels(labels: LabelExpression): string[] {
  if (labels.type === "LabelName") return [labels.name];
  return labels.type === "LabelAnd" ? [...certainLabels(labels.left), ...certainLabels(labels.right)] : [];
}

function coverOf(filter: PatternFilter, labels: LabelExpression): ReadonlySet<PatternFilter> {
  return new Set(labels.type === "LabelName" ? [filter] : []);
}
