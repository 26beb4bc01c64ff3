import type { Clause } from "./ast.ts";
import { walk } from "./walk.ts";

const WRITING: ReadonlySet<string> = new Set<Clause["type"]>(["Create", "Merge", "Set", "Remove", "Delete", "Foreach"]);

/** Whether a clause of this type changes the graph. */
export function writesGraph(type: string): boolean {
  return WRITING.has(type);
}

/** Whether a clause that changes the graph occurs anywhere in a tree. */
export function containsWrite(tree: unknown): boolean {
  let found = false;
  walk(tree, ({ type }) => {
    if (writesGraph(type)) found = true;
    return !found;
  });
  return found;
}
