import type { ReadingView } from "../../model/reading.ts";
import { neighboursOf } from "../../model/unfold.ts";

/** The ids of the marks that are drawn: first sight and the added marks, each with at least one neighbour. */
export function visibleMarks(view: ReadingView, first: readonly string[], broughtIn: readonly string[]): string[] {
  const known = new Set(view.marks.map(({ id }) => id));
  const shown = new Set(first);
  for (const id of broughtIn) {
    if (!known.has(id)) continue;
    shown.add(id);
    const others = neighboursOf(id, view);
    if (!others.some((other) => shown.has(other))) for (const other of others) shown.add(other);
  }
  return [...shown];
}
