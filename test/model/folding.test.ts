import { expect } from "chai";
import { array, assert, constantFrom, property, record } from "fast-check";
import { CERTAINTIES } from "../../model/certainty.ts";
import { KINDS } from "../../model/kinds.ts";
import { ONTOLOGY } from "../../model/ontology.ts";
import { allOf, foldStory, type ReadingView } from "../../model/reading.ts";
import { firstSight } from "../../model/first-sight.ts";
import { removeSources } from "../../model/speakers.ts";
import { StoryGraph } from "../../model/story.ts";

const ids = Array.from({ length: 12 }, (_, index) => `n${index}`);
const anyId = constantFrom(...ids);

/** Any graph at all, sensible or not: what an imported file may hold. */
const graphs = record({
  labels: array(constantFrom(...KINDS, "Event", "Event", "Statement"), { minLength: 12, maxLength: 12 }),
  relations: array(
    record({
      subject: anyId,
      object: anyId,
      type: constantFrom(...Object.keys(ONTOLOGY), "LIKES"),
      source: constantFrom("article", "n0", "n1"),
      certainty: constantFrom(...CERTAINTIES),
      polarity: constantFrom("positive", "negative"),
      role: constantFrom("mourned", "appointee", "predecessor", "guest"),
    }),
    { maxLength: 60 },
  ),
}).map(({ labels, relations }) =>
  StoryGraph.parse({
    story: { id: "any", title: "Any", summary: "", articles: ["article"], featured: ["n3"] },
    articles: [{ id: "article", title: "Any", publishedAt: "2020-01-04", language: "en" }],
    entities: ids.map((id, index) => ({ id, label: labels[index], name: `Name ${id}` })),
    relations: relations.map(({ role, ...claim }, index) => ({
      ...claim,
      id: `r${index}`,
      document: "article",
      quotes: ["x"],
      starts: [0],
      ends: [1],
      sentences: [0],
      method: "person",
      status: "confirmed",
      qualifiers: { role },
    })),
    mentions: {},
  }),
);

function told(view: ReadingView): string[] {
  return [...new Set(view.lines.flatMap(({ sentences }) => sentences.flatMap(({ relations }) => relations)))];
}

describe("folding any graph", () => {
  it("loses no relation, and tells none in two places", () => {
    assert(
      property(graphs, (graph) => {
        const view = foldStory(graph);
        const all = [...told(view), ...view.captions, ...view.words, ...view.timeline];
        expect(all.toSorted()).to.deep.equal(graph.relations.map(({ id }) => id).toSorted());
        expect(told(allOf(graph)).toSorted()).to.deep.equal(graph.relations.map(({ id }) => id).toSorted());
      }),
    );
  });

  it("puts nothing into a mouth: a speaker of a sentence says every leg of it", () => {
    assert(
      property(graphs, (graph) => {
        const sources = new Map(graph.relations.map(({ id, source }) => [id, source]));
        for (const { sentences } of foldStory(graph).lines) {
          for (const { speaker, relations } of sentences) {
            const voices = new Set(relations.map((id) => sources.get(id)));
            expect(speaker).to.equal(voices.size === 1 ? [...voices][0] : null);
          }
        }
      }),
    );
  });

  it("joins drawn marks only, and tells each sentence between the ends of its line", () => {
    assert(
      property(graphs, (graph) => {
        for (const view of [foldStory(graph), allOf(graph)]) {
          const marks = new Set(view.marks.map(({ id }) => id));
          for (const { from, to, sentences } of view.lines) {
            expect([marks.has(from), marks.has(to)]).to.deep.equal([true, true]);
            for (const sentence of sentences)
              expect([sentence.from, sentence.to].toSorted()).to.deep.equal([from, to].toSorted());
          }
          const shown = firstSight(view, graph, 5);
          expect(shown.length).to.equal(Math.min(5, marks.size));
          expect(shown.filter((id) => !marks.has(id))).to.deep.equal([]);
        }
      }),
    );
  });

  it("lets everything fall when nobody is heard, and nothing when nobody is switched off", () => {
    assert(
      property(graphs, (graph) => {
        const view = foldStory(graph);
        const nobody = removeSources(view, graph, new Set(["article", "n0", "n1"]));
        expect([nobody.removedLines.length, nobody.dimmedLines.length]).to.deep.equal([view.lines.length, 0]);
        expect(nobody.isolatedMarks.toSorted()).to.deep.equal(view.marks.map(({ id }) => id).toSorted());
        expect(removeSources(view, graph, new Set()).removedLines).to.deep.equal([]);
      }),
    );
  });

  it("folds nothing without rules", () => {
    assert(
      property(graphs, (graph) => {
        expect(foldStory(graph, NO_RULES).lines).to.deep.equal(allOf(graph).lines);
      }),
    );
  });
});

const NO_RULES = {
  events: [],
  statements: [],
  keepFrom: 0,
  doing: [],
  carryingOut: "",
  doneTo: [],
  involving: "",
  patientRoles: [],
  destination: "",
  place: "",
  throughDoer: [],
  partOf: "",
  making: "",
  addressing: "",
  about: "",
  captions: [],
  timeline: [],
  listeners: [],
};
