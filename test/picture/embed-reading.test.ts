import { expect } from "chai";
import { firstSight } from "../../model/first-sight.ts";
import { foldStory } from "../../model/reading.ts";
import { embedStory } from "../../picture/embed-reading.ts";
import { seedContent, seedGraph } from "../model/seed.ts";

describe("the embed of the seed story", function () {
  this.timeout(30_000);
  const graph = seedGraph();
  const view = foldStory(graph);
  const shown = firstSight(view, graph);
  const link = "https://example.org/";

  it("carries first sight with every sentence, and no sentence without a receipt", () => {
    const story = embedStory({ graph, view, shown, articles: seedContent().articles, link });
    expect([story.drawing.marks.length, story.drawing.lines.length, story.of]).to.deep.equal([30, 80, 55]);
    expect(story.sentences).to.have.length(82);
    expect(story.sentences.filter(({ receipts }) => receipts.length === 0)).to.deep.equal([]);
    expect(story.date).to.equal("4 January 2020");
  });

  it("quotes whole sentences of the articles it is given, with the evidence marked", () => {
    const articles = seedContent().articles;
    const { sentences } = embedStory({ graph, view, shown, articles, link });
    for (const { receipts } of sentences) {
      for (const { parts } of receipts) {
        expect(articles[0]?.text).to.include(parts.map(({ text }) => text).join(""));
        expect(parts.some(({ marked }) => marked)).to.equal(true);
      }
    }
  });

  it("prints no sentence of the text twice under one claim", () => {
    const { sentences } = embedStory({ graph, view, shown, articles: seedContent().articles, link });
    const doubled = sentences.filter(({ receipts }) => {
      const quoted = receipts.map(({ parts }) => parts.map(({ text }) => text).join(""));
      return new Set(quoted).size < quoted.length;
    });
    expect(doubled).to.deep.equal([]);
  });

  it("quotes the evidence alone of articles it is not given", () => {
    const { sentences } = embedStory({ graph, view, shown, articles: [], link });
    const parts = sentences.flatMap(({ receipts }) => receipts.flatMap((receipt) => receipt.parts));
    expect(parts.every(({ marked }) => marked)).to.equal(true);
  });
});
