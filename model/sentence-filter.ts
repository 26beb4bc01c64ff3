import { claimTime, momentOf } from "./claim-time.ts";
import type { Sentence } from "./lines.ts";
import type { ReadingView } from "./reading.ts";
import type { Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** The facets of sentences: sources, relation types, certainties, "says not", articles, and days. */
export const SENTENCE_FACETS = ["sources", "types", "certainties", "polarities", "documents", "days"] as const;
export type SentenceFacet = (typeof SENTENCE_FACETS)[number];

/** The value of the facet `days` for claims of which no text says when. */
export const UNDATED = "undated";

/** For each facet the disabled values. */
export type SentenceFilter = Readonly<Record<SentenceFacet, ReadonlySet<string>>>;

export const NO_SENTENCE_FILTER: SentenceFilter = {
  sources: new Set(),
  types: new Set(),
  certainties: new Set(),
  polarities: new Set(),
  documents: new Set(),
  days: new Set(),
};

/** The fields of a sentence that a filter reads. */
export type FilteredSentence = Pick<Sentence, "relations" | "certainty" | "negative">;

type FacetValues = Readonly<Record<SentenceFacet, readonly string[]>>;

/** Tells what a filter removes. */
export interface Removal {
  sentence(sentence: FilteredSentence): boolean;
  relation(relation: Relation): boolean;
}

const NO_REMOVAL: Removal = { sentence: () => false, relation: () => false };

/** A sentence is removed if one of its legs has a disabled value; its certainty is the one drawn. */
export function removalBy(graph: StoryGraph, off: Partial<SentenceFilter>): Removal {
  if (SENTENCE_FACETS.every((facet) => (off[facet]?.size ?? 0) === 0)) return NO_REMOVAL;
  const valuesOf = sentenceValues(graph);
  const isOff = (values: FacetValues) =>
    SENTENCE_FACETS.some((facet) => off[facet] !== undefined && values[facet].some((value) => off[facet]?.has(value)));
  return {
    sentence: (sentence) => isOff(valuesOf(sentence)),

    relation: ({ id, certainty, polarity }) =>
      isOff(valuesOf({ relations: [id], certainty, negative: polarity === "negative" })),
  };
}

/**
 * Counts for each value of each facet the sentences that would remain with that value enabled and everything else
 * unchanged. `isShown` selects the marks that a sentence must join.
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

type ValuesOf = (sentence: FilteredSentence) => FacetValues;

/** The facet values of each story's sentences: a graph never changes, and every change of the filter reads them. */
const VALUES = new WeakMap<StoryGraph, ValuesOf>();

function sentenceValues(graph: StoryGraph): ValuesOf {
  const valuesOf = VALUES.get(graph) ?? makeSentenceValues(graph);
  VALUES.set(graph, valuesOf);
  return valuesOf;
}

function makeSentenceValues({ relations, entities }: StoryGraph): ValuesOf {
  const relationById = new Map(relations.map((relation) => [relation.id, relation]));
  const entityById = new Map(entities.map((entity) => [entity.id, entity]));
  const cache = new WeakMap<FilteredSentence, FacetValues>();
  const read = ({ relations: ids, certainty, negative }: FilteredSentence): FacetValues => {
    const legs = ids.flatMap((id) => relationById.get(id) ?? []);
    const each = (value: (leg: Relation) => string) => [...new Set(legs.map(value))];
    return {
      sources: each(({ source }) => source),
      types: each(({ type }) => type),
      certainties: [certainty],
      polarities: [negative ? "negative" : "positive"],
      documents: each(({ document }) => document),
      days: [dayKey(momentOf(claimTime(legs, entityById)))],
    };
  };
  return (sentence) => {
    const values = cache.get(sentence) ?? read(sentence);
    cache.set(sentence, values);
    return values;
  };
}

/** The value of the facet `days` for a moment: its day, or its month or year where no more is known. */
export function dayKey(moment: string): string {
  return moment === "" ? UNDATED : moment.slice(0, "2020-01-03".length);
}
