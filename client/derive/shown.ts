import type { ReadingView } from "../../model/reading.ts";
import { neighboursOf } from "../../model/unfold.ts";
import type { Workspace } from "../state/workspace.ts";

/** Marks in addition to the base: added ones, and selected ones, which may be folded or hidden. */
export function broughtIn({ added, selection }: Workspace): readonly string[] {
  return [...added, ...(selection.kind === "marks" ? selection.ids : [])];
}

/** The ids of the marks that are drawn. */
export function shownMarks(view: ReadingView, first: () => readonly string[], workspace: Workspace): readonly string[] {
  const ids = view.marks.map(({ id }) => id);
  const excluded = new Set(workspace.excluded);
  const brought = broughtIn(workspace).filter((id) => !excluded.has(id));
  if (workspace.base === "whole") return ids.filter((id) => !excluded.has(id));
  if (workspace.base === "own") {
    const wanted = new Set(brought);
    return ids.filter((id) => wanted.has(id));
  }
  return visibleMarks(view, first(), brought).filter((id) => !excluded.has(id));
}

/** First sight and the added marks that have at least one neighbour. */
function visibleMarks(view: ReadingView, first: readonly string[], brought: readonly string[]): string[] {
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
