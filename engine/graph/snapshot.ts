import { decodeValue } from "./codec.ts";
import type { Graph, IndexDescription } from "./graph.ts";
import { PropertyGraph } from "./property-graph.ts";
import { readSections, SECTION, SnapshotError, type Section } from "./snapshot-sections.ts";

/**
 * Reads the graph that `writeSnapshot` wrote, with the same ids. The chunks may have any size.
 * @throws SnapshotError when it is damaged, truncated or not a snapshot
 */
export function openSnapshot(chunks: Iterable<Uint8Array>): Graph {
  const graph = new PropertyGraph();
  for (const section of readSections(chunks)) readSection(graph, section);
  graph.commit();
  return graph;
}

function readSection(graph: PropertyGraph, { kind, numbers, json }: Section): void {
  const [first = 0, second = 0] = numbers;
  switch (kind) {
    case SECTION.names:
      [graph.labels, graph.types, graph.keys].forEach((table, index) => {
        for (const name of (json as string[][])[index] ?? []) table.intern(name);
      });
      return graph.reserve(first, second);
    case SECTION.nodes:
      return walk(numbers, 0, (node) => graph.addNode(node));
    case SECTION.label:
      return walk(numbers, 1, (node) => graph.addLabel(node, first));
    case SECTION.relationships:
      return readRelationships(graph, numbers);
    case SECTION.nodeColumn:
      return walk(numbers, 1, (node, index) =>
        graph.setNodeProperty(node, first, decodeValue((json as unknown[])[index])),
      );
    case SECTION.relationshipColumn:
      return walk(numbers, 1, (at, index) =>
        graph.setRelationshipProperty(at, first, decodeValue((json as unknown[])[index])),
      );
    case SECTION.indexes:
      for (const description of json as IndexDescription[]) graph.schema.restore(description);
      return;
    case SECTION.end:
      if (graph.nodeCount !== first || graph.relationshipCount !== second)
        throw new SnapshotError("The snapshot does not hold as many nodes and relationships as it says");
      return;
    default:
      throw new SnapshotError(`The snapshot has a section of the unknown kind ${kind}`);
  }
}

function readRelationships(graph: PropertyGraph, numbers: readonly number[]): void {
  let relationship = 0;
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const [step = 0, type = 0, start = 0, end = 0] = [numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]];
    relationship += step;
    graph.addRelationship(relationship, type, start, end);
  }
}

/** Undoes the delta encoding: `visit` gets each element and its index. */
function walk(numbers: readonly number[], from: number, visit: (element: number, index: number) => void): void {
  let element = 0;
  for (let at = from; at < numbers.length; at += 1) {
    element += numbers[at] ?? 0;
    visit(element, at - from);
  }
}
