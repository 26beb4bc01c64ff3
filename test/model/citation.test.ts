import { expect } from "chai";
import { citationOf, citationText, claimMarkdown, connectionMarkdown, type Citation } from "../../model/citation.ts";
import type { ClaimReceipt } from "../../model/claim-receipts.ts";

const receipt: ClaimReceipt = {
  parts: [
    { text: "The television said ", marked: false },
    { text: "the United States\ndid it", marked: true },
    { text: ".", marked: false },
  ],
  document: "article",
  spans: [{ start: 20, end: 44 }],
  sentences: [3],
  relations: ["r1"],
  sources: ["tv"],
  certainty: "claimed",
  polarity: "positive",
  reasons: [],
};
const document = {
  id: "article",
  title: "New strike",
  publisher: "AFP",
  publishedAt: "2020-01-04",
  language: "en",
};
const link = "https://news.example/?story=us&line=a~b_c";
const cited = citationOf({ receipt, document, speakerOf: (id) => `the ${id}`, link });

describe("A citation", () => {
  it("has the sentence in quotes, who says it, how sure, the document with publisher and date, and the link", () => {
    expect(citationText(cited)).to.equal(
      `“The television said the United States did it.” – the tv (claimed), in “New strike”, AFP, 4 January 2020, ${link}`,
    );
  });

  it("leaves out what is not known, and quotes nothing of a row of a dataset", () => {
    const row = citationOf({
      receipt: { ...receipt, parts: [], polarity: "negative", certainty: "fact" },
      document: null,
      speakerOf: (id) => id,
      link,
    });
    expect(citationText(row)).to.equal(`tv (said, says not), in “article”, ${link}`);
  });

  it("says that something is inferred, and why", () => {
    const inferred = citationOf({
      receipt: { ...receipt, certainty: "inferred", reasons: ["he leads it"] },
      document,
      speakerOf: () => "AFP",
      link,
      notes: ["Disputed by the editors here."],
    });
    expect(citationText(inferred)).to.match(/b_c\. Inferred because: he leads it\. Disputed by the editors here\.$/u);
  });

  it("makes a claim into Markdown with a footnote for each receipt, whose signs stay signs", () => {
    const other: Citation = { ...cited, quote: "*Not* [so] #1", link: "https://news.example/?at=x" };
    expect(claimMarkdown({ text: "The US did it", citations: [cited, other, cited] })).to.equal(
      [
        "The US did it.[^1][^2][^1]",
        "",
        `[^1]: “The television said the United States did it.” – the tv (claimed), in “New strike”, AFP, 4 January 2020, ${link}`,
        String.raw`[^2]: “\*Not\* \[so\] \#1” – the tv (claimed), in “New strike”, AFP, 4 January 2020, https://news.example/?at=x`,
        "",
      ].join("\n"),
    );
  });

  it("makes a connection into numbered steps, and numbers the same receipt once", () => {
    expect(
      connectionMarkdown({
        title: "How Ann is linked to Dan",
        steps: [
          { text: "Ann leads the Guild", citations: [cited] },
          { text: "Dan belongs to the Guild!", citations: [{ ...cited, quote: "Dan too." }, cited] },
        ],
        words: ["In 2 steps, on 1 source.", "Put together here; nobody says the whole."],
      }).split("\n"),
    ).to.deep.equal([
      "**How Ann is linked to Dan**",
      "",
      "1. Ann leads the Guild.[^1]",
      "2. Dan belongs to the Guild![^2][^1]",
      "",
      "In 2 steps, on 1 source. Put together here; nobody says the whole.",
      "",
      `[^1]: ${citationText(cited)}`,
      `[^2]: ${citationText({ ...cited, quote: "Dan too." })}`,
      "",
    ]);
  });
});
