import { CypherError } from "../errors.ts";
import { Float, NodeValue, RelationshipValue, type Value } from "../values/value.ts";
import { valueTypeName } from "../values/value-type.ts";
import type { Execution, ProcedureDefinition } from "./execution.ts";

function names(
  name: string,
  column: string,
  description: string,
  of: (execution: Execution) => readonly string[],
): ProcedureDefinition {
  return {
    name,
    parameters: [],
    columns: [{ name: column, type: "STRING" }],
    description,
    rows: (_, execution) => of(execution).map((one) => [one]),
  };
}

/** A procedure that may also be called with a last map of options. */
function fulltext(name: string, entity: "node" | "relationship"): ProcedureDefinition {
  return {
    name,
    parameters: [
      { name: "indexName", type: "STRING" },
      { name: "queryString", type: "STRING" },
    ],
    columns: [
      { name: entity, type: entity.toUpperCase() },
      { name: "score", type: "FLOAT" },
    ],
    description: `The ${entity}s a full-text index finds, best first`,
    rows: ([indexName, queryString], { graph, budget }) => {
      const index = typeof indexName === "string" ? graph.schema.fulltext(indexName) : null;
      if (index === null || index.entity !== entity) {
        throw new CypherError(
          "ProcedureError",
          `There is no full-text index of ${entity}s with the name ${String(indexName)}`,
          { detail: "IndexNotFound" },
        );
      }
      const found = index.query(String(queryString), budget);
      const wrap = (element: number) => (entity === "node" ? new NodeValue(element) : new RelationshipValue(element));
      return found.map(({ element, score }): Value[] => [wrap(element), new Float(score)]);
    },
  };
}

function propertyTypes(entity: "node" | "relationship"): ProcedureDefinition["rows"] {
  return (_, { graph, budget }) => {
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
        seen.types.add(valueTypeName(value).replaceAll(" NOT NULL", ""));
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
  };
}

function visualization(execution: Execution): Value[][] {
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

const TYPE_COLUMNS = [
  { name: "propertyName", type: "STRING" },
  { name: "propertyTypes", type: "LIST" },
  { name: "mandatory", type: "BOOLEAN" },
];

/** What may be called; none of them writes, and none reads anything outside the graph. */
export const PROCEDURES: readonly ProcedureDefinition[] = [
  names("db.labels", "label", "The labels in use", ({ graph }) => graph.labels.all()),
  names("db.relationshipTypes", "relationshipType", "The relationship types in use", ({ graph }) => graph.types.all()),
  names("db.propertyKeys", "propertyKey", "The property keys in use", ({ graph }) => graph.keys.all()),
  {
    name: "db.ping",
    parameters: [],
    columns: [{ name: "success", type: "BOOLEAN" }],
    description: "That it answers",
    rows: () => [[true]],
  },
  {
    name: "db.awaitIndexes",
    parameters: [],
    columns: [],
    description: "Nothing: indexes are always up to date",
    rows: () => [],
  },
  {
    name: "db.schema.visualization",
    parameters: [],
    columns: [
      { name: "nodes", type: "LIST" },
      { name: "relationships", type: "LIST" },
    ],
    description: "Labels and what joins them",
    rows: (_, execution) => visualization(execution),
  },
  {
    name: "db.schema.nodeTypeProperties",
    parameters: [],
    columns: [{ name: "nodeType", type: "STRING" }, { name: "nodeLabels", type: "LIST" }, ...TYPE_COLUMNS],
    description: "The properties of nodes",
    rows: propertyTypes("node"),
  },
  {
    name: "db.schema.relTypeProperties",
    parameters: [],
    columns: [{ name: "relType", type: "STRING" }, ...TYPE_COLUMNS],
    description: "The properties of relationships",
    rows: propertyTypes("relationship"),
  },
  fulltext("db.index.fulltext.queryNodes", "node"),
  fulltext("db.index.fulltext.queryRelationships", "relationship"),
];
