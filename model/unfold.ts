import type { ReadingView } from "./reading.ts";

/**
 * A view with some folded entities as marks of their own, and the lines that `all` has between them and what is drawn.
 * When none of an entity's neighbours is drawn, they are added too.
 */
export function unfold(view: ReadingView, all: ReadingView, ids: readonly string[]): ReadingView {
  const drawn = new Set(view.marks.map(({ id }) => id));
  const marks = new Map(all.marks.map((mark) => [mark.id, mark]));
  const wanted = new Set<string>();
  for (const id of ids) {
    if (drawn.has(id) || !marks.has(id)) continue;
    wanted.add(id);
    const others = neighboursOf(id, all);
    if (!others.some((other) => drawn.has(other))) for (const other of others) wanted.add(other);
  }
  if (wanted.size === 0) return view;
  const isThere = (id: string): boolean => drawn.has(id) || wanted.has(id);
  const lines = all.lines.filter(
    ({ from, to }) => (wanted.has(from) || wanted.has(to)) && isThere(from) && isThere(to),
  );
  const joins = (id: string): number => lines.filter(({ from, to }) => from === id || to === id).length;
  return {
    ...view,
    marks: [
      ...view.marks,
      ...[...wanted].flatMap((id) => marks.get(id) ?? []).map((mark) => ({ ...mark, joins: joins(mark.id) })),
    ],
    lines: [...view.lines, ...lines],
  };
}

/** The marks that have a line to a mark, each once. */
export function neighboursOf(id: string, { lines }: ReadingView): readonly string[] {
  return [...new Set(lines.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])))];
}
