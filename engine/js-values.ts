import type { GraphReader } from "./values/graph-reader.ts";
import { isList, isMap } from "./values/kind.ts";
import { integer } from "./values/numbers.ts";
import { propertiesOf } from "./values/operations/property.ts";
import { toCypherText } from "./values/operations/to-string.ts";
import { parseDuration } from "./values/temporal/parse-duration.ts";
import { parseDate, parseDateTime, parseLocalDateTime, parseLocalTime, parseTime } from "./values/temporal/parse.ts";
import {
  DateTimeValue,
  DateValue,
  DurationValue,
  Float,
  LocalDateTimeValue,
  LocalTimeValue,
  NodeValue,
  PathValue,
  PointValue,
  RelationshipValue,
  TimeValue,
  type TemporalValue,
  type Value,
} from "./values/value.ts";

/** A node as it was when its row was returned. `id` is its number in this database. */
export class GraphNode {
  readonly id: number;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, JsValue>>;

  constructor(id: number, labels: readonly string[], properties: Readonly<Record<string, JsValue>>) {
    this.id = id;
    this.labels = labels;
    this.properties = properties;
  }
}

/** A relationship as it was when its row was returned. `start` and `end` are the ids of its nodes. */
export class GraphRelationship {
  readonly id: number;
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly properties: Readonly<Record<string, JsValue>>;

  constructor(
    id: number,
    type: string,
    [start, end]: readonly [number, number],
    properties: Readonly<Record<string, JsValue>>,
  ) {
    this.id = id;
    this.type = type;
    this.start = start;
    this.end = end;
    this.properties = properties;
  }
}

/** A path; `nodes` has one item more than `relationships`. */
export class GraphPath {
  readonly nodes: readonly GraphNode[];
  readonly relationships: readonly GraphRelationship[];

  constructor(nodes: readonly GraphNode[], relationships: readonly GraphRelationship[]) {
    this.nodes = nodes;
    this.relationships = relationships;
  }
}

/** A value in a result. An integer is a number while it is safe, else a bigint; a float is a number. */
export type JsValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsValue[]
  | { readonly [key: string]: JsValue }
  | GraphNode
  | GraphRelationship
  | GraphPath
  | TemporalValue
  | PointValue;

/**
 * A parameter value. A number that is a safe integer becomes an INTEGER, any other a FLOAT. `new Float(1)` is the FLOAT
 * 1.0, and a bigint an INTEGER.
 */
export type JsInput =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Float
  | TemporalValue
  | PointValue
  | readonly JsInput[]
  | { readonly [key: string]: JsInput };

const KEPT = [
  Float,
  DateValue,
  LocalTimeValue,
  TimeValue,
  LocalDateTimeValue,
  DateTimeValue,
  DurationValue,
  PointValue,
] as const;

/**
 * Converts a parameter to a Cypher value.
 * @throws CypherError ArithmeticError for a bigint beyond 64 bits
 * @throws TypeError for a value without a Cypher type: a function, a symbol, an instance of another class
 */
export function fromJs(value: JsInput): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new Float(value);
  if (typeof value === "bigint") return integer(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item: JsInput) => fromJs(item));
  if (KEPT.some((kind) => value instanceof kind)) return value as Float | TemporalValue | PointValue;
  if (typeof value !== "object" || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))
    throw new TypeError(`A parameter cannot be a ${typeof value === "object" ? value.constructor.name : typeof value}`);
  return new Map(Object.entries(value).map(([key, item]) => [key, fromJs(item as JsInput)]));
}

const PARSERS = {
  Date: parseDate,
  LocalTime: parseLocalTime,
  Time: parseTime,
  LocalDateTime: parseLocalDateTime,
  DateTime: parseDateTime,
  Duration: parseDuration,
} as const;

export type TemporalKind = keyof typeof PARSERS;

/**
 * Parses a temporal value from ISO 8601 text, like the Cypher function of the same name.
 * @throws CypherError for a text that is not one
 */
export function temporalOf(kind: TemporalKind, text: string): TemporalValue {
  return PARSERS[kind](text);
}

/** Formats a value as Cypher source; a temporal value as its ISO 8601 text. */
export function textOf(value: Value): string {
  return toCypherText(value);
}

/** Converts a Cypher value to JavaScript. Temporal values and points keep their classes. */
export function toJs(value: Value, graph: GraphReader): JsValue {
  if (value instanceof Float) return value.value;
  if (isList(value)) return value.map((item) => toJs(item, graph));
  if (isMap(value)) return recordOf(value, graph);
  if (value instanceof NodeValue) return nodeOf(value.id, graph);
  if (value instanceof RelationshipValue) return relationshipOf(value.id, graph);
  if (value instanceof PathValue)
    return new GraphPath(
      value.nodes.map((node) => nodeOf(node, graph)),
      value.relationships.map((relationship) => relationshipOf(relationship, graph)),
    );
  return value;
}

function recordOf(map: ReadonlyMap<string, Value>, graph: GraphReader): Readonly<Record<string, JsValue>> {
  return Object.fromEntries(Array.from(map, ([key, item]) => [key, toJs(item, graph)]));
}

function nodeOf(node: number, graph: GraphReader): GraphNode {
  const labels = graph.labelsOf(node).map((label) => graph.labels.name(label));
  return new GraphNode(node, labels, recordOf(propertiesOf(new NodeValue(node), graph) ?? new Map(), graph));
}

function relationshipOf(relationship: number, graph: GraphReader): GraphRelationship {
  const ends = [graph.startOf(relationship), graph.endOf(relationship)] as const;
  const properties = recordOf(propertiesOf(new RelationshipValue(relationship), graph) ?? new Map(), graph);
  return new GraphRelationship(relationship, graph.types.name(graph.typeOf(relationship)), ends, properties);
}
