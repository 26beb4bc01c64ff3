import type { PropertyIndex } from "../graph/graph.ts";
import type { Execution } from "../run/execution.ts";
import type { Expression, LabelExpression } from "../syntax/ast.ts";
import { variableNames } from "../syntax/walk.ts";
import type { PatternGraph } from "./pattern.ts";

/** How the nodes of a name are first come by, and about how many there are. */
export type Start =
  | { readonly kind: "argument"; readonly cost: number }
  | { readonly kind: "all"; readonly cost: number }
  | { readonly kind: "label"; readonly label: string; readonly number: number; readonly cost: number }
  | {
      readonly kind: "index";
      readonly label: string;
      readonly key: string;
      readonly unique: boolean;
      readonly index: PropertyIndex;
      /** The value, or with `many` the list of values, to look up. */
      readonly value: Expression;
      readonly many: boolean;
      readonly cost: number;
    };

/** The best way to begin at a node: an index on something it must equal, its rarest label, or every node. */
export function startsOf(name: string, pattern: PatternGraph, bound: ReadonlySet<string>, execution: Execution): Start {
  const { graph } = execution;
  const labels = pattern.filters.flatMap(({ condition }) =>
    condition.kind === "labels" && condition.name === name ? certainLabels(condition.labels) : [],
  );
  let best: Start = { kind: "all", cost: graph.nodeCount };
  for (const label of labels) {
    const number = graph.labels.find(label);
    const cost = number < 0 ? 0 : graph.nodeCountWithLabel(number);
    if (cost <= best.cost) best = { kind: "label", label, number, cost };
  }
  const equalities = pattern.filters.flatMap(({ condition }) => {
    if (condition.kind === "properties" && condition.name === name && condition.properties.type === "Map") {
      return condition.properties.entries.map(({ key, value }) => ({ key, value, many: false }));
    }
    return condition.kind === "expression" ? equalityOf(condition.expression, name) : [];
  });
  for (const { key, value, many } of equalities) {
    if (![...variableNames(value)].every((used) => bound.has(used))) continue;
    for (const label of labels) {
      const index = graph.schema.ranges("node", label).find(({ properties }) => properties.join() === key)?.index;
      if (index === undefined) continue;
      const cost = index.unique ? 1 : 2 + index.size / 100;
      if (cost < best.cost || best.kind !== "index")
        best = { kind: "index", label, key, unique: index.unique, index, value, many, cost };
    }
  }
  return best;
}

/** Labels the node has for certain. */
function certainLabels(labels: LabelExpression): string[] {
  if (labels.type === "LabelName") return [labels.name];
  return labels.type === "LabelAnd" ? [...certainLabels(labels.left), ...certainLabels(labels.right)] : [];
}

/** `n.key = value`, either way round, and `n.key IN list`. */
function equalityOf(expression: Expression, name: string): { key: string; value: Expression; many: boolean }[] {
  const keyOf = (side: Expression | undefined) =>
    side?.type === "Property" && side.object.type === "Variable" && side.object.name === name ? side.key : null;
  if (expression.type === "Binary" && expression.operator === "IN") {
    const key = keyOf(expression.left);
    return key === null ? [] : [{ key, value: expression.right, many: true }];
  }
  if (expression.type !== "Comparison" || expression.operators.length !== 1 || expression.operators[0] !== "=")
    return [];
  const [left, right] = expression.operands as [Expression, Expression];
  const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
  if (leftKey !== null) return [{ key: leftKey, value: right, many: false }];
  return rightKey === null ? [] : [{ key: rightKey, value: left, many: false }];
}
