import { expect } from "chai";
import { heardStory } from "../../client/embed/heard-story.ts";
import { firstSight } from "../../model/first-sight.ts";
import { foldStory } from "../../model/reading.ts";
import { heardView, withoutSpeakers } from "../../model/speakers.ts";
import { embedStory } from "../../picture/embed-reading.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { seedGraph } from "../model/seed.ts";

describe("an embed without some voices and kinds", function () {
  this.timeout(30_000);
  const graph = seedGraph();
  const view = foldStory(graph);
  const shown = firstSight(view, graph);
  const story = embedStory({ graph, view, shown, articles: [], link: "", places: {} });

  for (const off of [["trump"], ["article"], ["article", "us-officials"]]) {
    it(`draws what the page draws without ${off.join(" and ")}`, () => {
      const heard = heardStory(story, { off, hide: [] });
      const { fallen, pale, unjoined } = withoutSpeakers(view, graph, new Set(off), new Set(shown));
      expect(heard.hidden).to.deep.equal({
        marks: heard.story.drawing.marks.flatMap(({ id }) => (unjoined.includes(id) ? [id] : [])),
        lines: fallen,
      });
      expect(heard.pale).to.deep.equal(pale);
      const page = drawingOf(heardView(view, graph, new Set(off)), shown);
      expect(heard.story.drawing.marks).to.have.deep.members([...page.marks]);
      expect(heard.story.drawing.lines).to.deep.equal(page.lines);
      const standing = page.lines.filter(({ id }) => !fallen.includes(id));
      expect(heard.story.sentences).to.have.length(standing.reduce((sum, { count }) => sum + count, 0));
    });
  }

  it("hides the marks of a kind, and is as it was when everybody is heard", () => {
    const { hidden } = heardStory(story, { off: [], hide: ["Country"] });
    expect(hidden).to.deep.equal({ marks: ["iran", "us", "iraq"], lines: [] });
    expect(heardStory(story, { off: [], hide: [] }).story).to.equal(story);
  });
});
