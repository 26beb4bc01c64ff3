import type { Change } from "./graph.ts";

/**
 * Merges consecutive changes of one element into one record: a new node or relationship with its labels or type and all
 * its properties, or the properties set on an existing one. Each set of names is written once per commit, in a `shape`
 * record before its first use; changes.ts reads them. Only adjacent changes are merged, so that no change passes that
 * of another element: constraints depend on the order.
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

/** The record being built: its element, its first fields, and the changes merged so far. */
interface Run {
  readonly entity: "node" | "relationship";
  readonly element: number;
  readonly record: Change;
  /** The labels of a new node or the type of a new relationship; empty for an existing element. */
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

/** Returns whether the change belongs to the same element and was merged. */
function extend({ entity, element, record, names, properties }: Run, [operation, of, name, value]: Change): boolean {
  if (of !== element) return false;
  if (operation === (entity === "node" ? "np" : "rp")) {
    // The position of the last set counts, but a Map keeps that of the first.
    properties.delete(name as string);
    properties.set(name as string, value);
    return true;
  }
  if (operation !== "+l" || record[0] !== "node") return false;
  names.push(name as string);
  return true;
}
