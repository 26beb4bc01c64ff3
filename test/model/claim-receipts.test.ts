import { expect } from "chai";
import { claimReceipts } from "../../model/claim-receipts.ts";
import { claim } from "./claims.ts";

const TEXT = { text: "Ann leads the Guild. Bo said so.", sentences: [[0, 20] as const, [21, 32] as const] };
const textOf = (document: string) => (document === "article" ? TEXT : null);
const quoting = (id: string, [start, end, sentence]: readonly [number, number, number], more = {}) =>
  claim(`${id} LEADS x`, {
    id,
    quotes: [TEXT.text.slice(start, end)],
    starts: [start],
    ends: [end],
    sentences: [sentence],
    ...more,
  });

describe("the receipts of a claim", () => {
  it("print each sentence of the text once, with the evidence of every leg marked", () => {
    const legs = [
      quoting("r1", [0, 3, 0]),
      quoting("r2", [14, 19, 0], { certainty: "inferred", reason: "the Guild is hers" }),
      quoting("r3", [21, 23, 1], { source: "bo" }),
    ];
    expect(claimReceipts(legs, textOf)).to.deep.equal([
      {
        parts: [
          { text: "Ann", marked: true },
          { text: " leads the ", marked: false },
          { text: "Guild", marked: true },
          { text: ".", marked: false },
        ],
        document: "article",
        spans: [
          { start: 0, end: 3 },
          { start: 14, end: 19 },
        ],
        sentences: [0],
        relations: ["r1", "r2"],
        sources: ["article"],
        certainty: "inferred",
        polarity: "positive",
        reasons: ["the Guild is hers"],
      },
      {
        parts: [
          { text: "Bo", marked: true },
          { text: " said so.", marked: false },
        ],
        document: "article",
        spans: [{ start: 21, end: 23 }],
        sentences: [1],
        relations: ["r3"],
        sources: ["bo"],
        certainty: "fact",
        polarity: "positive",
        reasons: [],
      },
    ]);
  });

  it("keep two articles apart, and print the quote alone where a text may not be shown", () => {
    const legs = [quoting("r1", [0, 3, 0]), quoting("r2", [0, 3, 0], { document: "closed" })];
    expect(claimReceipts(legs, textOf).map(({ document, parts }) => [document, parts.length])).to.deep.equal([
      ["article", 2],
      ["closed", 1],
    ]);
  });

  it("have one for a row of a dataset, which quotes nothing", () => {
    const row = claim("a LEADS b", { document: "data", quotes: [], starts: [], ends: [], sentences: [], row: 3 });
    expect(claimReceipts([row], textOf).map(({ document, parts }) => [document, parts])).to.deep.equal([["data", []]]);
  });

  it("say why they are read so only of what is read so", () => {
    const reasons = (certainty: string) =>
      claimReceipts([quoting("r", [0, 3, 0], { certainty, reason: "the Guild is hers" })], textOf)[0]?.reasons;
    expect(["inferred", "ambiguous", "fact", "claimed"].map(reasons)).to.deep.equal([
      ["the Guild is hers"],
      ["the Guild is hers"],
      [],
      [],
    ]);
  });
});
