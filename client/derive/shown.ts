import type { ReadingView } from "../../model/reading.ts";
import { neighboursOf } from "../../model/unfold.ts";
import type { Workspace } from "../state/workspace.ts";

/** What is brought in beside the base: the added marks, and the selected ones, which may be folded away or not shown. */
export function broughtIn({ added, selection }: Workspace): readonly string[] {
  return [...added, ...(selection.kind === "marks" ? selection.ids : [])];
}

/** The ids of the marks that are drawn: first sight and what is brought in, each with at least one neighbour. */
export function visibleMarks(view: ReadingView, first: readonly string[], brought: readonly string[]): string[] {
  const known = new Set(view.marks.map(({ id }) => id));
  const shown = new Set(first);
  for (const id of brought) {
    if (!known.has(id)) continue;
    shown.add(id);
    const others = neighboursOf(id, view);
    if (!others.some((other) => shown.has(other))) for (const other of others) shown.add(other);
  }
  return [...shown];
}
