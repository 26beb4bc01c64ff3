import type { Sentence } from "./lines.ts";
import type { ReadingView } from "./reading.ts";
import type { Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** What tells sentences apart: who says them, their relation types, how sure they are, "says not", and their articles. */
export const SENTENCE_FACETS = ["sources", "types", "certainties", "polarities", "documents"] as const;
export type SentenceFacet = (typeof SENTENCE_FACETS)[number];

/** For each facet the values that are switched off. */
export type SentenceFilter = Readonly<Record<SentenceFacet, ReadonlySet<string>>>;

export const NO_SENTENCE_FILTER: SentenceFilter = {
  sources: new Set(),
  types: new Set(),
  certainties: new Set(),
  polarities: new Set(),
  documents: new Set(),
};

/** What of a sentence a filter looks at. */
export type FilteredSentence = Pick<Sentence, "relations" | "certainty" | "negative">;

type FacetValues = Readonly<Record<SentenceFacet, readonly string[]>>;

/** What a filter removes. */
export interface Removal {
  sentence(sentence: FilteredSentence): boolean;
  relation(relation: Relation): boolean;
}

const NO_REMOVAL: Removal = { sentence: () => false, relation: () => false };

/** A sentence is removed if one of its legs has a value that is off; it is as sure as it is drawn. */
export function removalBy(graph: StoryGraph, off: Partial<SentenceFilter>): Removal {
  if (SENTENCE_FACETS.every((facet) => (off[facet]?.size ?? 0) === 0)) return NO_REMOVAL;
  const valuesOf = sentenceValues(graph);
  const isOff = (values: FacetValues) =>
    SENTENCE_FACETS.some((facet) => off[facet] !== undefined && values[facet].some((value) => off[facet]?.has(value)));
  return {
    sentence: (sentence) => isOff(valuesOf(sentence)),
    relation: ({ source, type, certainty, polarity, document }) =>
      isOff({
        sources: [source],
        types: [type],
        certainties: [certainty],
        polarities: [polarity],
        documents: [document],
      }),
  };
}

/**
 * Counts for each value of each facet the sentences that would be left with that value switched on, everything else
 * staying as it is. `isShown` says which marks a sentence must join.
 */
export function countFacets(
  view: ReadingView,
  graph: StoryGraph,
  off: SentenceFilter,
  isShown: (id: string) => boolean,
): Readonly<Record<SentenceFacet, ReadonlyMap<string, number>>> {
  const valuesOf = sentenceValues(graph);
  const counts = Object.fromEntries(SENTENCE_FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<
    SentenceFacet,
    Map<string, number>
  >;
  for (const { from, to, sentences } of view.lines) {
    if (from === to || !isShown(from) || !isShown(to)) continue;
    for (const values of sentences.map(valuesOf)) {
      const offAt = (facet: SentenceFacet) => values[facet].filter((value) => off[facet].has(value)).length;
      const total = SENTENCE_FACETS.reduce((sum, facet) => sum + offAt(facet), 0);
      if (total > 1) continue;
      for (const facet of SENTENCE_FACETS)
        for (const value of values[facet]) {
          const left = total - (off[facet].has(value) ? 1 : 0) === 0 ? 1 : 0;
          counts[facet].set(value, (counts[facet].get(value) ?? 0) + left);
        }
    }
  }
  return counts;
}

function sentenceValues({ relations }: StoryGraph): (sentence: FilteredSentence) => FacetValues {
  const known = new Map(relations.map((relation) => [relation.id, relation]));
  return ({ relations: ids, certainty, negative }) => {
    const legs = ids.flatMap((id) => known.get(id) ?? []);
    const each = (value: (leg: Relation) => string) => [...new Set(legs.map(value))];
    return {
      sources: each(({ source }) => source),
      types: each(({ type }) => type),
      certainties: [certainty],
      polarities: [negative ? "negative" : "positive"],
      documents: each(({ document }) => document),
    };
  };
}
