import { expect } from "chai";
import { claimsAbout, claimsOnLine } from "../../model/claims-about.ts";
import { claimWords, reportClaims } from "../../model/claim-words.ts";
import { claimOf, readableClaims, type Claim } from "../../model/claim.ts";
import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import { claim, entity, graphOf } from "./claims.ts";

const ENTITIES = [
  entity("ann", "Person", { name: "Ann Arden" }),
  entity("guild", "Organization", { name: "Bakers’ Guild" }),
  entity("mill", "Organization", { name: "Mill Street Bakery" }),
];

function fallen(words: string, more: Partial<Claim> = {}): Claim {
  const { inText = "gone", was = ["Ann Arden leads the guild."], saidUntil = 1, ...relation } = more;
  return {
    ...claimOf(claim(words), { inText, was, saidUntil, subjectName: "Ann Arden", objectName: "Bakers’ Guild" }),
    ...relation,
  };
}

/** A story of one article in its second text. */
function story(article: Record<string, unknown>, claims: readonly Claim[] = []): StoryGraph {
  const head = { id: "article", title: "Guild elects", publisher: "The Courier", version: 2, ...article };
  return { ...graphOf(ENTITIES, [claim("ann OWNS mill")], [head]), claims: [...claims] };
}

describe("what became of a claim, in words", () => {
  for (const [what, article, more, words] of [
    [
      "gone, where its publisher dates the text behind it",
      { versionKind: "update", modifiedAt: "2020-01-04T14:10Z" },
      {},
      "In this article until 4 January 2020, 14:10 UTC. It gives no reason.",
    ],
    [
      "gone, where only its reading here is dated",
      { versionKind: "silent", readAt: "2020-01-04T14:10:07.123Z" },
      {},
      "In this article until 4 January 2020, 14:10 UTC at the latest. It gives no reason.",
    ],
    [
      "gone, with what the publisher says",
      { versionKind: "correction", modifiedAt: "2020-01-04", notice: "An earlier version gave a “figure”." },
      {},
      "In this article until 4 January 2020. The Courier says: “An earlier version gave a ‘figure’.”",
    ],
    [
      "gone, where nothing is known of the text behind it",
      {},
      { saidUntil: 7 },
      "No longer in this article. It gives no reason.",
    ],
    [
      "corrected",
      { versionKind: "correction", modifiedAt: "2020-01-05", notice: "She leads the bakery." },
      { inText: "corrected" },
      "Corrected by The Courier on 5 January 2020: “She leads the bakery.”",
    ],
    [
      "corrected, where only its reading here is dated, by nobody who is named",
      { publisher: undefined, versionKind: "correction", readAt: "2020-01-05T08:00:00Z" },
      { inText: "corrected" },
      "Corrected by the publisher, as read here on 5 January 2020, 08:00 UTC.",
    ],
    ["on hold", { versionKind: "hold" }, { inText: "on-hold" }, "The Courier has put this report on hold."],
    [
      "withdrawn",
      { versionKind: "kill", modifiedAt: "2020-01-06", notice: "It should not have run." },
      { inText: "killed" },
      "The Courier withdrew this report on 6 January 2020: “It should not have run.”",
    ],
    ["reworded", { versionKind: "update" }, { inText: "unsure" }, "The sentence was reworded: does it still say this?"],
    ["taken back", {}, { inText: "stands", status: "retracted" }, "Taken back here."],
    ["proposed", {}, { inText: "stands", status: "proposed" }, "Proposed here: nobody has confirmed it yet."],
    [
      "made by its file no more",
      {},
      { inText: "stands", isDropped: true },
      "The story’s file no longer makes this claim; what was decided about it here is kept.",
    ],
  ] as const)
    it(`is told of one that is ${what}`, () => {
      expect(claimWords(fallen("ann LEADS guild", more), story(article))).to.equal(words);
    });

  it("is told of the text that ended it, not of the present one", () => {
    const graph: StoryGraph = {
      ...story({ version: 3, versionKind: "update", modifiedAt: "2020-02-01" }),
      versions: [
        { article: "article", number: 2, kind: "correction", publishedAt: "2020-01-01", modifiedAt: "2020-01-04" },
      ],
    };
    expect(claimWords(fallen("ann LEADS guild", { inText: "corrected" }), graph)).to.equal(
      "Corrected by The Courier on 4 January 2020.",
    );
  });
});

describe("claims that do not stand", () => {
  it("are told with what was said, what said it, and what is said instead", () => {
    const corrected = fallen("ann LEADS guild", { inText: "corrected", correctedBy: "ann OWNS mill" });
    const graph = story({ versionKind: "correction", modifiedAt: "2020-01-05" }, [corrected]);
    expect(reportClaims(graph.claims, graph)).to.deep.equal([
      {
        claims: ["ann LEADS guild"],
        ends: ["ann", "guild"],
        sources: ["article"],
        text: "Ann Arden leads Bakers’ Guild",
        words: "Corrected by The Courier on 5 January 2020.",
        was: ["Ann Arden leads the guild."],
        document: "article",
        title: "Guild elects",
        instead: { relation: "ann OWNS mill", text: "Ann Arden has Mill Street Bakery" },
      },
    ]);
  });

  it("of a report that was withdrawn are told once, and without a word of it", () => {
    const killed = ["ann LEADS guild", "ann LEADS mill"].map((words) => fallen(words, { inText: "killed", was: [] }));
    const graph = story({ versionKind: "kill", modifiedAt: "2020-01-06" }, killed);
    expect(reportClaims(readableClaims(graph.claims), graph)).to.deep.equal([
      {
        claims: ["ann LEADS guild", "ann LEADS mill"],
        ends: ["ann", "guild", "mill"],
        sources: ["article"],
        text: "",
        words: "The Courier withdrew this report on 6 January 2020.",
        was: [],
        document: "article",
        title: "Guild elects",
        instead: null,
      },
    ]);
  });

  it("are named as they were where the story has whom they name no more", () => {
    const graph = story({}, [fallen("bob LEADS guild", { subjectName: "Bob Bold" })]);
    expect(reportClaims(graph.claims, graph)[0]?.text).to.equal("Bob Bold leads Bakers’ Guild");
  });

  it("are told to readers only where a document says no more what it said, without what only editors judge", () => {
    const proposal = { quotes: ["x"], starts: [0], ends: [1], sentences: [0] };
    const claims = [
      fallen("ann LEADS guild", { proposal }),
      fallen("ann LEADS a", { inText: "unsure" }),
      fallen("ann LEADS b", { inText: "stands", status: "proposed" }),
      fallen("ann LEADS c", { status: "retracted" }),
      fallen("ann LEADS d", { isDropped: true }),
      fallen("ann LEADS e", { inText: "killed", was: ["Old words."] }),
    ];
    expect(
      readableClaims(claims).map(({ id, was, quotes, proposal: left }) => ({ id, was, quotes, left })),
    ).to.deep.equal([
      { id: "ann LEADS guild", was: ["Ann Arden leads the guild."], quotes: ["x"], left: null },
      { id: "ann LEADS e", was: [], quotes: [], left: null },
    ]);
  });

  it("are found by whom they are about, and by the line they were on", () => {
    const claims = [fallen("ann LEADS guild"), fallen("mill LEADS guild"), fallen("mill OWNS ann")];
    const graph = story({}, claims);
    const ids = (found: readonly Claim[]) => found.map(({ id }) => id);
    expect(ids(claimsAbout(["guild"], graph))).to.deep.equal(["ann LEADS guild", "mill LEADS guild"]);
    const [line] = allOf(graph).lines;
    expect(ids(claimsOnLine(line!, graph))).to.deep.equal(["mill OWNS ann"]);
  });

  it("draw nobody who hangs on them alone, in the story or in all of it", () => {
    const graph = story({}, [fallen("ann LEADS guild")]);
    for (const view of [foldStory(graph), allOf(graph)]) {
      expect(view.marks.map(({ id }) => id).toSorted(), view.mode).to.deep.equal(["ann", "mill"]);
      expect(firstSight(view, graph).toSorted(), view.mode).to.deep.equal(["ann", "mill"]);
    }
  });
});
