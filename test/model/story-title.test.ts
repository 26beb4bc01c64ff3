import { expect } from "chai";
import { titleMistake } from "../../model/story-title.ts";

describe("a title that a person gives a story", () => {
  for (const title of [
    "The blast",
    "انفجار در بندر",
    "\u200fنص",
    "爆発",
    "👍",
    "<b>Bold</b>",
    "می\u200cخواهد",
    "x".repeat(300),
  ])
    it(`may be ${JSON.stringify(title.slice(0, 20))}`, () => expect(titleMistake(title)).to.equal(null));

  for (const title of ["", "   ", "\u200b\u200d\u2060\ufeff", "\u2800", "\u00ad"])
    it(`is to be seen, as ${JSON.stringify(title)} is not`, () =>
      expect(titleMistake(title)).to.equal("needs a letter or another sign that can be seen"));

  it("has an end", () =>
    expect(titleMistake("x".repeat(10_000))).to.equal("has at most 300 characters; this one has 10,000"));

  for (const title of ["abc\u202edef", "a\u2066b", "two\nlines", "a\u2028b", "bell\u0007"])
    it(`is one line that turns nothing round, as ${JSON.stringify(title)} is not`, () =>
      expect(titleMistake(title)).to.equal("takes no line break, and no mark that changes the direction of writing"));
});
