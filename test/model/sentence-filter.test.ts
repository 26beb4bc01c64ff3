import { expect } from "chai";
import { foldStory } from "../../model/reading.ts";
import {
  countFacets,
  NO_SENTENCE_FILTER,
  removalBy,
  SENTENCE_FACETS,
  type SentenceFacet,
  type SentenceFilter,
} from "../../model/sentence-filter.ts";
import { seedGraph } from "./seed.ts";

const graph = seedGraph();
const view = foldStory(graph);
const sentences = view.lines.filter(({ from, to }) => from !== to).flatMap((line) => line.sentences);
const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));

const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));

const VALUES: Readonly<Record<SentenceFacet, (sentence: (typeof sentences)[number]) => readonly string[]>> = {
  sources: (one) => one.relations.map((id) => relations.get(id)!.source),
  types: (one) => one.relations.map((id) => relations.get(id)!.type),
  documents: (one) => one.relations.map((id) => relations.get(id)!.document),
  certainties: ({ certainty }) => [certainty],
  polarities: ({ negative }) => [negative ? "negative" : "positive"],
  days: (one) => {
    const legs = one.relations.map((id) => relations.get(id)!);
    const events = legs.flatMap(({ subject, object }) => [subject, object].map((id) => entities.get(id)!));
    const times = [...legs, ...events.filter(({ label }) => label === "Event").map(({ properties }) => properties)];
    const dated = times.find(({ startDate, endDate }) => startDate !== undefined || endDate !== undefined);
    return [String(dated?.startDate ?? dated?.endDate ?? "undated").slice(0, 10)];
  },
};

function without(filter: SentenceFilter, facet: SentenceFacet, value: string): SentenceFilter {
  return { ...filter, [facet]: new Set([...filter[facet]].filter((other) => other !== value)) };
}

describe("the filter of sentences", () => {
  const filters: readonly SentenceFilter[] = [
    NO_SENTENCE_FILTER,
    { ...NO_SENTENCE_FILTER, types: new Set(["KILLED", "CARRIED_OUT"]) },
    { ...NO_SENTENCE_FILTER, certainties: new Set(["claimed"]), polarities: new Set(["negative"]) },
    { ...NO_SENTENCE_FILTER, sources: new Set(["trump", "article"]), types: new Set(["ABOUT"]) },
    { ...NO_SENTENCE_FILTER, documents: new Set(graph.articles.map(({ id }) => id)) },
    { ...NO_SENTENCE_FILTER, days: new Set(["2020-01-03", "undated"]), sources: new Set(["trump"]) },
  ];

  for (const [at, filter] of filters.entries()) {
    it(`counts of every value what is left once it is switched on (${at + 1})`, () => {
      const counts = countFacets(view, graph, filter, () => true);
      for (const facet of SENTENCE_FACETS) {
        for (const value of new Set(sentences.flatMap(VALUES[facet]))) {
          const removal = removalBy(graph, without(filter, facet, value));
          const left = sentences.filter((one) => VALUES[facet](one).includes(value) && !removal.sentence(one));
          expect(counts[facet].get(value) ?? 0, `${facet} ${value}`).to.equal(left.length);
        }
      }
    });
  }

  it("removes a relation by what it says itself, and a sentence by any of its legs and as sure as it is drawn", () => {
    const removal = removalBy(graph, { certainties: new Set(["claimed"]) });
    for (const relation of graph.relations)
      expect(removal.relation(relation)).to.equal(relation.certainty === "claimed");
    for (const one of sentences) expect(removal.sentence(one)).to.equal(one.certainty === "claimed");
    const killed = removalBy(graph, { types: new Set(["KILLED"]) });
    for (const one of sentences) expect(killed.sentence(one)).to.equal(VALUES.types(one).includes("KILLED"));
  });
});
