import type { Line } from "../../model/lines.ts";
import type { ReadingView } from "../../model/reading.ts";

/** Finds the line of a view that shows a claim, by the ids of its relations; null where there is none. */
export function claimLines({ lines }: ReadingView): (relations: readonly string[]) => Line | null {
  let byRelation: ReadonlyMap<string, Line> | null = null;
  return (relations) => {
    byRelation ??= linesByRelation(lines);
    for (const id of relations) {
      const line = byRelation.get(id);
      if (line !== undefined) return line;
    }
    return null;
  };
}

function linesByRelation(lines: readonly Line[]): ReadonlyMap<string, Line> {
  const found = new Map<string, Line>();
  for (const line of lines)
    for (const { relations } of line.sentences)
      for (const relation of relations) if (!found.has(relation)) found.set(relation, line);
  return found;
}
