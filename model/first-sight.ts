import type { ReadingView } from "./reading.ts";
import type { StoryGraph } from "./story.ts";

export const FIRST_SIGHT = 30;

/**
 * The marks at first sight: featured entities, kept events, and the marks on the shortest paths between them. Then one
 * by one the mark with the most joins to those already selected (two at most count), the most joins overall, the most
 * mentions, the first position in the text. Negative or unclear lines add no mark.
 */
export function firstSight(view: ReadingView, graph: StoryGraph, most: number = FIRST_SIGHT): string[] {
  const ids = view.marks.map(({ id }) => id);
  if (ids.length <= most) return ids;
  const known = new Set(ids);
  const neighbours = joinsOf(view);
  const shown = new Set<string>();
  for (const id of [...graph.story.featured, ...view.keptEvents]) if (known.has(id) && shown.size < most) shown.add(id);
  for (const id of Array.from(shown)) {
    for (const between of wayTo(id, shown, neighbours)) if (shown.size < most) shown.add(between);
  }
  const joins = new Map(view.marks.map((mark) => [mark.id, mark.joins]));
  const rank = (id: string): number[] => {
    const { count = 0, first = Number.MAX_SAFE_INTEGER } = graph.mentions[id] ?? {};
    const there = [...(neighbours.get(id) ?? [])].filter((other) => shown.has(other)).length;
    return [Math.min(there, 2), joins.get(id) ?? 0, count, -first];
  };
  while (shown.size < most) {
    const next = best(
      ids.filter((id) => !shown.has(id)),
      rank,
    );
    if (next === null) break;
    shown.add(next);
  }
  return ids.filter((id) => shown.has(id));
}

function joinsOf({ lines }: ReadingView): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const { from, to, sentences } of lines) {
    if (!sentences.some(({ negative, certainty }) => !negative && certainty !== "ambiguous")) continue;
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
    neighbours.set(to, (neighbours.get(to) ?? new Set()).add(from));
  }
  return neighbours;
}

/** The marks on the shortest path from one mark to the others shown; empty when they are adjacent. */
function wayTo(
  start: string,
  shown: ReadonlySet<string>,
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const pending = [start];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (at !== start && shown.has(at)) {
      const way: string[] = [];
      for (let back = cameFrom.get(at) ?? null; back !== null && back !== start; back = cameFrom.get(back) ?? null)
        way.push(back);
      return way;
    }
    for (const next of [...(neighbours.get(at) ?? [])].toSorted()) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      pending.push(next);
    }
  }
  return [];
}

function best(ids: readonly string[], rank: (id: string) => number[]): string | null {
  let found: { id: string; rank: number[] } | null = null;
  for (const id of ids) {
    const own = rank(id);
    if (found === null || isBefore(own, found.rank)) found = { id, rank: own };
  }
  return found?.id ?? null;
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  for (const [index, value] of left.entries()) if (value !== right[index]) return value > (right[index] ?? 0);
  return false;
}
