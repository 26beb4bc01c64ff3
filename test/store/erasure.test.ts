import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import type { ErasureRequest } from "../../contract/erasure.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { textOf, written, type WrittenStory } from "../model/written-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { bytesOfWords } from "./erased-bytes.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "ministries";
const OTHER = "another";
const TOKEN = "a-secret-of-the-owner";
const HEAD = "A commission named four people.";
const END = "The commission meets again in May.";

/** Names of people in several scripts, and the ids of what they lead. */
const PEOPLE = [
  ["ann-arden", "Ann Arden", "alpha"],
  ["jose", "José Muñoz", "beta"],
  ["nora", "نورا حداد", "gamma"],
  ["zed", "Zed 🙂 Zorn", "delta"],
] as const;

const led = (name: string, ministry: string) => `${name} leads the ${ministry} ministry.`;
const sentences = () => [HEAD, ...PEOPLE.map(([, name, ministry]) => led(name, ministry)), END];

function first(): WrittenStory {
  return {
    id: STORY,
    articles: [{ sentences: sentences() }, { sentences: ["The Alpha ministry was founded.", "Bea Berg founded it."] }],
    entities: [
      ...PEOPLE.flatMap(([person, name, ministry]): WrittenStory["entities"][number][] => [
        [person, "Person", name, { aliases: [name.split(" ").at(-1)], description: `${name} is a minister` }],
        [ministry, "Organization", `${ministry} ministry`],
      ]),
      ["bea", "Person", "Bea Berg"],
    ],
    claims: [
      ...PEOPLE.map(([person, name, ministry]) => ({
        key: `${person}-leads`,
        subject: person,
        type: "LEADS",
        object: ministry,
        quote: `${name} leads the ${ministry} ministry`,
      })),
      {
        key: "bea-leads",
        subject: "bea",
        type: "LEADS",
        object: "alpha",
        quote: "Bea Berg founded it",
        article: "article-2",
      },
    ],
    mentions: [...PEOPLE.map(([person, name]) => [person, name] as const), ["bea", "Bea Berg"]],
  };
}

/** Another story, of which nothing is to be erased. */
const other: WrittenStory = {
  id: OTHER,
  articles: [{ sentences: ["Somebody leads Something."] }],
  entities: [
    ["somebody", "Person", "Somebody"],
    ["something", "Organization", "Something"],
  ],
  claims: [
    { key: "leads", subject: "somebody", type: "LEADS", object: "something", quote: "Somebody leads Something" },
  ],
};

function erasures(start: (env: Readonly<Record<string, string>>) => Promise<RunningApp>, isEmbedded: boolean): void {
  let app: RunningApp;
  let client: Client;
  let folder: string;
  const own = { ownerToken: TOKEN };
  const params = { story: STORY };
  const of = (id: string) => ({ params: { story: STORY, id }, ...own });
  const ask = async (statement: string) => (await client("query", { body: { statement, story: STORY }, ...own })).rows;
  const erase = (body: Partial<ErasureRequest>, dryRun?: "1") =>
    client("erase", { params, body, query: dryRun === undefined ? {} : { dryRun }, ...own });
  const problem = async (work: Promise<unknown>) =>
    work.then(
      () => "no problem",
      (error: { problem?: { code: string } | null; message: string }) => error.problem?.code ?? error.message,
    );
  const embed = async (file = "") => (await fetch(`${app.url}/e/${STORY}/${file}`)).text();

  /** What is not there is told as that; whatever else is refused is no answer. */
  const absent = (error: { problem?: { code: string } | null; message: string }): string => {
    if (error.problem?.code.endsWith("/not-found") !== true) throw error;
    return error.message;
  };

  /** Everything that the API tells of the story, as one text. */
  async function told(): Promise<string> {
    const { changes } = await client("changes", { params, ...own });
    const articles = ["article-1", "article-2"];
    const asked: (() => Promise<unknown>)[] = [
      () => client("stories", own),
      () => client("story", { params, ...own }),
      ...articles.map((id) => () => client("article", of(id))),
      ...articles.flatMap((id) =>
        ["1", "2", "3", "4"].map((number) => () => client("version", { params: { ...params, id, number }, ...own })),
      ),
      () => client("claims", { params, ...own }),
      () => client("questions", { params, ...own }),
      () => client("judgements", own),
      () => client("judgementChanges", own),
      () => client("schema", { query: { story: STORY }, ...own }),
      ...changes.map(
        ({ number }) =>
          () =>
            client("change", { params: { story: STORY, number: String(number) }, ...own }),
      ),
      () => client("search", { query: { q: "leads" }, ...own }),
      () => client("who", { params: { id: `${OTHER}/somebody` }, ...own }),
      () => ask("MATCH (n) WHERE n.story = $story OR n.id = $story OR NOT n:Entity AND n.story IS NULL RETURN n"),
      () => ask("MATCH (n {story: $story})-[r]->() RETURN r"),
      () => ask("MATCH (f:FormerCluster) RETURN f"),
      () => embed(),
      () => embed("picture.svg"),
      () => embed("sentences.txt"),
    ];
    const answers: unknown[] = [changes];
    // One after the other: so many at once would be refused.
    for (const one of asked) answers.push(await one().catch(absent));
    return JSON.stringify(answers);
  }
  const holds = async (words: string) => (await told()).toLowerCase().includes(words.toLowerCase());

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(join(tmpdir(), "wiregraph-erasure-"));
    app = await start({ OWNER_TOKEN: TOKEN, DATA_DIR: folder });
    client = makeClient(app.url);
  });
  after(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    for (const story of [first(), other]) await client("load", { body: written(story), ...own });
    await client("changeStory", { params, body: { visibility: "public", earlierTexts: "whole" }, ...own });
  });
  afterEach(async () => {
    for (const { name, statement } of queryFiles("audit"))
      expect((await client("query", { body: { statement }, ...own })).rows, `the audit ${name}`).to.deep.equal([]);
    for (const { a, b } of (await client("judgements", own)).judgements)
      await client("takeBack", { query: { a, b }, ...own });
    for (const story of [STORY, OTHER]) await client("unload", { params: { story }, ...own }).catch(() => undefined);
  });

  /** Has the words everywhere: in decisions, earlier texts, claims that are gone, the ledger, judgements and caches. */
  async function spread(person: string, name: string): Promise<void> {
    const claim = `${person}-leads`;
    await client("judge", {
      body: { a: `${STORY}/${person}`, b: `${OTHER}/somebody`, verdict: "same", reason: `Both are ${name}` },
      ...own,
    });
    await client("decide", {
      ...of(claim),
      body: { note: `Asked ${name.toUpperCase()}`, who: "A.B.", why: `${name} rang` },
    });
    const correct = (list: readonly string[], more = {}) =>
      client("correct", { ...of("article-1"), body: { text: textOf(list), ...more } });
    const without = sentences().filter((sentence) => !sentence.includes(name));
    await correct([...without, `“${name.toUpperCase()}” was a heading.`], {
      kind: "correction",
      notice: `${name} was named wrongly.`,
    });
    await correct([...without, `Papers call ${name}\nby no title.`]);
    for (const file of ["", "picture.svg", "sentences.txt"]) await embed(file);
  }

  for (const [person, name, ministry] of PEOPLE)
    it(`leave nothing of the words “${name}” in any answer${isEmbedded ? ", or in any file" : ""}`, async () => {
      await spread(person, name);
      expect(await holds(name)).to.equal(true);
      if (isEmbedded) expect(bytesOfWords(folder, name)).to.include("graph.journal: UTF-8 as written NFC");
      const before = await told();
      const wouldBe = await erase({ words: name, reason: `Asked for by ${name}` }, "1");
      expect(await told()).to.equal(before);
      const done = await erase({ words: name, reason: `Asked for by ${name}`, who: "A.B." });
      expect({ ...wouldBe, dryRun: false, change: 6, files: done.files }).to.deep.equal(done);
      expect(done.places).to.include({ occurrences: 1, versions: 2, claims: 1, judgements: 1, changes: 3 });
      expect(await holds(name)).to.equal(false);
      if (isEmbedded) expect(bytesOfWords(folder, name)).to.deep.equal([]);
      const { changes } = await client("changes", { params, ...own });
      const erased = "█".repeat(Array.from(name).length);
      expect(changes[0]).to.include({ what: "erasure", who: "A.B.", why: `Asked for by ${erased}`, revertible: false });
      const [text] = (await ask("MATCH (a:Article {story: $story, id: 'article-1'}) RETURN a.text"))[0] ?? [];
      expect(text).to.include(`Papers call ${erased.slice(0, name.indexOf(" "))}`);
      expect(await ask(`MATCH (:Entity {story: $story})-[r:LEADS]->(m {id: '${ministry}'}) RETURN r.id`)).to.deep.equal(
        ministry === "alpha" ? [["bea-leads"]] : [],
      );
    });

  it("renames an entity, and gives it another id where that is made of the words", async () => {
    await erase({ words: "Ann Arden", reason: "She asked" });
    expect(
      await ask(
        "MATCH (p:Person {story: $story})-[r:LEADS]->({id: 'alpha'}) WHERE p.name STARTS WITH '█' RETURN p.name, p.aliases, p.description, r.quotes",
      ),
    ).to.deep.equal([["█████████", ["Arden"], "█████████ is a minister", ["█████████ leads the alpha ministry"]]]);
    expect(await ask("MATCH (p:Person {story: $story}) WHERE p.id = 'ann-arden' RETURN p")).to.deep.equal([]);
  });

  it("take an entity away with its claims, its names in the texts and what was decided of it", async () => {
    await spread("jose", "José Muñoz");
    const report = await erase({ entity: "jose", reason: "Art. 17" });
    expect(report.places).to.include({ claims: 1, judgements: 1 });
    for (const words of ["José Muñoz", "Muñoz", "jose-leads"]) {
      expect([words, await holds(words)]).to.deep.equal([words, false]);
      if (isEmbedded) expect(bytesOfWords(folder, words)).to.deep.equal([]);
    }
    expect(await ask("MATCH (e:Entity {story: $story, id: 'beta'}) RETURN e.name")).to.deep.equal([["beta ministry"]]);
  });

  it("name the words of an erased entity's names that other records hold", async () => {
    const story = first();
    const entities = story.entities.map((one) =>
      one[0] === "beta" ? ([one[0], one[1], "José ministry"] as const) : one,
    );
    await client("load", { body: written({ ...story, entities }), ...own });
    expect((await erase({ entity: "jose" })).elsewhere).to.deep.equal(["José"]);
    expect((await erase({ words: "José" })).elsewhere).to.deep.equal([]);
    expect(await holds("José")).to.equal(false);
  });

  it("take an article away with all that it alone told, and then the story with its last one", async () => {
    await client("correct", {
      ...of("article-2"),
      body: { text: textOf(["The Alpha ministry was founded.", "Bea Berg founded it long ago."]) },
    });
    const report = await erase({ article: "article-2", reason: "Never licensed" });
    expect(report).to.include({ isUnloaded: false, change: 4 });
    for (const words of ["Bea Berg", "was founded", "bea-leads"])
      expect([words, await holds(words)]).to.deep.equal([words, false]);
    expect(await problem(erase({ article: "article-2" }))).to.equal("article/not-found");
    expect(await problem(client("revert", { params: { story: STORY, number: "3" }, body: {}, ...own }))).to.equal(
      "change/conflict",
    );
    const last = await erase({ article: "article-1", reason: "Never licensed" });
    expect(last).to.include({ isUnloaded: true, change: null });
    expect(await problem(client("story", { params, ...own }))).to.equal("story/not-found");
  });

  it("refuse what is not there, what is too short and what names two things", async () => {
    for (const [body, code] of [
      [{ article: "nowhere" }, "article/not-found"],
      [{ entity: "nobody" }, "entity/not-found"],
      [{ words: "a" }, "request/invalid"],
      [{ words: " \u00ad " }, "request/invalid"],
      [{ words: STORY }, "request/invalid"],
      [{ words: "Ann", entity: "ann-arden" }, "request/invalid"],
      [{ reason: "none" }, "request/invalid"],
    ] as const)
      expect([body, await problem(erase(body))]).to.deep.equal([body, code]);
    expect((await client("changes", { params, ...own })).changes.length).to.equal(2);
  });

  it("say that nothing of it is there, and change nothing", async () => {
    const before = await told();
    expect(await erase({ words: "Nobody Of This Name" })).to.deep.include({ change: null });
    expect(await told()).to.equal(before);
  });

  if (isEmbedded) {
    it("let the files forget what the owner keeps no longer of earlier texts", async () => {
      const oneDay = "A sentence of one day.";
      for (const list of [[oneDay, ...sentences()], sentences(), [...sentences(), "One sentence more."]])
        await client("correct", { ...of("article-1"), body: { text: textOf(list) } });
      expect(bytesOfWords(folder, oneDay)).to.include("graph.journal: UTF-8 as written NFC");
      await client("changeStory", { params, body: { earlierTexts: "none" }, ...own });
      expect(bytesOfWords(folder, oneDay)).to.deep.equal([]);
      expect(await ask("MATCH (v:ArticleVersion {story: $story}) RETURN v.text, v.quotedTexts")).to.deep.equal([
        [null, null],
        [null, null],
        [null, null],
      ]);
    });

    it("remove what was put aside of damaged files, and what 0.1.0 left", async () => {
      mkdirSync(join(folder, "graph-0.1.0"));
      for (const name of [
        "graph.journal.cut-2026-01-01T00-00-00-000Z",
        "graph.snapshot.cut-2026-01-01T00-00-00-000Z",
        "graph-0.1.0/graph.journal",
      ])
        writeFileSync(join(folder, name), "Ann Arden");
      const { files } = await erase({ words: "Ann Arden" });
      expect(files).to.have.members([
        "graph.journal.cut-2026-01-01T00-00-00-000Z",
        "graph.snapshot.cut-2026-01-01T00-00-00-000Z",
        "graph-0.1.0/graph.journal",
      ]);
    });
  }
}

describe("erasures in the embedded store", function () {
  this.timeout(240_000);
  erasures((env) => startApp(env), true);
});

describe("erasures in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  erasures(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  }, false);
  after(() => stop?.());
});
