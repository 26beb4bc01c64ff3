import type { Binding, Scope } from "../../plan/scope.ts";
import type { PatternPart } from "../../syntax/ast.ts";
import { isSingleRelationship } from "../../syntax/pattern-shape.ts";
import { NodeValue, PathValue, RelationshipValue } from "../../values/value.ts";
import type { Execution } from "../execution.ts";

/**
 * Sets the named paths of an OPTIONAL MATCH without a match, where every element of the path was bound earlier. As in
 * Neo4j such a path is null only when one of its elements is.
 */
export function compileGivenPaths(
  patterns: readonly PatternPart[],
  before: Scope,
  scope: Scope,
  execution: Execution,
): (() => void)[] {
  return patterns.flatMap((part) => {
    const target = part.path === null || part.selector !== null ? null : scope.find(part.path.name);
    const elements = target === null ? null : givenElements(part, before);
    return target === null || elements === null ? [] : [() => setGivenPath(target.slot, elements, execution)];
  });
}

/** The bindings of the nodes and relationships in order; null when one is new or a list. */
function givenElements({ elements }: PatternPart, before: Scope): readonly Binding[] | null {
  const bindings = elements.map((element) => {
    const isOne = element.type === "NodePattern" || isSingleRelationship(element);
    return isOne && element.variable !== null ? before.find(element.variable.name) : null;
  });
  return bindings.every((binding) => binding !== null) ? bindings : null;
}

function setGivenPath(target: number, elements: readonly Binding[], { frame, graph }: Execution): void {
  const [start, ...rest] = elements.map(({ slot }) => idOf(frame[slot] ?? null));
  if (typeof start !== "number" || rest.includes(null)) return;
  const nodes = [start];
  const relationships = rest.filter((id, index): id is number => id !== null && index % 2 === 0);
  for (const relationship of relationships) {
    const [from, to] = [graph.startOf(relationship), graph.endOf(relationship)];
    nodes.push(nodes.at(-1) === from ? to : from);
  }
  frame[target] = new PathValue(nodes, relationships);
}

/** The id in a slot: stored directly, or inside a value. */
function idOf(held: unknown): number | null {
  if (held instanceof NodeValue || held instanceof RelationshipValue) return held.id;
  return typeof held === "number" ? held : null;
}
