import { encodeValue } from "./codec.ts";
import type { Change, Graph } from "./graph.ts";

const ROWS_A_CHUNK = 2_000;

/** The changes that make a graph from nothing, in batches. */
export function* changesOf(graph: Graph): Iterable<Change[]> {
  let batch: Change[] = [];
  for (let node = 0; node < graph.nodeBound; node += 1) {
    if (!graph.nodeExists(node)) continue;
    batch.push(["n", node]);
    for (const label of graph.labelsOf(node)) batch.push(["+l", node, graph.labels.name(label)]);
    for (const key of graph.nodeKeys(node))
      batch.push(["np", node, graph.keys.name(key), encodeValue(graph.nodeColumn(key).get(node))]);
    if (batch.length >= ROWS_A_CHUNK) yield batch.splice(0);
  }
  for (let relationship = 0; relationship < graph.relationshipBound; relationship += 1) {
    if (!graph.relationshipExists(relationship)) continue;
    batch.push([
      "r",
      relationship,
      graph.types.name(graph.typeOf(relationship)),
      graph.startOf(relationship),
      graph.endOf(relationship),
    ]);
    for (const key of graph.relationshipKeys(relationship)) {
      batch.push([
        "rp",
        relationship,
        graph.keys.name(key),
        encodeValue(graph.relationshipColumn(key).get(relationship)),
      ]);
    }
    if (batch.length >= ROWS_A_CHUNK) yield batch.splice(0);
  }
  for (const index of graph.schema.indexes()) batch.push(["+index", index]);
  yield batch;
}

/** The same as lines of JSON in UTF-8, one batch a line. */
export function* snapshotOf(graph: Graph): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (const batch of changesOf(graph)) yield encoder.encode(`${JSON.stringify(batch)}\n`);
}
