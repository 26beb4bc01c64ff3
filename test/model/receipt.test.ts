import { expect } from "chai";
import { codePoints } from "../../model/code-points.ts";
import { certaintyWords, dateWords, receiptParts } from "../../model/receipt.ts";
import { seedContent } from "./seed.ts";

describe("a receipt", () => {
  const { articles, relations } = seedContent();
  const article = articles[0] ?? { text: "", sentences: [] };

  it("of every relation of the seed is the whole sentence, its evidence marked as it is quoted", () => {
    const points = codePoints(article.text);
    for (const relation of relations) {
      for (const [index, parts] of receiptParts(relation, article).entries()) {
        const sentence = article.sentences[[...new Set(relation.sentences)][index] ?? 0] ?? [0, 0];
        expect(parts.map(({ text }) => text).join("")).to.equal(points.slice(...sentence));
      }
      const marked = receiptParts(relation, article).flatMap((parts) => parts.filter((part) => part.marked));
      for (const quote of relation.quotes) expect(marked.some(({ text }) => text.includes(quote))).to.equal(true);
    }
  });

  it("marks overlapping spans once and keeps the words between", () => {
    const text = "One two three four.";
    const spans = { quotes: ["two three", "three four"], starts: [4, 8], ends: [13, 18], sentences: [0, 0] };
    expect(receiptParts(spans, { text, sentences: [[0, 19]] })).to.deep.equal([
      [
        { text: "One ", marked: false },
        { text: "two three four", marked: true },
        { text: ".", marked: false },
      ],
    ]);
  });

  it("stands alone where the text may not be shown", () => {
    const spans = { quotes: ["two"], starts: [4], ends: [7], sentences: [0] };
    expect(receiptParts(spans, null)).to.deep.equal([[{ text: "two", marked: true }]]);
  });

  it("counts in code points, so that a face before the quote moves nothing", () => {
    const text = "😀😀 said “yes”.";
    const spans = { quotes: ["said “yes”"], starts: [3], ends: [13], sentences: [0] };
    expect(receiptParts(spans, { text, sentences: [[0, 14]] })).to.deep.equal([
      [
        { text: "😀😀 ", marked: false },
        { text: "said “yes”", marked: true },
        { text: ".", marked: false },
      ],
    ]);
    expect([codePoints(text).length, text.length]).to.deep.equal([14, 16]);
  });

  it("says how sure it is, and when, in words", () => {
    expect([
      certaintyWords({ certainty: "fact", polarity: "positive" }),
      certaintyWords({ certainty: "claimed", polarity: "negative" }),
      certaintyWords({ certainty: "hypothetical", polarity: "positive" }),
      dateWords("2020-01-04", "en"),
      dateWords("2020", "en"),
    ]).to.deep.equal(["said", "claimed, says not", "feared or wished", "4 January 2020", "2020"]);
  });
});
