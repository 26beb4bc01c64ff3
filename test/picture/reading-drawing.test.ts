import { expect } from "chai";
import type { Line, ReadingView, Sentence } from "../../model/reading.ts";
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
  const line: Line = { id: "a~b", from: "a", to: "b", sentences, contradicted: false };
  const view: ReadingView = {
    mode: "story",
    marks: [],
    lines: [line],
    captions: [],
    words: [],
    timeline: [],
    keptEvents: [],
  };
  return drawingOf(view, null).lines;
}

describe("a drawing of the reading view", function () {
  this.timeout(30_000);
  it("is the seed's first sight: thirty marks on 65 lines, best joined first", () => {
    const { marks, lines } = storyDrawing(30);
    expect([marks.length, lines.length]).to.deep.equal([30, 65]);
    expect(marks.map(({ joins }) => joins)).to.deep.equal(marks.map(({ joins }) => joins).toSorted((a, b) => b - a));
  });

  it("draws a line as sure as its surest sentence and with its words", () => {
    const [line] = draw(sentence({ certainty: "claimed", words: "threatens" }), sentence({ words: "leads" }));
    expect(line).to.deep.include({ certainty: "fact", words: "leads", count: 2, negative: false });
  });

  it("draws a denial only where nobody says it is so", () => {
    const denied = sentence({ negative: true });
    expect(draw(denied, sentence({ certainty: "hypothetical" }))).to.have.nested.property("[0].negative", false);
    expect(draw(denied)).to.have.nested.property("[0].negative", true);
  });

  it("has arrows at the ends that sentences lead to", () => {
    expect(draw(sentence({}))[0]?.arrows).to.deep.equal({ from: false, to: true });
    expect(draw(sentence({}), sentence({ from: "b", to: "a" }))[0]?.arrows).to.deep.equal({ from: true, to: true });
  });

  it("tells what no single voice says", () => {
    expect(draw(sentence({ speaker: null }))).to.have.nested.property("[0].composed", true);
    expect(draw(sentence({ speaker: null }), sentence({}))).to.have.nested.property("[0].composed", false);
  });
});
