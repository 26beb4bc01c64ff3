import { decodeValue } from "./codec.ts";
import type { Change, Graph, IndexDescription } from "./graph.ts";

/** What replaying changes needs beyond Graph: elements with given ids, indexes from their description. */
export interface Replayable extends Graph {
  readonly schema: Graph["schema"] & { restore(description: IndexDescription): void; drop(name: string): void };
  addNode(node: number): void;
  addRelationship(relationship: number, type: number, start: number, end: number): void;
}

/** The columns of the merged records of one commit: labels or a type, and property keys. */
interface Shape {
  readonly names: readonly string[];
  readonly keys: readonly number[];
}

/**
 * Replays the changes of one commit. `mergeChanges` writes these records: shape names keys (numbered from 0) · node
 * number shape values… · relationship number start end shape values… · set-node / set-relationship number shape
 * values…. A single change is one of: n node · r relationship type start end · +l / -l node label · np / rp element key
 * value · -n node · -r relationship · +index description · -index name.
 * @throws TypeError for a record of another kind
 */
export function applyChanges(graph: Replayable, changes: readonly Change[]): void {
  const shapes: Shape[] = [];
  for (const change of changes) applyChange(graph, change, shapes);
}

function applyChange(graph: Replayable, change: Change, shapes: Shape[]): void {
  const [operation, first, second, third, fourth] = change as [string, number, string, unknown, unknown];
  switch (operation) {
    case "shape": {
      const [, names, keys] = change as [string, string[], string[]];
      // The names are the labels of a node or the one type of a relationship; the record that uses the shape tells
      // which.
      shapes.push({ names, keys: keys.map((key) => graph.keys.intern(key)) });
      return;
    }
    case "node": {
      const { names, keys } = shapeAt(shapes, change[2]);
      graph.addNode(first);
      for (const name of names) graph.addLabel(first, graph.labels.intern(name));
      keys.forEach((key, index) => graph.setNodeProperty(first, key, decodeValue(change[index + 3])));
      return;
    }
    case "relationship": {
      const { names, keys } = shapeAt(shapes, change[4]);
      graph.addRelationship(first, graph.types.intern(names[0] ?? ""), change[2] as number, change[3] as number);
      keys.forEach((key, index) => graph.setRelationshipProperty(first, key, decodeValue(change[index + 5])));
      return;
    }
    case "set-node": {
      const { keys } = shapeAt(shapes, change[2]);
      keys.forEach((key, index) => graph.setNodeProperty(first, key, decodeValue(change[index + 3])));
      return;
    }
    case "set-relationship": {
      const { keys } = shapeAt(shapes, change[2]);
      keys.forEach((key, index) => graph.setRelationshipProperty(first, key, decodeValue(change[index + 3])));
      return;
    }
    case "n":
      return graph.addNode(first);
    case "r":
      return graph.addRelationship(first, graph.types.intern(second), third as number, fourth as number);
    case "+l":
      return void graph.addLabel(first, graph.labels.intern(second));
    case "-l":
      return void graph.removeLabel(first, graph.labels.intern(second));
    case "np":
      return void graph.setNodeProperty(first, graph.keys.intern(second), decodeValue(third));
    case "rp":
      return void graph.setRelationshipProperty(first, graph.keys.intern(second), decodeValue(third));
    case "-n":
      return graph.deleteNode(first);
    case "-r":
      return graph.deleteRelationship(first);
    case "+index":
      return graph.schema.restore(change[1] as IndexDescription);
    case "-index":
      return graph.schema.drop(change[1] as string);
    default:
      throw new TypeError(`Unknown change ${operation}`);
  }
}

function shapeAt(shapes: readonly Shape[], number: unknown): Shape {
  const shape = shapes[number as number];
  if (shape === undefined) throw new TypeError(`Unknown shape ${String(number)}`);
  return shape;
}
