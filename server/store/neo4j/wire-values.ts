import neo4j from "neo4j-driver";
import type { CypherValue } from "../../../contract/cypher-value.ts";
import { integerAsJson, longIntegerOf } from "../../../model/long-integer.ts";
import { typedParameter, type TemporalType } from "../typed-parameter.ts";

/** Converts whole numbers to Neo4j integers: the driver would send every JavaScript number as a float. */
export function toDriver(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toDriver);
  if (typeof value !== "object" || value === null) return value;
  const long = longIntegerOf(value);
  if (long !== null) return neo4j.int(long);
  const sent: Record<string, unknown> = {};
  for (const key of Object.keys(value)) sent[key] = toDriver((value as Readonly<Record<string, unknown>>)[key]);
  return sent;
}

/** A temporal value in a parameter, still as text, because Neo4j itself parses it. */
export class TemporalText {
  constructor(
    readonly type: TemporalType,
    readonly text: string,
  ) {}
}

/**
 * Converts a user's parameter with the tags of contract/cypher-value.ts; a temporal value becomes a TemporalText.
 * @throws Failure query/invalid
 */
export function parameterToDriver(value: CypherValue | undefined): unknown {
  const given = typedParameter(value);
  switch (given.is) {
    case "plain":
    case "float":
      return given.value;
    case "integer":
      return neo4j.int(given.value);
    case "point": {
      const [x = 0, y = 0, z] = given.coordinates;
      return new neo4j.types.Point(neo4j.int(given.srid), x, y, z);
    }
    case "temporal":
      return new TemporalText(given.type, given.text);
    case "list":
      return given.items.map(parameterToDriver);
    case "map":
      return Object.fromEntries(given.entries.map(([key, item]) => [key, parameterToDriver(item)]));
  }
}

/** Converts the result of a catalogue query to plain values. */
export function fromDriver(value: unknown): unknown {
  if (neo4j.isInt(value)) return integerAsJson(value.toBigInt());
  if (Array.isArray(value)) return value.map(fromDriver);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return cypherText(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromDriver(item)]));
}

/** The `id` property of a node or relationship; elementId is never shown. */
function ownId(properties: Readonly<Record<string, unknown>>): { id?: string } {
  return typeof properties["id"] === "string" ? { id: properties["id"] } : {};
}

interface Names {
  /** `id` properties of the nodes in this answer, by the driver's element ids. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Converts a value of an untrusted query, tagged as in contract/cypher-value.ts. */
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
  for (const [is, name] of TEMPORAL) {
    if (is(value)) return { $type: name, value: cypherText(value) };
  }
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

/**
 * The driver writes nine digits of a second, six of a year above 9999, and a T without a time; Cypher writes only what
 * is needed.
 */
function cypherText(value: { toString(): string }): string {
  return value
    .toString()
    .replace(/^([+-])0*(\d{4,}-)/, "$1$2")
    .replace(/(\.\d*?)0+(?=$|[Z+\-[S])/, "$1")
    .replace(/\.(?=$|[Z+\-[S])/, "")
    .replace(/T$/, "");
}

function properties(given: Readonly<Record<string, unknown>>, names: Names): { readonly [key: string]: CypherValue } {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, toCypherValue(value, names)]));
}

function map(given: Readonly<Record<string, unknown>>, names: Names): CypherValue {
  const plain = properties(given, names);
  return "$type" in plain ? { $type: "Map", value: plain } : plain;
}

/**
 * Counts the values inside, up to `most`. Uses its own stack, because a value may nest deeper than the call stack
 * allows.
 */
export function countElements(values: readonly unknown[], most: number): number {
  let count = 0;
  const pending: unknown[] = [...values];
  while (pending.length > 0) {
    const value = pending.pop();
    count += 1;
    if (count > most) return count;
    if (typeof value !== "object" || value === null || neo4j.isInt(value)) continue;
    for (const item of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) pending.push(item);
  }
  return count;
}

interface Ends {
  /** `id` properties of the nodes in the answer, by the driver's element ids. */
  readonly ids: Map<string, string>;
  /** Element ids of end nodes that the answer itself does not contain. */
  readonly unknown: string[];
}

/**
 * Collects the nodes that an answer contains and those that only its relationships refer to, so that relationships can
 * name their ends.
 */
export function endsOf(values: Iterable<unknown>): Ends {
  const ids = new Map<string, string>();
  const nodes = new Set<string>();
  const hinted = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    if (neo4j.isNode(value)) {
      nodes.add(value.elementId);
      const { id } = value.properties as { id?: unknown };
      if (typeof id === "string") ids.set(value.elementId, id);
    } else if (neo4j.isRelationship(value)) {
      hinted.add(value.startNodeElementId).add(value.endNodeElementId);
    } else if (neo4j.isPath(value)) {
      [value.start, ...value.segments.flatMap(({ relationship, end }) => [relationship, end])].forEach(visit);
    } else if (Object.getPrototypeOf(value) === Object.prototype) Object.values(value).forEach(visit);
  };
  for (const value of values) visit(value);
  return { ids, unknown: [...hinted].filter((element) => !nodes.has(element)) };
}
