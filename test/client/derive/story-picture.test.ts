import { expect } from "chai";
import { facetRows } from "../../../client/derive/filter.ts";
import { storyPicture } from "../../../client/derive/story-picture.ts";
import { selectMark } from "../../../client/graph/selection.ts";
import { apply, type Command } from "../../../client/state/commands.ts";
import { NEW_WORKSPACE, NO_FILTER, type Workspace } from "../../../client/state/workspace.ts";
import { foldStory } from "../../../model/reading.ts";
import { seedGraph } from "../../model/seed.ts";
import { storyDrawing } from "../../picture/story-drawing.ts";

function after(...commands: readonly Command[]): Workspace {
  return commands.reduce(apply, NEW_WORKSPACE);
}

describe("the picture of a story", () => {
  const graph = seedGraph();
  const story = foldStory(graph);

  it("opens with first sight", () => {
    const { drawing, seen, view } = storyPicture(graph)(NEW_WORKSPACE);
    expect(drawing.marks).to.deep.equal(storyDrawing(30).marks);
    expect([seen, view.marks.length]).to.deep.equal([30, story.marks.length]);
  });

  it("shows every mark of the story, and every one that is stored", () => {
    const pictureOf = storyPicture(graph);
    const whole: Command = { type: "set-base", base: "whole" };
    expect(pictureOf(after(whole)).seen).to.equal(story.marks.length);
    expect(pictureOf(after(whole, { type: "set-mode", mode: "all" })).seen).to.equal(graph.entities.length);
  });

  it("brings in what is added or selected, also where the story folds it away", () => {
    const ids = new Set(story.marks.map(({ id }) => id));
    const folded = graph.entities.find(({ id, label }) => label === "Statement" && !ids.has(id))?.id ?? "";
    const pictureOf = storyPicture(graph);
    for (const command of [
      { type: "add", ids: [folded] },
      { type: "select", selection: selectMark(folded) },
    ] as const) {
      expect(pictureOf(after(command)).drawing.marks.map(({ id }) => id)).to.include(folded);
    }
  });

  it("hides a kind and what stands on a source that is off, and moves no mark for it", () => {
    const pictureOf = storyPicture(graph);
    const before = pictureOf(NEW_WORKSPACE);
    const people = before.drawing.marks.filter(({ kind }) => kind === "Person").map(({ id }) => id);
    const withoutPeople = pictureOf(after({ type: "toggle-filter", facet: "kinds", value: "Person" }));
    expect(withoutPeople.hidden.marks).to.have.members(people);
    expect(withoutPeople.seen).to.equal(30 - people.length);
    expect(withoutPeople.counts.kinds.get("Person")).to.equal(people.length);
    expect(withoutPeople.drawing).to.equal(before.drawing);
    const withoutTrump = pictureOf(after({ type: "toggle-filter", facet: "sources", value: "trump" }));
    expect(withoutTrump.removal.removedLines).to.not.be.empty;
    expect(withoutTrump.hidden.lines).to.deep.equal(withoutTrump.removal.removedLines);
    expect(withoutTrump.drawing.marks.map(({ id }) => id)).to.deep.equal(before.drawing.marks.map(({ id }) => id));
  });

  it("leaves of each facet what its counts say, and hides the marks that nothing joins any more", () => {
    const pictureOf = storyPicture(graph);
    const claimed = pictureOf(NEW_WORKSPACE).counts.certainties.get("claimed") ?? 0;
    expect(claimed).to.be.above(0);
    const others = ["fact", "inferred", "ambiguous", "planned", "hypothetical"];
    const { drawing, hidden, counts, seen } = pictureOf(
      after({ type: "set-filter", facet: "certainties", off: others }),
    );
    const left = drawing.lines.filter(({ id }) => !hidden.lines.includes(id));
    expect(left.reduce((sum, { count }) => sum + count, 0)).to.equal(claimed);
    expect(left.every(({ certainty }) => certainty === "claimed")).to.equal(true);
    const joined = new Set(left.flatMap(({ from, to }) => [from, to]));
    expect(seen).to.equal(joined.size);
    expect([...counts.kinds.values()].reduce((sum, count) => sum + count, 0)).to.equal(seen);
  });

  it("lists of a facet what the picture has and what is off, the most frequent first", () => {
    const { counts } = storyPicture(graph)(NEW_WORKSPACE);
    const rows = facetRows(counts, { ...NO_FILTER, types: new Set(["FLEW_TO"]) }, "types");
    const numbers = rows.map((type) => counts.types.get(type) ?? 0);
    expect(numbers).to.deep.equal(numbers.toSorted((one, other) => other - one));
    expect(rows.at(-1)).to.equal("FLEW_TO");
  });

  it("derives nothing anew for a selection of what is shown", () => {
    const pictureOf = storyPicture(graph);
    const before = pictureOf(NEW_WORKSPACE);
    expect(pictureOf(after({ type: "select", selection: selectMark("soleimani") }))).to.equal(before);
    expect(pictureOf({ ...NEW_WORKSPACE, added: [] })).to.equal(before);
  });
});
