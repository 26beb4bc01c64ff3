import { expect } from "chai";
import { coverageOf } from "./coverage.ts";
import type { Relation } from "../../model/relation.ts";
import { seedContent } from "./seed.ts";

const { articles, relations } = seedContent();
const quoting = (id: string, ...spans: readonly (readonly [number, number])[]): Relation => ({
  ...(relations[0] as Relation),
  id,
  document: "short",
  starts: spans.map(([start]) => start),
  ends: spans.map(([, end]) => end),
});

describe("what of an article feeds the graph", () => {
  it("is told stretch by stretch, with every relation that quotes it", () => {
    const text = "😀 Iran named Qaani.";
    const read = coverageOf({ id: "short", text }, [quoting("a", [2, 12]), quoting("b", [7, 12], [7, 18])]);
    expect(read).to.deep.equal({
      parts: [
        { start: 0, end: 2, text: "😀 ", relations: [] },
        { start: 2, end: 7, text: "Iran ", relations: ["a"] },
        { start: 7, end: 12, text: "named", relations: ["a", "b"] },
        { start: 12, end: 18, text: " Qaani", relations: ["b"] },
        { start: 18, end: 19, text: ".", relations: [] },
      ],
      words: 3,
      fed: 3,
    });
  });

  it("counts only words that are quoted whole, of this article, and not taken back", () => {
    const retracted: Relation = { ...quoting("b", [0, 9]), status: "retracted" };
    const read = coverageOf({ id: "short", text: "Iran named Qaani." }, [
      quoting("a", [0, 7]),
      retracted,
      ...relations,
    ]);
    expect([read.words, read.fed]).to.deep.equal([3, 1]);
  });

  it("is all of the seed's article but twelve words: two times, which its events carry, and what joins clauses", () => {
    const [article] = articles;
    const { parts, words, fed } = coverageOf(article ?? { id: "", text: "" }, relations);
    expect(parts.map(({ text }) => text).join("")).to.equal(article?.text);
    expect({ words, fed }).to.deep.equal({ words: 607, fed: 595 });
    const silent = parts.filter(({ relations: quotedBy }) => quotedBy.length === 0).map(({ text }) => text);
    expect(silent.flatMap((text) => text.match(/\p{L}+/gu) ?? []).join(" ")).to.equal(
      "Before dawn on Saturday and fed only although and while this year",
    );
  });
});
