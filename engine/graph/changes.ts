import { decodeValue } from "./codec.ts";
import type { Change, Graph, IndexDescription } from "./graph.ts";

/** What replaying needs beyond Graph: elements of given numbers, indexes by their description. */
export interface Replayable extends Graph {
  readonly schema: Graph["schema"] & { restore(description: IndexDescription): void; drop(name: string): void };
  addNode(node: number): void;
  addRelationship(relationship: number, type: number, start: number, end: number): void;
}

/**
 * Does one change again. Records: n node · r relationship type start end · +l / -l node label · np / rp element key value ·
 * -n node · -r relationship · +index description · -index name.
 * @throws TypeError when the record is of another kind
 */
export function applyChange(graph: Replayable, change: Change): void {
  const [operation, first, second, third, fourth] = change as [string, number, string, unknown, unknown];
  switch (operation) {
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
