import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { textOf, type WrittenClaim } from "../model/written-story.ts";
import { decisionSuites } from "./decision-suites.ts";
import {
  AGE,
  ALPHA,
  BETA,
  CLAIMS,
  ENTITIES,
  HEAD,
  LED,
  QUOTE,
  SENTENCES,
  STORY,
  TOKEN,
  first,
  ministriesOf,
} from "./ministries.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

function corrections(start: (env: Readonly<Record<string, string>>) => Promise<RunningApp>): void {
  let app: RunningApp;
  let running: Client;
  const ministries = ministriesOf(() => running);
  const { client, own, of, load, correct, ask, standing, others, changesOf, problem } = ministries;

  before(async function () {
    this.timeout(180_000);
    app = await start({ OWNER_TOKEN: TOKEN });
    running = makeClient(app.url);
  });
  after(() => app?.close());
  beforeEach(() => load(first()));
  afterEach(async () => {
    for (const { name, statement } of queryFiles("audit"))
      expect(await ask(statement), `the audit ${name}`).to.deep.equal([]);
    await client("unload", { params: { story: STORY }, ...own });
    const left = { statement: "MATCH (n) WHERE n.story = $of RETURN count(n)", parameters: { of: STORY } };
    expect((await client("query", { body: left, ...own })).rows).to.deep.equal([[0]]);
  });

  it("keeps each receipt on its own words when a paragraph is put in front", async () => {
    const report = await correct({ text: textOf(["Updated on Tuesday.", ...SENTENCES]) });
    expect(report.receipts).to.deep.equal({ kept: 3, moved: 0, returned: 0, unsure: 0, gone: 0 });
    expect(report.text).to.deep.equal([{ kind: "added", text: "Updated on Tuesday." }]);
    expect(await standing()).to.deep.equal([
      ["alpha-made", QUOTE, QUOTE],
      ["ann-leads", "Ann Arden leads the Alpha ministry", "Ann Arden leads the Alpha ministry"],
      ["beta-made", QUOTE, QUOTE],
    ]);
    expect(await ask("MATCH (p:Person {story: $story}) RETURN p.age, p.receiptStarts[0]")).to.deep.equal([[52, 284]]);
    expect(await ask("MATCH (:Article {story: $story})-[m:MENTIONS]->() RETURN count(m)")).to.deep.equal([[4]]);
  });

  it("takes a claim off the picture whose sentence is gone, and never marks its twin", async () => {
    const withdrawn = "The Alpha ministry withdrew its figure on Monday.";
    const text = textOf([HEAD, withdrawn, BETA, LED, AGE]);
    const told = await correct({ text, kind: "correction", notice: "An earlier version gave a figure." }, "1");
    expect(await others()).to.deep.equal([]);
    const done = await correct({ text, kind: "correction", notice: "An earlier version gave a figure." });
    expect({ ...told, change: 2, dryRun: false }).to.deep.equal(done);
    expect(done.receipts).to.deep.equal({ kept: 2, moved: 0, returned: 0, unsure: 0, gone: 1 });
    expect(await standing()).to.deep.equal([
      ["ann-leads", "Ann Arden leads the Alpha ministry", "Ann Arden leads the Alpha ministry"],
      ["beta-made", QUOTE, QUOTE],
    ]);
    expect(await ask("MATCH (b {story: $story, id: 'beta'})-[r:MADE]->() RETURN r.starts[0] > 80")).to.deep.equal([
      [true],
    ]);
    const found = await client("relation", of("alpha-made"));
    expect(found.claim?.was).to.deep.equal([ALPHA]);
    expect({ id: found.claim?.id, inText: found.claim?.inText, saidUntil: found.claim?.saidUntil }).to.deep.equal({
      id: "alpha-made",
      inText: "gone",
      saidUntil: 1,
    });
  });

  it("gives a claim its id back when its sentence returns", async () => {
    await correct({ text: textOf([HEAD, BETA, LED, AGE]) });
    expect(await others()).to.deep.equal([{ id: "alpha-made", inText: "gone", saidUntil: 1, status: "confirmed" }]);
    const report = await correct({ text: textOf(["Updated again.", HEAD, ALPHA, BETA, LED, AGE]) });
    expect(report.receipts).to.deep.equal({ kept: 2, moved: 0, returned: 1, unsure: 0, gone: 0 });
    expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
    expect(await others()).to.deep.equal([]);
  });

  it("removes a mention and a property with the words that stated them", async () => {
    const report = await correct({ text: textOf([HEAD, ALPHA, BETA, LED]) });
    expect({ mentions: report.mentions, properties: report.properties }).to.deep.equal({
      mentions: { kept: 3, moved: 0, gone: 1 },
      properties: { kept: 0, moved: 0, gone: 1 },
    });
    expect(await ask("MATCH (p:Person {story: $story}) RETURN p.age, p.receiptProperties")).to.deep.equal([
      [null, null],
    ]);
  });

  it("takes everything off that a publisher holds back, and brings it back with the report", async () => {
    await correct({ kind: "hold", notice: "We are checking this report." });
    expect(await standing()).to.deep.equal([]);
    expect(new Set((await others()).map(({ inText }) => inText))).to.deep.equal(new Set(["on-hold"]));
    const released = await correct({ kind: "refile" });
    expect(released.receipts).to.deep.equal({ kept: 0, moved: 0, returned: 3, unsure: 0, gone: 0 });
    expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
  });

  for (const kind of ["hold", "kill"] as const)
    it(`shows others than the owner nothing of the words of a report of the kind ${kind}`, async () => {
      await client("changeStory", { params: { story: STORY }, body: { visibility: "public" }, ...own });
      await correct({ kind, notice: "This report should not have been published." });
      const params = { story: STORY };
      const seen = JSON.stringify([
        await client("claims", { params }),
        await client("article", { params: { ...params, id: "article-1" } }),
        await client("version", { params: { ...params, id: "article-1", number: "1" } }),
        await client("version", { params: { ...params, id: "article-1", number: "2" } }),
        await client("relation", { params: { ...params, id: "alpha-made" } }),
        await client("story", { params }),
      ]);
      expect(seen).to.not.include("twelve percent").and.not.include("52 years");
      expect(seen).to.include("This report should not have been published.");
    });

  it("says nothing changes where the text is the same", async () => {
    const before = (await client("story", { params: { story: STORY }, ...own })).version;
    const report = await correct({ text: textOf(SENTENCES) });
    expect({ change: report.change, version: report.version }).to.deep.equal({ change: null, version: 1 });
    expect((await client("story", { params: { story: STORY }, ...own })).version).to.equal(before);
  });

  for (const [what, body, code] of [
    ["an empty text", { text: " \n " }, "correction/invalid"],
    ["a text in another language by name", { text: textOf(SENTENCES.slice(1)), language: "fr" }, "correction/invalid"],
    ["a text of another article", { text: "Rain fell on Sunday.\n\nThe match was put off." }, "correction/invalid"],
    [
      "a text older than the one there is",
      { text: textOf(SENTENCES.slice(1)), modifiedAt: "2026-10-01" },
      "correction/older",
    ],
    ["a date that is none", { text: textOf(SENTENCES.slice(1)), modifiedAt: "tomorrow" }, "correction/invalid"],
  ] as const)
    it(`refuses ${what}, and changes nothing`, async () => {
      const before = await standing();
      expect(await problem(correct(body))).to.equal(code);
      expect(await standing()).to.deep.equal(before);
      expect((await changesOf()).length).to.equal(1);
    });

  it("refuses one while another is under way, and enters each that it takes", async () => {
    const texts = ["one", "two", "three", "four", "five", "six"].map((word) =>
      textOf([...SENTENCES, `Update ${word}.`]),
    );
    const answers = await Promise.allSettled(texts.map((text) => correct({ text })));
    const problems = answers.flatMap((answer) =>
      answer.status === "rejected" ? [(answer.reason as { problem: { code: string } }).problem.code] : [],
    );
    expect(new Set(problems)).to.deep.equal(new Set(["load/busy"]));
    const taken = texts.length - problems.length;
    expect((await changesOf()).map(({ number, what }) => [number, what])).to.deep.equal([
      ...Array.from({ length: taken }, (_, at) => [taken + 1 - at, "correction"]),
      [1, "load"],
    ]);
    expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
  });

  it("takes a text that has nothing in common where its publisher rewrote it", async () => {
    const report = await correct({ text: "Rain fell on Sunday.\n\nThe match was put off.", rewritten: true });
    expect(report.receipts.gone).to.equal(3);
  });

  it("refuses a correction of an article that is not there, by name", async () => {
    expect(await problem(correct({ text: "Anything." }, undefined, "article-9"))).to.equal("article/not-found");
    expect(
      await problem(client("correct", { params: { story: "nowhere", id: "a" }, body: { text: "Anything." }, ...own })),
    ).to.equal("story/not-found");
  });

  describe("in a story file", () => {
    it("take off a claim whose words its article no longer has, and keep it as one that is gone", async () => {
      const withdrawn = "The Alpha ministry withdrew its figure on Monday.";
      const [, ...rest] = CLAIMS;
      const report = await load({
        ...first(),
        articles: [{ sentences: [HEAD, withdrawn, BETA, LED] }],
        entities: [...ENTITIES.slice(0, 3), ["ann", "Person", "Ann Arden"]],
        claims: rest.map((claim) => (claim.key === "beta-made" ? { ...claim, ordinal: 1 } : claim)),
      });
      expect(
        report.corrections.map(({ article, version, kind, receipts }) => ({ article, version, kind, receipts })),
      ).to.deep.equal([
        {
          article: "article-1",
          version: 2,
          kind: "update",
          receipts: { kept: 2, moved: 0, returned: 0, unsure: 0, gone: 1 },
        },
      ]);
      expect(await others()).to.deep.equal([{ id: "alpha-made", inText: "gone", saidUntil: 1, status: "confirmed" }]);
      const again = await load(first());
      expect(again.corrections[0]?.receipts).to.deep.equal({ kept: 2, moved: 0, returned: 1, unsure: 0, gone: 0 });
      expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
    });

    it("tell what the publisher put in the place of a claim, and since when a new one is said", async () => {
      const corrected = "The Alpha ministry said that the new rule cut costs by two percent across all regions.";
      const [, beta, leads] = CLAIMS as readonly [unknown, WrittenClaim, WrittenClaim];
      await load({
        ...first(),
        articles: [
          { sentences: [HEAD, corrected, BETA, LED], versionKind: "correction", notice: "The figure was wrong." },
        ],
        entities: [
          ...ENTITIES.slice(0, 3),
          ["ann", "Person", "Ann Arden"],
          ["costs", "Statement", "Costs fell by two"],
        ],
        claims: [
          {
            key: "costs-made",
            subject: "alpha",
            type: "MADE",
            object: "costs",
            source: "alpha",
            quote: "the new rule cut costs by two percent",
          },
          { ...beta, ordinal: 1 },
          leads,
        ],
      });
      const { claim } = await client("relation", of("alpha-made"));
      expect([claim?.inText, claim?.correctedBy, claim?.was]).to.deep.equal(["corrected", "costs-made", [ALPHA]]);
      expect(await ask("MATCH (:Entity {story: $story})-[r]->() RETURN r.id, r.saidFrom ORDER BY r.id")).to.deep.equal([
        ["ann-leads", null],
        ["beta-made", null],
        ["costs-made", 2],
      ]);
    });

    it("keep the id of a claim whose words its file has reworded with the text", async () => {
      const reworded =
        "The Alpha ministry said that the new rule cut delays by nearly twelve percent across all regions.";
      const quote = "the new rule cut delays by nearly twelve percent";
      await load({
        ...first(),
        articles: [{ sentences: [HEAD, reworded, BETA, LED] }],
        entities: [...ENTITIES.slice(0, 3), ["ann", "Person", "Ann Arden"]],
        claims: CLAIMS.map((claim) =>
          claim.key === "alpha-made"
            ? { ...claim, quote }
            : claim.key === "beta-made"
              ? { ...claim, ordinal: 1 }
              : claim,
        ),
      });
      expect((await standing())[0]).to.deep.equal(["alpha-made", quote, quote]);
      expect(await others()).to.deep.equal([]);
      expect(
        await ask("MATCH (:Entity {story: $story})-[r]->() WHERE r.saidFrom IS NOT NULL RETURN r.id"),
      ).to.deep.equal([]);
    });

    it("leave no sentence of a report that is withdrawn, of earlier texts neither", async () => {
      await correct({ text: textOf([HEAD, BETA, LED, AGE]) });
      await load({
        ...first(),
        articles: [{ sentences: [HEAD, BETA, LED, AGE], versionKind: "kill" }],
        entities: [...ENTITIES.slice(0, 3), ["ann", "Person", "Ann Arden"]],
        claims: CLAIMS.slice(1).map((claim) => (claim.key === "beta-made" ? { ...claim, ordinal: 1 } : claim)),
      });
      const { claims } = await client("claims", { params: { story: STORY }, ...own });
      expect(claims.map(({ id, inText, was }) => ({ id, inText, was }))).to.deep.equal(
        ["alpha-made", "ann-leads", "beta-made"].map((id) => ({ id, inText: "killed", was: [] })),
      );
    });

    it("of a text that is older than the one there is are refused", async () => {
      await load({
        ...first(),
        articles: [{ sentences: SENTENCES.slice(0, 4), modifiedAt: "2026-11-02" }],
        entities: [...ENTITIES.slice(0, 3), ["ann", "Person", "Ann Arden"]],
      });
      const older = load({ ...first(), articles: [{ sentences: SENTENCES, modifiedAt: "2026-11-01T23:00" }] });
      expect(await problem(older)).to.equal("correction/older");
      expect((await changesOf()).length).to.equal(2);
    });

    it("are one claim under one id when a paragraph is put in front", async () => {
      const report = await load({
        ...first(),
        articles: [{ sentences: ["Updated on Tuesday.", ...SENTENCES] }],
        entities: ENTITIES.map((entity) => (entity[0] === "ann" ? ["ann", "Person", "Ann Arden"] : entity)),
      });
      expect(report.corrections[0]?.receipts.kept).to.equal(3);
      expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
    });

    it("keep what is only proposed, or was taken back, as claims and not as relations", async () => {
      const statuses = ["proposed", "retracted", "disputed"];
      await load({ ...first(), claims: CLAIMS.map((claim, at) => ({ ...claim, status: statuses[at] ?? "" })) });
      expect((await standing()).map(([id]) => id)).to.deep.equal(["ann-leads"]);
      expect(await others()).to.deep.equal([
        { id: "alpha-made", inText: "stands", status: "proposed" },
        { id: "beta-made", inText: "stands", status: "retracted" },
      ]);
    });
  });

  decisionSuites(ministries);

  it("keep of replaced texts the last one whole, of others the quoted sentences", async () => {
    await correct({ text: textOf(SENTENCES.slice(0, 4)) });
    await correct({ text: textOf(SENTENCES.slice(0, 3)) });
    const version = async (number: number) =>
      client("version", { params: { story: STORY, id: "article-1", number: String(number) }, ...own });
    expect((await version(2)).text).to.equal(textOf(SENTENCES.slice(0, 4)));
    const oldest = await version(1);
    expect({ text: oldest.text, quoted: oldest.quoted }).to.deep.equal({
      text: undefined,
      quoted: [
        { number: 1, text: ALPHA },
        { number: 2, text: BETA },
        { number: 3, text: LED },
      ],
    });
    await client("changeStory", { params: { story: STORY }, body: { earlierTexts: "none" }, ...own });
    const none = await version(2);
    expect({ text: none.text, quoted: none.quoted }).to.deep.equal({ text: undefined, quoted: [] });
    expect(await problem(version(9))).to.equal("version/not-found");
  });
}

describe("corrections in the embedded store", function () {
  this.timeout(120_000);
  corrections((env) => startApp(env));
});

describe("corrections in Neo4j", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  corrections(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
