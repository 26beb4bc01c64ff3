import { CypherError } from "../../errors.ts";
import { ANALYZER } from "../../graph/fulltext.ts";
import { isMap, isNumber, toDouble } from "../../values/kind.ts";
import { Float, NodeValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Execution, ProcedureDefinition } from "../execution.ts";
import { propertyTypes, visualization } from "./schema-shape.ts";

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

function callFailed(message: string, detail: string): CypherError {
  return new CypherError("ProcedureError", message, {
    code: "Neo.ClientError.Procedure.ProcedureCallFailed",
    detail,
  });
}

function fulltext(name: string, entity: "node" | "relationship"): ProcedureDefinition {
  return {
    name,
    parameters: [
      { name: "indexName", type: "STRING" },
      { name: "queryString", type: "STRING" },
      { name: "options", type: "MAP", default: new Map() },
    ],
    columns: [
      { name: entity, type: entity.toUpperCase() },
      { name: "score", type: "FLOAT" },
    ],
    description: `The ${entity}s a full-text index finds, best first; of these options.limit after options.skip`,
    rows: ([indexName = null, queryString = null, options = null], { graph, budget }) => {
      const index = typeof indexName === "string" ? graph.schema.fulltext(indexName) : null;
      if (index === null || index.entity !== entity)
        throw callFailed(
          `There is no full-text index of ${entity}s with the name ${String(indexName)}`,
          "IndexNotFound",
        );
      if (typeof queryString !== "string" || !isMap(options))
        throw callFailed(`${name}() needs a text to look for, and options that are a map`, "InvalidArgumentValue");
      const analyzer = options.get("analyzer") ?? ANALYZER;
      if (analyzer !== ANALYZER)
        throw callFailed(`The analyzer is ${ANALYZER}, and there is no other`, "InvalidArgumentValue");
      const skip = wholeOption(options, "skip") ?? 0;
      const limit = wholeOption(options, "limit") ?? Number.POSITIVE_INFINITY;
      const found = index.query(queryString, budget).slice(skip, skip + limit);
      const wrap = (element: number) => (entity === "node" ? new NodeValue(element) : new RelationshipValue(element));
      return found.map(({ element, score }): Value[] => [wrap(element), new Float(score)]);
    },
  };
}

/** Like Neo4j, treats an option that is not a number as absent. */
function wholeOption(options: ReadonlyMap<string, Value>, name: string): number | null {
  const value = options.get(name) ?? null;
  if (!isNumber(value)) return null;
  const number = Math.trunc(toDouble(value));
  if (number < 0) throw callFailed(`The option ${name} cannot be negative: ${number}`, "NegativeIntegerArgument");
  return number;
}

const TIMEOUT = { name: "timeOutSeconds", type: "INTEGER", default: 300 } as const;

const TYPE_COLUMNS = [
  { name: "propertyName", type: "STRING" },
  { name: "propertyTypes", type: "LIST" },
  { name: "mandatory", type: "BOOLEAN" },
];

/** Indexes procedures by lowercase name. */
export function byName(procedures: Iterable<ProcedureDefinition>): ReadonlyMap<string, ProcedureDefinition> {
  return new Map([...procedures].map((procedure) => [procedure.name.toLowerCase(), procedure]));
}

/** The built-in procedures. None of them writes or reads anything outside of the graph. */
export const PROCEDURES = byName([
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
    parameters: [TIMEOUT],
    columns: [],
    description: "Nothing: indexes are always up to date",
    rows: () => [],
  },
  {
    name: "db.awaitIndex",
    parameters: [{ name: "indexName", type: "STRING" }, TIMEOUT],
    columns: [],
    description: "That there is such an index: it is always up to date",
    rows: ([name = null], { graph }) => {
      if (graph.schema.indexes().some((index) => index.name === name)) return [];
      throw new CypherError("ProcedureError", `No such index '${String(name)}'`, {
        code: "Neo.ClientError.Schema.IndexNotFound",
        detail: "IndexNotFound",
      });
    },
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
    rows: (_, execution) => propertyTypes("node", execution),
  },
  {
    name: "db.schema.relTypeProperties",
    parameters: [],
    columns: [{ name: "relType", type: "STRING" }, ...TYPE_COLUMNS],
    description: "The properties of relationships",
    rows: (_, execution) => propertyTypes("relationship", execution),
  },
  fulltext("db.index.fulltext.queryNodes", "node"),
  fulltext("db.index.fulltext.queryRelationships", "relationship"),
]);
