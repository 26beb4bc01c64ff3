import { expect } from "chai";
import { momentWords, sinceWords, versionLine } from "../../model/version-words.ts";
import { graphOf } from "./claims.ts";

function head(more: Record<string, unknown>) {
  const [article] = graphOf([], [], [{ id: "article", title: "A report", publisher: "The Courier", ...more }]).articles;
  return article!;
}

describe("the text that an article has, in words", () => {
  for (const [more, words] of [
    [{}, null],
    [{ version: 2, versionKind: "refile", modifiedAt: "2020-01-05" }, null],
    [
      { version: 2, versionKind: "correction", modifiedAt: "2020-01-05", notice: "A figure was wrong." },
      "Corrected on 5 January 2020: “A figure was wrong.”",
    ],
    [
      { version: 2, versionKind: "update", modifiedAt: "2020-01-05T08:30+03:00" },
      "Updated on 5 January 2020, 08:30 UTC+3.",
    ],
    [
      { version: 2, versionKind: "update", readAt: "2020-01-05T08:30:00.000Z" },
      "Updated, as read here on 5 January 2020, 08:30 UTC.",
    ],
    [{ version: 2, versionKind: "silent", modifiedAt: "2020-01-05" }, "Changed without a word on 5 January 2020."],
    [
      { version: 2, versionKind: "hold", notice: "We check it." },
      "The Courier has put this report on hold: “We check it.”",
    ],
    [
      { version: 3, versionKind: "kill", modifiedAt: "2020-01-05" },
      "The Courier withdrew this report on 5 January 2020.",
    ],
    [
      { versionKind: "kill", publisher: undefined, publishedAt: "2020-01-05" },
      "The publisher withdrew this report on 5 January 2020.",
    ],
  ] as const)
    it(`is told as: ${words ?? "nothing"}`, () => expect(versionLine(head(more))).to.equal(words));

  it("dates what is said since a later text, and says nothing of what the first says", () => {
    const article = head({ version: 3, modifiedAt: "2020-02-01" });
    const versions = {
      articles: [article],
      versions: [{ article: "article", number: 2, publishedAt: "2020-01-01", readAt: "2020-01-20T10:00:00Z" }],
    };
    const since = (saidFrom?: number) => sinceWords({ document: "article", saidFrom }, versions);
    expect([since(), since(1), since(2), since(3), since(9)]).to.deep.equal([
      null,
      null,
      "In this article since 20 January 2020, 10:00 UTC at the latest.",
      "In this article since 1 February 2020.",
      null,
    ]);
  });

  it("has a time with its offset, and leaves what is no date", () => {
    expect(
      [
        "2020-01-04",
        "2020-01",
        "2020-01-04T14:10",
        "2020-01-04T14:10:59.5Z",
        "2020-01-04T14:10-03:30",
        "2020-01-04T25:00Z",
      ].map(momentWords),
    ).to.deep.equal([
      "4 January 2020",
      "2020-01",
      "4 January 2020, 14:10",
      "4 January 2020, 14:10 UTC",
      "4 January 2020, 14:10 UTC−3:30",
      "2020-01-04T25:00Z",
    ]);
  });
});
