import { isGenerated } from "../syntax/generated-names.ts";
import type { AccessPath, CostedAccessPath } from "./access-path.ts";
import { sourceText } from "./plan-step.ts";
import type { PlannerContext } from "./planner-context.ts";
import type { PatternEdge, PatternFilter } from "./query-graph.ts";

/** A variable as written; empty for a generated name. */
export function shownName(name: string): string {
  return isGenerated(name) ? "" : name;
}

/** A predicate of a pattern, quoted from the statement. */
export function filterDetails({ condition }: PatternFilter, context: PlannerContext): string {
  if (condition.kind === "expression") return sourceText(condition.expression, context);
  const name = shownName(condition.name);
  if (condition.kind === "labels") return `${name}:${sourceText(condition.labels, context)}`;
  const { properties } = condition;
  if (properties.type !== "Map" || name === "") return `${name}${sourceText(properties, context)}`;
  return properties.entries.map(({ key, value }) => `${name}.${key} = ${sourceText(value, context)}`).join(" AND ");
}

/** A relationship of a pattern with its end nodes, quoted from the statement. */
export function edgeDetails({ from, to, shape }: PatternEdge, context: PlannerContext): string {
  return `(${shownName(from)})${sourceText(shape, context)}(${shownName(to)})`;
}

/** Describes an index or id lookup: what it finds, then what it asks for. */
export function accessPathDetails(
  found: string,
  { source, covers }: CostedAccessPath,
  context: PlannerContext,
): string {
  const asked = [...covers]
    .filter(({ condition }) => condition.kind !== "labels")
    .map((filter) => filterDetails(filter, context))
    .filter((words) => !/^\w*:/.test(words));
  const where = asked.length === 0 ? "" : ` WHERE ${asked.join(" AND ")}`;
  if (source.kind !== "index") return `${found}${where}`;
  const order = source.descending === null ? "" : `, in order${source.descending ? " downwards" : ""}`;
  return `${found}(${source.properties.join(", ")})${where}${order}`;
}

const SEEKS = { equal: "Seek", in: "Seek", range: "SeekByRange", prefix: "SeekByRange", scan: "Scan" } as const;

/** Neo4j's operator name for an access path. */
export function accessPathOperator(source: AccessPath, direction: "node" | "Directed" | "Undirected"): string {
  const [element, prefix] = direction === "node" ? ["Node", ""] : ["Relationship", direction];
  switch (source.kind) {
    case "given":
      return "Argument";
    case "all":
      return direction === "node" ? "AllNodesScan" : `${prefix}AllRelationshipsScan`;
    case "label":
      if (direction === "node") return "NodeByLabelScan";
      return `${prefix}${source.names.length > 1 ? "Union" : ""}Relationship${source.names.length > 1 ? "Types" : "Type"}Scan`;
    case "id":
      return `${prefix}${element}By${source.isText ? "Element" : ""}IdSeek`;
    case "index": {
      const unique = source.index.unique && (source.seek.kind === "equal" || source.seek.kind === "in") ? "Unique" : "";
      return `${prefix}${element}${unique}Index${SEEKS[source.seek.kind]}`;
    }
  }
}
