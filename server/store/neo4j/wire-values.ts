import neo4j from "neo4j-driver";
import type { CypherValue } from "../../../contract/cypher-value.ts";

/** Whole numbers go to Neo4j as integers: the driver would send every JavaScript number as a float. */
export function toDriver(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toDriver);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriver(item)]));
}

/** A parameter a person gave, with the tags of contract/cypher-value.ts. */
export function parameterToDriver(value: CypherValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: CypherValue) => parameterToDriver(item));
  if (typeof value !== "object" || value === null) return toDriver(value);
  const tagged = value as { readonly [key: string]: CypherValue | undefined };
  switch (tagged["$type"]) {
    case "Float":
      return Number(tagged["value"]);
    case "Integer":
      return neo4j.int(String(tagged["value"]));
    case "Map":
      return fields(tagged["value"] as typeof tagged);
    case "Point": {
      const { srid, x, y, z } = tagged;
      return new neo4j.types.Point(
        neo4j.int(Number(srid)),
        Number(x),
        Number(y),
        z === undefined ? undefined : Number(z),
      );
    }
    default:
      return fields(tagged);
  }
}

function fields(map: { readonly [key: string]: CypherValue | undefined }): unknown {
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, parameterToDriver(item)]));
}

/** What a query of the catalogue answers: plain values. */
export function fromDriver(value: unknown): unknown {
  if (neo4j.isInt(value)) return value.toNumber();
  if (Array.isArray(value)) return value.map(fromDriver);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromDriver(item)]));
}

/** The own id of a node or relationship; elementId is never told. */
function ownId(properties: Readonly<Record<string, unknown>>): { id?: string } {
  return typeof properties["id"] === "string" ? { id: properties["id"] } : {};
}

interface Names {
  /** Own ids of nodes by the driver's element ids, as far as this answer holds them. */
  readonly ids: ReadonlyMap<string, string>;
}

/** A value of a stranger's query, tagged as contract/cypher-value.ts says. */
export function toCypherValue(value: unknown, names: Names): CypherValue {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "string")
    return value ?? null;
  if (typeof value === "number")
    return {
      $type: "Float",
      value: Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? "-0.0" : String(value),
    };
  if (neo4j.isInt(value)) return value.inSafeRange() ? value.toNumber() : { $type: "Integer", value: value.toString() };
  if (Array.isArray(value)) return value.map((item) => toCypherValue(item, names));
  if (neo4j.isNode(value))
    return {
      $type: "Node",
      ...ownId(value.properties),
      labels: [...value.labels],
      properties: properties(value.properties, names),
    };
  if (neo4j.isRelationship(value)) {
    const [start, end] = [names.ids.get(value.startNodeElementId), names.ids.get(value.endNodeElementId)];
    return {
      $type: "Relationship",
      ...ownId(value.properties),
      type: value.type,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      properties: properties(value.properties, names),
    };
  }
  if (neo4j.isPath(value)) {
    const nodes = [value.start, ...value.segments.map(({ end }) => end)];
    return {
      $type: "Path",
      nodes: nodes.map((node) => toCypherValue(node, names)),
      relationships: value.segments.map(({ relationship }) => toCypherValue(relationship, names)),
    };
  }
  if (neo4j.isPoint(value))
    return {
      $type: "Point",
      srid: value.srid.toNumber(),
      x: value.x,
      y: value.y,
      ...(value.z !== undefined && { z: value.z }),
    };
  for (const [is, name] of TEMPORAL) if (is(value as object)) return { $type: name, value: String(value) };
  return map(value as Record<string, unknown>, names);
}

const TEMPORAL: readonly (readonly [(value: object) => boolean, string])[] = [
  [neo4j.isDate, "Date"],
  [neo4j.isLocalTime, "LocalTime"],
  [neo4j.isTime, "Time"],
  [neo4j.isLocalDateTime, "LocalDateTime"],
  [neo4j.isDateTime, "DateTime"],
  [neo4j.isDuration, "Duration"],
];

function properties(given: Readonly<Record<string, unknown>>, names: Names): { readonly [key: string]: CypherValue } {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, toCypherValue(value, names)]));
}

function map(given: Readonly<Record<string, unknown>>, names: Names): CypherValue {
  const plain = properties(given, names);
  return "$type" in plain ? { $type: "Map", value: plain } : plain;
}

/** The own ids of every node in an answer, so that relationships can name their ends. */
export function nodeIds(values: Iterable<unknown>): Map<string, string> {
  const ids = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (neo4j.isNode(value as object)) {
      const node = value as { elementId: string; properties: Record<string, unknown> };
      if (typeof node.properties["id"] === "string") ids.set(node.elementId, node.properties["id"]);
    } else if (neo4j.isPath(value as object)) {
      const path = value as { start: unknown; segments: { end: unknown }[] };
      [path.start, ...path.segments.map(({ end }) => end)].forEach(visit);
    } else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      Object.values(value).forEach(visit);
  };
  for (const value of values) visit(value);
  return ids;
}
