import { expect } from "chai";
import { linesOf, type Sentence } from "../../model/lines.ts";
import type { ReadingView } from "../../model/reading.ts";
import { pointOn, trimmed } from "../../picture/lines.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { storyDrawing } from "./story-drawing.ts";

function sentence(change: Partial<Sentence>): Sentence {
  return {
    text: "a leads b",
    words: "leads",
    from: "a",
    to: "b",
    relations: ["r1"],
    certainty: "fact",
    negative: false,
    speaker: "article",
    ...change,
  };
}

function draw(...sentences: Sentence[]): ReturnType<typeof drawingOf>["lines"] {
  const view: ReadingView = {
    mode: "story",
    marks: [],
    lines: linesOf(sentences, []),
    captions: [],
    words: [],
    timeline: [],
    keptEvents: [],
  };
  return drawingOf(view, null).lines;
}

describe("a drawing of the reading view", function () {
  this.timeout(30_000);
  it("is the seed's first sight: thirty marks, best joined first, with a line for each thing that is said", () => {
    const { marks, lines } = storyDrawing(30);
    const pairs = new Set(lines.map(({ from, to }) => [from, to].toSorted().join()));
    expect([marks.length, pairs.size, lines.length]).to.deep.equal([30, 65, 80]);
    expect(marks.map(({ joins }) => joins)).to.deep.equal(marks.map(({ joins }) => joins).toSorted((a, b) => b - a));
  });

  it("draws what says the same as one line, as sure as the weakest of it", () => {
    const lines = draw(sentence({}), sentence({ certainty: "claimed", relations: ["r2"] }));
    expect(lines.map(({ words, count, certainty, lane }) => ({ words, count, certainty, lane }))).to.deep.equal([
      { words: "leads", count: 2, certainty: "claimed", lane: 0 },
    ]);
  });

  it("draws what says something else beside it: other words, a denial, a plan, what nobody says whole", () => {
    const lines = draw(
      sentence({}),
      sentence({ words: "threatens", relations: ["r2"] }),
      sentence({ negative: true, relations: ["r3"] }),
      sentence({ certainty: "planned", relations: ["r4"] }),
      sentence({ speaker: null, relations: ["r5"] }),
    );
    expect(
      lines.map(({ id, words, certainty, negative, composed, count, lane }) =>
        [id, words, certainty, negative, composed, count, lane].join(" "),
      ),
    ).to.deep.equal([
      "a~b leads fact false false 1 0",
      "a~b~r2 threatens fact false false 1 1",
      "a~b~r5 leads fact false true 1 -1",
      "a~b~r4 leads planned false false 1 2",
      "a~b~r3 leads fact true false 1 -2",
    ]);
  });

  it("has an arrow at the end a sentence leads to, and none where both ends do the same", () => {
    const back = sentence({ from: "b", to: "a", relations: ["r2"] });
    const both = sentence({ words: "talks", mutual: true, relations: ["r3"] });
    expect(
      draw(sentence({}), back, both).map(({ from, to, arrows, lane }) => ({ from, to, arrows, lane })),
    ).to.deep.equal([
      { from: "a", to: "b", arrows: { from: false, to: true }, lane: 0 },
      { from: "b", to: "a", arrows: { from: false, to: true }, lane: -1 },
      { from: "a", to: "b", arrows: { from: false, to: false }, lane: -1 },
    ]);
  });

  it("bends lines of a pair apart, whichever way they lead, and leaves a single one straight", () => {
    const lines = draw(sentence({}), sentence({ from: "b", to: "a", relations: ["r2"] }));
    const at = { a: { x: 0, y: 0 }, b: { x: 200, y: 0 } } as const;
    const middles = lines.map(({ from, to, lane }) => {
      const segment = trimmed({ from: at[from as "a"], to: at[to as "b"], lane }, 6, 6);
      return segment === null ? null : Math.round(pointOn(segment, 0.5).y * 10) / 10;
    });
    expect(middles).to.deep.equal([-8, 8]);
    expect(trimmed({ from: at.a, to: at.b }, 6, 6)).to.deep.equal({ from: { x: 8, y: 0 }, to: { x: 191.5, y: 0 } });
  });
});
