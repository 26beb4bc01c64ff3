import { expect } from "chai";
import { filterStory, quotedArticle } from "../../client/embed/filtered-story.ts";
import { firstSight } from "../../model/first-sight.ts";
import { foldStory } from "../../model/reading.ts";
import { removalBy } from "../../model/sentence-filter.ts";
import { viewWithout, removeSources } from "../../model/speakers.ts";
import { embedStory } from "../../picture/embed-reading.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { storyEvidence } from "../../model/story-evidence.ts";
import { readStory } from "../model/read-story.ts";
import { graphOf, seedGraph } from "../model/seed.ts";
import { reprintedStory } from "../reprinted-story.ts";

describe("an embed without some voices and kinds", function () {
  this.timeout(30_000);
  const graph = seedGraph();
  const view = foldStory(graph);
  const shown = firstSight(view, graph);
  const story = embedStory({ graph, view, shown, articles: [], link: "", places: {} });

  for (const off of [["trump"], ["article"], ["article", "us-officials"]]) {
    it(`draws what the page draws without ${off.join(" and ")}`, () => {
      const heard = filterStory(story, { off, hide: [], article: null });
      const { removedLines, dimmedLines, isolatedMarks } = removeSources(view, graph, new Set(off), new Set(shown));
      expect(heard.hidden).to.deep.equal({
        marks: heard.story.drawing.marks.flatMap(({ id }) => (isolatedMarks.includes(id) ? [id] : [])),
        lines: removedLines,
      });
      expect(heard.dimmedLines).to.deep.equal(dimmedLines);
      const page = drawingOf(viewWithout(view, graph, removalBy(graph, { sources: new Set(off) })), shown);
      expect(heard.story.drawing.marks).to.have.deep.members([...page.marks]);
      expect(heard.story.drawing.lines).to.deep.equal(page.lines);
      const standing = page.lines.filter(({ id }) => !removedLines.includes(id));
      expect(heard.story.sentences).to.have.length(standing.reduce((sum, { count }) => sum + count, 0));
    });
  }

  it("draws what the page draws of a line that rests on several documents, as long as it does", () => {
    const request = reprintedStory();
    const read = readStory(request.story, request);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const told = graphOf(read.content);
    const folded = foldStory(told);
    const ids = folded.marks.map(({ id }) => id);
    const { articles } = read.content;
    const embed = embedStory({ graph: told, view: folded, shown: ids, articles, link: "", places: {} });
    const evidenceWithout = (...off: string[]) => {
      const { lines } = filterStory(embed, { off, hide: [], article: null }).story.drawing;
      expect(lines).to.deep.equal(
        drawingOf(viewWithout(folded, told, removalBy(told, { sources: new Set(off) })), ids, storyEvidence(told))
          .lines,
      );
      return Object.fromEntries(lines.map(({ id, evidence }) => [id, evidence]));
    };
    const several = { sentences: 3, documents: 2, origins: 1 };
    expect([evidenceWithout(), evidenceWithout("register"), evidenceWithout("courier")]).to.deep.equal([
      { "quarry~rita": several, "quarry~r-holm": undefined },
      { "quarry~rita": several, "quarry~r-holm": undefined },
      { "quarry~rita": undefined, "quarry~r-holm": undefined },
    ]);
  });

  it("tells what one article says alone, laid out anew", () => {
    const request = reprintedStory();
    const read = readStory(request.story, request);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const told = graphOf(read.content);
    const folded = foldStory(told);
    const { articles } = read.content;
    const shownIds = folded.marks.map(({ id }) => id);
    const embed = embedStory({
      graph: told,
      view: folded,
      shown: shownIds,
      articles,
      link: "",
      places: { rita: { x: 0, y: 0 } },
    });
    const [first] = embed.sentences.flatMap(({ receipts }) => receipts);
    const article = first?.article ?? "";
    const { story: alone } = filterStory(embed, { off: [], hide: [], article });
    expect(new Set(alone.sentences.flatMap(({ receipts }) => receipts.map((one) => one.article)))).to.deep.equal(
      new Set([article]),
    );
    expect(alone.sentences.length).to.be.lessThan(embed.sentences.length).and.greaterThan(0);
    expect(alone.places).to.deep.equal({});
    const ends = new Set(alone.drawing.lines.flatMap(({ from, to }) => [from, to]));
    expect(new Set(alone.drawing.marks.map(({ id }) => id))).to.deep.equal(ends);
    for (const { id, count, evidence } of alone.drawing.lines) {
      expect(count).to.equal(alone.sentences.filter(({ line }) => line === id).length);
      expect(evidence).to.equal(undefined);
    }
    expect(quotedArticle(embed, article)?.title).to.equal(first?.document);
    expect(quotedArticle(embed, "nowhere")).to.equal(null);
  });

  it("hides the marks of a kind, and is as it was when everybody is heard", () => {
    const { hidden } = filterStory(story, { off: [], hide: ["Country"], article: null });
    expect(hidden).to.deep.equal({ marks: ["iran", "us", "iraq"], lines: [] });
    expect(filterStory(story, { off: [], hide: [], article: null }).story).to.equal(story);
  });
});
