import type { Value } from "../values/value.ts";
import { encodeValue } from "./codec.ts";
import type { Graph, Names } from "./graph.ts";
import { SECTION, snapshotHead, writeSection } from "./snapshot-sections.ts";

const ELEMENTS_A_SECTION = 32_768;

/** Writes a graph as bytes, section by section; `openSnapshot` of snapshot.ts reads them. */
export function* writeSnapshot(graph: Graph): Generator<Uint8Array> {
  const { labels, types, keys, schema, nodeBound, relationshipBound } = graph;
  yield snapshotHead();
  const names = [labels, types, keys].map(usedNames);
  yield writeSection({ kind: SECTION.names, numbers: [nodeBound, relationshipBound], json: names });

  for (const part of inParts(collect((visit) => graph.forEachNode(visit))))
    yield writeSection({ kind: SECTION.nodes, numbers: steps(part), json: null });
  for (let label = 0; label < labels.size; label += 1) {
    for (const part of inParts(collect((visit) => graph.forEachNodeWithLabel(label, visit))))
      yield writeSection({ kind: SECTION.label, numbers: [label, ...steps(part)], json: null });
  }

  for (const part of inParts(relationshipsOf(graph))) {
    const rows = part.map((at) => [graph.typeOf(at), graph.startOf(at), graph.endOf(at)]);
    const walk = steps(part);
    yield writeSection({
      kind: SECTION.relationships,
      numbers: rows.flatMap((row, index) => [walk[index] ?? 0, ...row]),
      json: null,
    });
  }

  for (let key = 0; key < keys.size; key += 1) {
    yield* writeColumn(SECTION.nodeColumn, key, graph.nodeValues(key));
    yield* writeColumn(SECTION.relationshipColumn, key, graph.relationshipValues(key));
  }
  yield writeSection({ kind: SECTION.indexes, numbers: [], json: schema.indexes() });
  yield writeSection({ kind: SECTION.end, numbers: [graph.nodeCount, graph.relationshipCount], json: null });
}

function* writeColumn(
  kind: number,
  key: number,
  values: Iterable<readonly [element: number, value: Value]>,
): Generator<Uint8Array> {
  for (const part of inParts(values)) {
    yield writeSection({
      kind,
      numbers: [key, ...steps(part.map(([element]) => element))],
      json: part.map(([, value]) => encodeValue(value)),
    });
  }
}

/**
 * The names of a table in the order of their numbers. An unused name may have been erased on purpose, so a placeholder
 * takes its number.
 */
function usedNames(table: Names): string[] {
  const used = new Set(table.all());
  return Array.from({ length: table.size }, (_, number) => {
    const name = table.name(number);
    return used.has(name) ? name : `\0${number}`;
  });
}

function* relationshipsOf(graph: Graph): Generator<number> {
  for (let at = 0; at < graph.relationshipBound; at += 1) if (graph.relationshipExists(at)) yield at;
}

function collect(scan: (visit: (element: number) => boolean) => boolean): number[] {
  const found: number[] = [];
  scan((element) => found.push(element) > 0);
  return found;
}

function* inParts<T>(items: Iterable<T>): Generator<T[]> {
  let part: T[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < ELEMENTS_A_SECTION) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Delta encoding: the difference of each number to the one before, the first to 0. Small numbers pack small. */
function steps(ascending: readonly number[]): number[] {
  return ascending.map((number, index) => number - (index === 0 ? 0 : (ascending[index - 1] ?? 0)));
}
