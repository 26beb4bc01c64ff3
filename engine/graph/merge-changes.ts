import type { Change } from "./graph.ts";

/**
 * Changes of one commit with what follows one another on an element as one record: a new node or relationship with its
 * labels or type and all its properties, or the properties that were set on an old one. Names stand once a commit, in
 * `shape` records before their first use; changes.ts reads them. Only neighbours are merged, so that no change passes
 * another element's: under a constraint their order counts.
 */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged: Change[] = [];
  const shapes = new Map<string, number>();
  let run: Run | null = null;
  const end = () => {
    if (run === null) return;
    const { record, names, properties } = run;
    const key = JSON.stringify([names, [...properties.keys()]]);
    const shape = shapes.get(key) ?? shapes.size;
    if (shape === shapes.size) {
      shapes.set(key, shape);
      merged.push(["shape", names, [...properties.keys()]]);
    }
    merged.push([...record, shape, ...properties.values()]);
    run = null;
  };
  for (const change of changes) {
    if (run !== null && extend(run, change)) continue;
    end();
    run = begin(change);
    if (run === null) merged.push(change);
  }
  end();
  return merged;
}

/** What is being merged: an element, what its record begins with, and what came about it. */
interface Run {
  readonly entity: "node" | "relationship";
  readonly element: number;
  readonly record: Change;
  /** Labels of a new node, the type of a new relationship; nothing of an old one. */
  readonly names: string[];
  readonly properties: Map<string, unknown>;
}

function begin([operation, element, ...args]: Change): Run | null {
  const number = element as number;
  switch (operation) {
    case "n":
      return { entity: "node", element: number, record: ["node", number], names: [], properties: new Map() };
    case "r": {
      const [type, start, end] = args as [string, number, number];
      const record: Change = ["relationship", number, start, end];
      return { entity: "relationship", element: number, record, names: [type], properties: new Map() };
    }
    case "np":
    case "rp": {
      const entity = operation === "np" ? "node" : "relationship";
      const [key, value] = args as [string, unknown];
      return {
        entity,
        element: number,
        record: [`set-${entity}`, number],
        names: [],
        properties: new Map([[key, value]]),
      };
    }
    default:
      return null;
  }
}

/** Answers whether the change is of the same element and was taken in. */
function extend({ entity, element, record, names, properties }: Run, [operation, of, name, value]: Change): boolean {
  if (of !== element) return false;
  if (operation === (entity === "node" ? "np" : "rp")) {
    // The place of the last one counts: a map keeps that of the first.
    properties.delete(name as string);
    properties.set(name as string, value);
    return true;
  }
  if (operation !== "+l" || record[0] !== "node") return false;
  names.push(name as string);
  return true;
}
