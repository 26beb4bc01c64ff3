import { isList, kindOf } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";

type Rows = Iterable<readonly Value[]>;

/** db.schema.nodeTypeProperties and db.schema.relTypeProperties. */
export function propertyTypes(entity: "node" | "relationship", { graph, budget }: Execution): Rows {
  const groups = new Map<
    string,
    { labels: string[]; count: number; keys: Map<string, { count: number; types: Set<string> }> }
  >();
  const visit = (element: number) => {
    budget.spend(1);
    const labels =
      entity === "node"
        ? graph.labelsOf(element).map((label) => graph.labels.name(label))
        : [graph.types.name(graph.typeOf(element))];
    const key = labels.toSorted().join(":");
    const group = groups.get(key) ?? {
      labels,
      count: 0,
      keys: new Map<string, { count: number; types: Set<string> }>(),
    };
    group.count += 1;
    for (const number of entity === "node" ? graph.nodeKeys(element) : graph.relationshipKeys(element)) {
      const name = graph.keys.name(number);
      const seen = group.keys.get(name) ?? { count: 0, types: new Set<string>() };
      const value = (entity === "node" ? graph.nodeColumn(number) : graph.relationshipColumn(number)).get(element);
      seen.count += 1;
      seen.types.add(storedName(value));
      group.keys.set(name, seen);
    }
    groups.set(key, group);
    return true;
  };
  if (entity === "node") graph.forEachNode(visit);
  else for (const name of graph.types.all()) graph.forEachRelationshipOfType(graph.types.find(name), visit);
  return [...groups.values()].flatMap(({ labels, count, keys }): Value[][] => {
    const shown = labels.map((label) => `:\`${label}\``).join("");
    const head: Value[] = entity === "node" ? [shown, labels] : [shown];
    if (keys.size === 0) return [[...head, null, null, false]];
    return [...keys].map(([name, { count: having, types }]) => [...head, name, [...types], having === count]);
  });
}

/** Neo4j's name for the type of a property: `Long`, `Double`, `StringArray`. */
function storedName(value: Value): string {
  if (isList(value)) return `${value[0] === undefined ? "String" : storedName(value[0])}Array`;
  const kind = kindOf(value);
  return kind === "Integer" ? "Long" : kind === "Float" ? "Double" : kind;
}

/** db.schema.visualization: the labels, and the relationship types between them. */
export function visualization(execution: Execution): Value[][] {
  const { graph } = execution;
  const joints = new Set<string>();
  const relationships: Value[] = [];
  for (const type of graph.types.all()) {
    graph.forEachRelationshipOfType(graph.types.find(type), (relationship) => {
      execution.budget.spend(1);
      for (const from of graph.labelsOf(graph.startOf(relationship))) {
        for (const to of graph.labelsOf(graph.endOf(relationship))) {
          const key = `${graph.labels.name(from)} ${type} ${graph.labels.name(to)}`;
          if (joints.has(key)) continue;
          joints.add(key);
          relationships.push(
            new Map<string, Value>([
              ["type", type],
              ["from", graph.labels.name(from)],
              ["to", graph.labels.name(to)],
            ]),
          );
        }
      }
      return true;
    });
  }
  const nodes = graph.labels.all().map((name): Value => new Map<string, Value>([["name", name]]));
  return [[nodes, relationships]];
}
