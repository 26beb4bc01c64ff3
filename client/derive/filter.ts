import type { Kind } from "../../model/kinds.ts";
import type { Mark, ReadingView } from "../../model/reading.ts";
import { countFacets, removalBy, type Removal, type SentenceFacet } from "../../model/sentence-filter.ts";
import { removeSources, type SourceRemoval } from "../../model/speakers.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Facet, Filter } from "../state/workspace.ts";

interface IdLists {
  readonly marks: readonly string[];
  readonly lines: readonly string[];
}

/** What would be left with a value switched on: of kinds, marks; of all else, sentences of the picture. */
export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>;

export interface FilterResult {
  readonly hidden: IdLists;
  /** Lines of which some sentences are removed. */
  readonly dimmed: IdLists;
  readonly counts: FacetCounts;
  /** What falls with the sources that are off, of what else is left, and what stands on others. */
  readonly removal: SourceRemoval;
}

/** Filters the marks of a view that are shown, and the lines between them. */
export function filterView(
  view: ReadingView,
  graph: StoryGraph,
  shownIds: readonly string[],
  filter: Filter,
): FilterResult {
  const { kinds, sources, ...others } = filter;
  const shown = new Set(shownIds);
  const marks = view.marks.filter(({ id }) => shown.has(id));
  const drawn = view.lines.filter(({ from, to }) => from !== to && shown.has(from) && shown.has(to));
  const removal = removalBy(graph, filter);
  const kept = (line: ReadingView["lines"][number]) => line.sentences.filter((one) => !removal.sentence(one)).length;
  const removedLines = drawn.filter((line) => kept(line) === 0);
  const dimmedLines = drawn.filter((line) => kept(line) > 0 && kept(line) < line.sentences.length);
  const isolated = isolatedMarks(drawn, removal);
  const isHiddenKind = ({ kind }: Mark) => kinds.has(kind);
  const ofHiddenKind = new Set(marks.filter(isHiddenKind).map(({ id }) => id));
  const isSeen = (id: string) => shown.has(id) && !ofHiddenKind.has(id);
  return {
    hidden: { marks: [...new Set([...isolated, ...ofHiddenKind])], lines: removedLines.map(({ id }) => id) },
    dimmed: { marks: [], lines: dimmedLines.map(({ id }) => id) },
    counts: {
      kinds: countKinds(marks.filter(({ id }) => !isolated.has(id))),
      ...countFacets(view, graph, filter, isSeen),
    },
    // Nothing falls where no source is off: a large view is not gone through for that.
    removal: removeSources(sources.size === 0 ? view : onlyLeft(view, removalBy(graph, others)), graph, sources, shown),
  };
}

/** Marks that lines joined, and none does any more. */
function isolatedMarks(drawn: ReadingView["lines"], removal: Removal): ReadonlySet<string> {
  const left = drawn.filter(({ sentences }) => !sentences.every(removal.sentence));
  const joined = new Set(left.flatMap(({ from, to }) => [from, to]));
  return new Set(drawn.flatMap(({ from, to }) => [from, to]).filter((id) => !joined.has(id)));
}

/** A view whose lines have only the sentences that a filter leaves. */
function onlyLeft(view: ReadingView, removal: Removal): ReadingView {
  const lines = view.lines.flatMap((line) => {
    const sentences = line.sentences.filter((sentence) => !removal.sentence(sentence));
    return sentences.length === 0 ? [] : [{ ...line, sentences }];
  });
  return { ...view, lines };
}

function countKinds(marks: readonly Mark[]): ReadonlyMap<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** The values of a facet that the picture has or that are switched off, the most frequent first. */
export function facetRows(counts: FacetCounts, filter: Filter, facet: SentenceFacet): readonly string[] {
  const values = new Set([...counts[facet].keys(), ...filter[facet]]);
  const countOf = (value: string) => counts[facet].get(value) ?? 0;
  return [...values]
    .filter((value) => countOf(value) > 0 || filter[facet].has(value))
    .toSorted((one, other) => countOf(other) - countOf(one) || (one < other ? -1 : 1));
}
