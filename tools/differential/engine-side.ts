import { prepare, run } from "../../engine/run-statement.ts";
import { CypherError } from "../../engine/errors.ts";
import type { Graph } from "../../engine/graph/graph.ts";
import { createGraph } from "../../engine/graph/property-graph.ts";
import { civilDate } from "../../engine/values/temporal/calendar.ts";
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
  type Value,
} from "../../engine/values/value.ts";
import type { Answer } from "./answer.ts";
import * as canonical from "./canonical.ts";
import type { Given } from "./draw.ts";
import { LABELS, TYPES, type StartingGraph } from "./graphs.ts";
import type { Statement } from "./statement.ts";

/** The engine's answer, on a graph of its own. Every other graph has indexes: an answer may not tell. */
export async function askEngine(start: StartingGraph, statement: Statement): Promise<Answer> {
  const graph = createGraph();
  for (const text of start.schema) await perform(graph, text, new Map());
  if (start.text.length % 2 === 1) makeIndexes(graph);
  if (start.text !== "") await perform(graph, start.text, new Map());
  const before = statement.writes ? wholeGraph(graph) : [];
  try {
    const parameters = new Map([...statement.parameters].map(([name, { value }]) => [name, toEngine(value)] as const));
    const { columns, rows, counters } = await perform(graph, statement.text, parameters);
    return {
      kind: "rows",
      columns,
      rows: rows.map((row) => row.map((value) => textOf(value, graph))),
      counters: Object.fromEntries(Object.entries(counters).filter(([, count]) => count > 0)),
      graph: statement.writes ? wholeGraph(graph) : [],
    };
  } catch (error) {
    if (!(error instanceof CypherError)) throw error;
    if (statement.writes && wholeGraph(graph).join("\n") !== before.join("\n"))
      throw new Error(`What was refused has changed the graph: ${statement.text} on ${start.text}`, { cause: error });
    const { kind, detail, message } = error;
    const place = error.start === null || error.end === null ? null : { start: error.start, end: error.end };
    return { kind: "refused", code: `${kind} ${detail}`, message, place };
  }
}

function makeIndexes({ schema }: Graph): void {
  const range = { name: null, kind: "range", analyzer: null } as const;
  for (const properties of [["k"], ["v"], ["s"], ["x"], ["d"], ["v", "s"]])
    for (const label of LABELS) schema.createIndex({ ...range, entity: "node", labels: [label], properties }, true);
  for (const properties of [["k"], ["w"]])
    for (const type of TYPES)
      schema.createIndex({ ...range, entity: "relationship", labels: [type], properties }, true);
}

async function perform(graph: Graph, text: string, parameters: ReadonlyMap<string, Value>) {
  const prepared = await prepare(text);
  return run(graph, prepared, parameters, {
    clock: () => performance.now(),
    now: { epochMillis: Date.now(), nanoOfMilli: 0 },
    limits: { timeMillis: 20_000 },
  });
}

function toEngine(given: Given): Value {
  if (typeof given === "bigint") return Number.isSafeInteger(Number(given)) ? Number(given) : given;
  if (typeof given === "number") return new Float(given);
  if (Array.isArray(given)) return (given as readonly Given[]).map(toEngine);
  if (typeof given === "object" && given !== null)
    return new Map(Object.entries(given).map(([key, value]) => [key, toEngine(value)]));
  return given;
}

function textOf(value: Value, graph: Graph): string {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "bigint")
    return String(value);
  // Half a character comes over Bolt as a question mark.
  if (typeof value === "string") return canonical.stringText(value.replaceAll(/[\u{D800}-\u{DFFF}]/gu, "?"));
  if (value instanceof Float) return canonical.floatText(value.value);
  if (Array.isArray(value)) return canonical.listText((value as readonly Value[]).map((item) => textOf(item, graph)));
  if (value instanceof Map)
    return canonical.mapText(
      [...(value as ReadonlyMap<string, Value>)].map(([key, item]) => [key, textOf(item, graph)]),
    );
  if (value instanceof NodeValue) return nodeOf(value.id, graph);
  if (value instanceof RelationshipValue) return relationshipOf(value.id, graph);
  if (value instanceof PathValue) return pathOf(value, graph);
  if (value instanceof PointValue)
    return canonical.pointText(value.srid, [value.x, value.y, ...(value.z === null ? [] : [value.z])]);
  return temporalOf(value);
}

function temporalOf(value: Value): string {
  if (value instanceof DateValue) return `date ${day(value.epochDay)}`;
  if (value instanceof LocalTimeValue) return `localtime ${clock(value.nanoOfDay)}`;
  if (value instanceof TimeValue) return `time ${clock(value.nanoOfDay)} ${value.offsetSeconds}`;
  if (value instanceof LocalDateTimeValue) return `localdatetime ${day(value.epochDay)} ${clock(value.nanoOfDay)}`;
  if (value instanceof DateTimeValue)
    return `datetime ${day(value.epochDay)} ${clock(value.nanoOfDay)} ${value.offsetSeconds} ${value.zone ?? ""}`;
  if (value instanceof DurationValue)
    return canonical.durationText(
      String(value.months),
      String(value.days),
      String(value.seconds),
      String(value.nanoseconds),
    );
  throw new TypeError("Not a value");
}

function day(epochDay: number): string {
  const { year, month, day: dayOfMonth } = civilDate(epochDay);
  return canonical.dateText(year, month, dayOfMonth);
}

function clock(nanoOfDay: number): string {
  const seconds = Math.floor(nanoOfDay / 1e9);
  return canonical.clockText(Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, nanoOfDay % 1e9);
}

function nodeOf(node: number, graph: Graph): string {
  if (!graph.nodeExists(node)) return "(deleted)";
  return canonical.nodeText(
    graph.labelsOf(node).map((label) => graph.labels.name(label)),
    graph.nodeKeys(node).map((key) => [graph.keys.name(key), textOf(graph.nodeColumn(key).get(node), graph)]),
  );
}

function relationshipOf(at: number, graph: Graph): string {
  if (!graph.relationshipExists(at)) return "-[deleted]-";
  return canonical.relationshipText(
    graph.types.name(graph.typeOf(at)),
    graph
      .relationshipKeys(at)
      .map((key) => [graph.keys.name(key), textOf(graph.relationshipColumn(key).get(at), graph)]),
  );
}

function pathOf({ nodes, relationships }: PathValue, graph: Graph): string {
  return canonical.pathText(
    nodes.map((node) => nodeOf(node, graph)),
    relationships.map((at, index) => [
      relationshipOf(at, graph),
      graph.relationshipExists(at) && graph.startOf(at) === nodes[index],
    ]),
  );
}

function wholeGraph(graph: Graph): string[] {
  const found: string[] = [];
  graph.forEachNode((node) => found.push(nodeOf(node, graph)) > 0);
  for (let at = 0; at < graph.relationshipBound; at += 1) {
    if (!graph.relationshipExists(at)) continue;
    const ends = [graph.startOf(at), graph.endOf(at)].map((node) => nodeOf(node, graph));
    found.push(`${ends[0]}${relationshipOf(at, graph)}>${ends[1]}`);
  }
  return found.toSorted();
}
