import { expect } from "chai";
import { foldedLines } from "../../model/folded-lines.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import { unfold } from "../../model/unfold.ts";
import { seedGraph } from "./seed.ts";

describe("what a view folds away", () => {
  const graph = seedGraph();
  const [story, all] = [foldStory(graph), allOf(graph)];

  it("comes back as a mark that is joined to what is drawn", () => {
    for (const id of ["parliament-vote", "najaf", "succession"]) {
      const { marks, lines } = unfold(story, all, [id]);
      const drawn = new Set(marks.map((mark) => mark.id));
      const own = lines.filter(({ from, to }) => from === id || to === id);
      expect(drawn.has(id), id).to.equal(true);
      expect(own.length, id).to.be.greaterThan(0);
      expect(lines.filter(({ from, to }) => !drawn.has(from) || !drawn.has(to))).to.deep.equal([]);
    }
  });

  it("leaves the view as it is where nothing is asked for that is not there", () => {
    expect(unfold(story, all, ["soleimani", "nobody", ""])).to.equal(story);
  });

  it("is told by the lines that hold it", () => {
    expect(foldedLines(story, graph).get("succession")).to.deep.equal(["iran~qaani"]);
    expect(foldedLines(story, graph).has("soleimani")).to.equal(false);
  });
});
