/** Marks and lines by id, as callers pass them. */
export interface IdLists {
  readonly marks: readonly string[];
  readonly lines: readonly string[];
}

/** A set of marks and a set of lines, by id. */
export interface IdSets {
  readonly marks: ReadonlySet<string>;
  readonly lines: ReadonlySet<string>;
}

export const NO_IDS: IdSets = { marks: new Set<string>(), lines: new Set<string>() };

export function idSets({ marks, lines }: IdLists): IdSets {
  return { marks: new Set(marks), lines: new Set(lines) };
}

export function sameIds(ids: IdLists, there: IdSets): boolean {
  return (["marks", "lines"] as const).every(
    (kind) => new Set(ids[kind]).size === there[kind].size && ids[kind].every((id) => there[kind].has(id)),
  );
}
