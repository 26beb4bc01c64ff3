import { prepareLoaded, run, type Prepared } from "../engine/run-statement.ts";
import type { Graph } from "../engine/graph/graph.ts";
import { createGraph } from "../engine/graph/property-graph.ts";
import { Float, type Value } from "../engine/values/value.ts";
import { TYPES, type Sample } from "./sample.ts";

const prepared = new Map<string, Prepared>();

/** The sample in a graph of the engine, loaded in one transaction. */
export function loadEngine({ nodes, names, ages, starts, ends, types, weights }: Sample): Graph {
  const graph = createGraph();
  const person = graph.labels.intern("Person");
  const typeNumbers = TYPES.map((type) => graph.types.intern(type));
  const [id, name, age, weight, source] = ["id", "name", "age", "weight", "source"].map((key) =>
    graph.keys.intern(key),
  );
  if (id === undefined || name === undefined || age === undefined || weight === undefined || source === undefined)
    throw new Error("Five keys were made");
  graph.begin();
  for (let at = 0; at < nodes; at += 1) {
    const node = graph.createNode([person]);
    graph.setNodeProperty(node, id, at);
    graph.setNodeProperty(node, name, names[at] ?? "");
    graph.setNodeProperty(node, age, ages[at] ?? 0);
  }
  for (let at = 0; at < starts.length; at += 1) {
    const relationship = graph.createRelationship(typeNumbers[types[at] ?? 0] ?? 0, starts[at] ?? 0, ends[at] ?? 0);
    graph.setRelationshipProperty(relationship, weight, weights[at] ?? 0);
    graph.setRelationshipProperty(relationship, source, SOURCES[(weights[at] ?? 0) % SOURCES.length] ?? "");
  }
  graph.commit();
  return graph;
}

/** The values of a relationship's `source`: few different ones, as in real data. */
export const SOURCES: readonly string[] = Array.from({ length: 20 }, (_, at) => `source ${at}`);

/**
 * Runs a statement that is prepared once, as the server does and as Grafeo caches its plans; the rows as plain data.
 */
export function askEngine(graph: Graph, statement: string): unknown[][] {
  const known = prepared.get(statement) ?? prepareLoaded(statement);
  prepared.set(statement, known);
  const { rows } = run(graph, known, new Map(), {
    clock: () => performance.now(),
    now: { epochMillis: 0, nanoOfMilli: 0 },
    limits: { timeMillis: 20_000, steps: 10_000_000_000, elements: 100_000_000 },
  });
  return rows.map((row) => row.map(plain));
}

function plain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  return Array.isArray(value) ? value.map(plain) : value;
}
