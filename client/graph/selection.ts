/** What the reader has selected. */
export type Selection =
  | { readonly kind: "nothing" }
  /** At least one, in the order they were selected. */
  | { readonly kind: "marks"; readonly ids: readonly string[] }
  | { readonly kind: "line"; readonly id: string };

export const NOTHING: Selection = { kind: "nothing" };

export function selectMark(id: string): Selection {
  return { kind: "marks", ids: [id] };
}

export function selectLine(id: string): Selection {
  return { kind: "line", id };
}

export function selectMarks(ids: readonly string[]): Selection {
  return ids.length === 0 ? NOTHING : { kind: "marks", ids: [...new Set(ids)] };
}

/** Adds a mark to the selection, or removes it. */
export function toggleMark(selection: Selection, id: string): Selection {
  if (selection.kind !== "marks") return selectMark(id);
  return selectMarks(
    selection.ids.includes(id) ? selection.ids.filter((other) => other !== id) : [...selection.ids, id],
  );
}

/** Removes the mark selected last; then selects nothing. */
export function backOut(selection: Selection): Selection {
  return selection.kind === "marks" ? selectMarks(selection.ids.slice(0, -1)) : NOTHING;
}

/** Removes from the selection what no longer exists. */
export function keepExisting(
  selection: Selection,
  there: { readonly marks: ReadonlySet<string>; readonly lines: ReadonlySet<string> },
): Selection {
  if (selection.kind === "marks") return selectMarks(selection.ids.filter((id) => there.marks.has(id)));
  return selection.kind === "line" && !there.lines.has(selection.id) ? NOTHING : selection;
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "marks" ? selection.ids.includes(id) : selection.kind === "line" && selection.id === id;
}

export function sameSelection(one: Selection, other: Selection): boolean {
  if (one.kind === "marks" && other.kind === "marks") {
    return one.ids.length === other.ids.length && one.ids.every((id, at) => id === other.ids[at]);
  }
  if (one.kind === "line" && other.kind === "line") return one.id === other.id;
  return one.kind === other.kind;
}
