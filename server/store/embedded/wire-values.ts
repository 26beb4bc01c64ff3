import type { CypherValue } from "../../../contract/cypher-value.ts";
import { Failure } from "../../../contract/errors.ts";
import { integer } from "../../../engine/values/arithmetic.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { isList, isMap, kindOf } from "../../../engine/values/kind.ts";
import { toCypherText } from "../../../engine/values/text.ts";
import { findFunction } from "../../../engine/values/functions.ts";
import {
  Float,
  NodeValue,
  PathValue,
  PointValue,
  RelationshipValue,
  type Value,
} from "../../../engine/values/value.ts";
import type { FunctionContext } from "../../../engine/values/function.ts";
import { givenValue, type TemporalType } from "../given-value.ts";

/** A plain JavaScript value of ours as the engine's: whole numbers are integers, other numbers floats. */
export function fromPlain(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : new Float(value);
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (Array.isArray(value)) return value.map(fromPlain);
  return new Map(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]));
}

/** What a query of the catalogue answers, as plain JavaScript. */
export function toPlain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (typeof value === "bigint") return Number(value);
  if (isList(value)) return value.map(toPlain);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toPlain(item)]));
  return value === null || typeof value !== "object" ? value : toCypherText(value);
}

/**
 * A parameter a person gave, with the tags of contract/cypher-value.ts.
 * @throws Failure query/invalid
 */
export function parameterValue(value: CypherValue | undefined, context: FunctionContext): Value {
  const given = givenValue(value);
  switch (given.is) {
    case "plain":
      return given.value;
    case "integer":
      return integer(given.value);
    case "float":
      return new Float(given.value);
    case "point": {
      const [x = 0, y = 0, z = null] = given.coordinates;
      return new PointValue(given.srid, x, y, z);
    }
    case "temporal":
      return temporal(given.type, given.text, context);
    case "list":
      return given.items.map((item) => parameterValue(item, context));
    case "map":
      return new Map(given.entries.map(([key, item]) => [key, parameterValue(item, context)]));
  }
}

/** A date or duration is read by the function of its name. */
function temporal(type: TemporalType, text: string, context: FunctionContext): Value {
  const make = findFunction(type.toLowerCase());
  if (make === null) throw new Failure("internal", `The engine has no function for a ${type}`);
  return make.call([text], context);
}

/** A value of a stranger's query, tagged as contract/cypher-value.ts says. */
export function toCypherValue(value: Value, graph: Graph): CypherValue {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number")
    return value;
  if (typeof value === "bigint") return { $type: "Integer", value: String(value) };
  if (value instanceof Float)
    return {
      $type: "Float",
      value:
        Number.isFinite(value.value) && !Object.is(value.value, -0)
          ? value.value
          : Object.is(value.value, -0)
            ? "-0.0"
            : String(value.value),
    };
  if (isList(value)) return value.map((item) => toCypherValue(item, graph));
  if (isMap(value)) {
    const plain = Object.fromEntries([...value].map(([key, item]) => [key, toCypherValue(item, graph)]));
    return value.has("$type") ? { $type: "Map", value: plain } : plain;
  }
  if (value instanceof NodeValue) return nodeOf(value.id, graph);
  if (value instanceof RelationshipValue) return relationshipOf(value.id, graph);
  if (value instanceof PathValue) {
    return {
      $type: "Path",
      nodes: value.nodes.map((node) => nodeOf(node, graph)),
      relationships: value.relationships.map((relationship) => relationshipOf(relationship, graph)),
    };
  }
  if (value instanceof PointValue)
    return { $type: "Point", srid: value.srid, x: value.x, y: value.y, ...(value.z !== null && { z: value.z }) };
  return { $type: kindOf(value), value: toCypherText(value) };
}

function nodeOf(node: number, graph: Graph): CypherValue {
  const properties = Object.fromEntries(
    graph.nodeKeys(node).map((key) => [graph.keys.name(key), toCypherValue(graph.nodeColumn(key).get(node), graph)]),
  );
  return {
    $type: "Node",
    ...own("id", properties["id"]),
    labels: graph.labelsOf(node).map((label) => graph.labels.name(label)),
    properties,
  };
}

function relationshipOf(relationship: number, graph: Graph): CypherValue {
  const properties = Object.fromEntries(
    graph
      .relationshipKeys(relationship)
      .map((key) => [graph.keys.name(key), toCypherValue(graph.relationshipColumn(key).get(relationship), graph)]),
  );
  const id = graph.keys.find("id");
  const endId = (node: number) => (id < 0 ? undefined : toCypherValue(graph.nodeColumn(id).get(node), graph));
  return {
    $type: "Relationship",
    ...own("id", properties["id"]),
    type: graph.types.name(graph.typeOf(relationship)),
    ...own("start", endId(graph.startOf(relationship))),
    ...own("end", endId(graph.endOf(relationship))),
    properties,
  };
}

function own(name: "id" | "start" | "end", value: CypherValue | undefined): { readonly [key: string]: CypherValue } {
  return typeof value === "string" ? { [name]: value } : {};
}
