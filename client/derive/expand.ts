import type { ReadingView } from "../../model/reading.ts";
import { removalBy } from "../../model/sentence-filter.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Filter } from "../state/workspace.ts";
import type { StoryPicture } from "./story-picture.ts";

/** The neighbours of a mark by relations of one type and direction. */
export interface Neighbours {
  readonly type: string;
  /** "out": the mark is the subject. */
  readonly direction: "out" | "in";
  /** The number of neighbours, shown or not. */
  readonly count: number;
  /** The neighbours that are not shown, those with most joins first. */
  readonly fresh: readonly string[];
}

/** The surroundings of a mark, for its menu. */
export interface Surroundings {
  /** By type and direction, largest group first. */
  readonly groups: readonly Neighbours[];
  /** All neighbours that are not shown, those with most joins first. */
  readonly fresh: readonly string[];
  /** The shown neighbours. */
  readonly shown: readonly string[];
  /** The shown neighbours without any other shown neighbour. */
  readonly leaves: readonly string[];
}

/**
 * The surroundings of a mark in the whole view after the filter. In a chain, the leg at the mark determines the type.
 */
export function surroundings(
  { view, drawing, hidden }: Pick<StoryPicture, "view" | "drawing" | "hidden">,
  graph: StoryGraph,
  filter: Filter,
  id: string,
): Surroundings {
  const removal = removalBy(graph, filter);
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const marks = new Map(view.marks.filter(({ kind }) => !filter.kinds.has(kind)).map((mark) => [mark.id, mark]));
  const gone = new Set(hidden.marks);
  const isShown = new Set(drawing.marks.flatMap((mark) => (gone.has(mark.id) ? [] : [mark.id])));
  const groups = new Map<string, Pick<Neighbours, "type" | "direction"> & { readonly others: Set<string> }>();
  const around = new Set<string>();
  for (const { from, to, sentences } of view.lines) {
    if (from === to || (from !== id && to !== id)) continue;
    const other = from === id ? to : from;
    if (!marks.has(other)) continue;
    for (const sentence of sentences) {
      if (removal.sentence(sentence)) continue;
      around.add(other);
      for (const leg of sentence.relations.flatMap((leg) => relations.get(leg) ?? [])) {
        if (leg.subject !== id && leg.object !== id) continue;
        const direction = leg.subject === id ? "out" : "in";
        const key = `${direction} ${leg.type}`;
        const group = groups.get(key) ?? { type: leg.type, direction, others: new Set() };
        groups.set(key, group);
        group.others.add(other);
      }
    }
  }
  const freshOf = (ids: Iterable<string>) =>
    [...ids]
      .filter((other) => !isShown.has(other))
      .toSorted((one, other) => (marks.get(other)?.joins ?? 0) - (marks.get(one)?.joins ?? 0));
  const shown = [...around].filter((other) => isShown.has(other));
  return {
    groups: [...groups.values()]
      .map(({ others, ...group }): Neighbours => ({ ...group, count: others.size, fresh: freshOf(others) }))
      .toSorted((one, other) => other.count - one.count),
    fresh: freshOf(around),
    shown,
    leaves: leavesOf(view, isShown, id, shown),
  };
}

function leavesOf(
  { lines }: ReadingView,
  isShown: ReadonlySet<string>,
  id: string,
  shown: readonly string[],
): readonly string[] {
  const held = new Set<string>();
  for (const { from, to } of lines) {
    if (from === to || from === id || to === id || !isShown.has(from) || !isShown.has(to)) continue;
    held.add(from);
    held.add(to);
  }
  return shown.filter((other) => !held.has(other));
}
