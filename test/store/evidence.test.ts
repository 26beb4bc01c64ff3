import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import { reprintedStory, type ReprintedFile } from "../reprinted-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "tarn-quarry";

/** The same papers as another story that tells of the same quarry, and of two reports that it has from an agency. */
const elsewhere = reprintedStory((file) => {
  file.story.id = "lake-papers";
  file.story.title = "The papers of the lake";
  file.articles = file.articles.map((article) => {
    const { derivedFrom: _, ...own } = article;
    return article["id"] === "register" ? { ...own, derivedFrom: "Quarry News" } : own;
  });
});

const document = (id: string, day: number, origin: string) => ({
  id,
  title: `The Tarn quarry in the ${id}`,
  publishedAt: `2025-03-0${day}`,
  origin,
});

function evidenceByOrigin(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
    const { refused } = await client("load", { body: reprintedStory() });
    expect(refused).to.deep.equal([]);
  });
  after(() => app?.close());

  const entity = (id: string, story = STORY) => client("entity", { params: { story, id } });
  const load = (change: (file: ReprintedFile) => void) => client("load", { body: reprintedStory(change) });

  it("is counted for an entity, with the documents and where each has its words from", async () => {
    const { evidence, documents } = await entity("rita");
    expect({ evidence, documents }).to.deep.equal({
      evidence: { sentences: 3, documents: 2, origins: 1 },
      documents: [document("gazette", 1, "gazette"), document("courier", 2, "gazette")],
    });
    const quarry = await entity("quarry");
    expect(quarry.evidence).to.deep.equal({ sentences: 4, documents: 3, origins: 2 });
    expect(quarry.documents.at(-1)).to.deep.equal(document("register", 3, "register"));
  });

  it("is counted for each neighbour", async () => {
    const { neighbours } = await client("neighbours", { params: { story: STORY, id: "quarry" } });
    expect(neighbours.map(({ entity: { id }, evidence }) => [id, evidence])).to.deep.equal([
      ["rita", { sentences: 3, documents: 2, origins: 1 }],
      ["r-holm", { sentences: 1, documents: 1, origins: 1 }],
    ]);
  });

  it("names the document of a relation and its origin", async () => {
    const answer = await client("relation", { params: { story: STORY, id: "c1" } });
    expect(answer.document).to.deep.equal(document("courier", 2, "gazette"));
  });

  it("is in the shape that the contract says", async () => {
    const answers = {
      story: await client("story", { params: { story: STORY } }),
      entity: await entity("rita"),
      neighbours: await client("neighbours", { params: { story: STORY, id: "rita" } }),
      relation: await client("relation", { params: { story: STORY, id: "g1" } }),
      who: await client("who", { params: { id: `${STORY}/rita` } }),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const { success, error } = operations[name as keyof typeof answers].answer.safeParse(answer);
      expect(success, `${name}: ${error?.message}`).to.equal(true);
    }
  });

  it("counts no relation that was taken back", async () => {
    await load(({ relations }) => void Object.assign(relations[0] ?? {}, { status: "retracted" }));
    expect((await entity("rita")).evidence).to.deep.equal({ sentences: 2, documents: 2, origins: 1 });
    await load(({ relations }) => void Object.assign(relations[2] ?? {}, { status: "retracted" }));
    const { evidence, documents } = await entity("rita");
    expect([evidence, documents.map(({ id }) => id)]).to.deep.equal([
      { sentences: 2, documents: 1, origins: 1 },
      ["gazette"],
    ]);
    await load(() => undefined);
  });

  it("has one origin where one text stands under two names, or two name one agency", async () => {
    const derive = (change: Readonly<Record<string, Record<string, unknown>>>) =>
      load(({ articles }) => {
        for (const article of articles) {
          delete article["derivedFrom"];
          Object.assign(article, change[article["id"] as string]);
        }
      });
    const originsOf = async () => (await entity("quarry")).documents.map(({ id, origin }) => [id, origin]);
    await derive({});
    expect(await originsOf()).to.deep.equal([
      ["gazette", "gazette"],
      ["courier", "courier"],
      ["register", "register"],
    ]);
    await derive({ courier: { derivedFrom: "Reuters" }, register: { derivedFrom: "reuters" } });
    expect(await originsOf()).to.deep.equal([
      ["gazette", "gazette"],
      ["courier", "Reuters"],
      ["register", "Reuters"],
    ]);
    const { articles, story } = reprintedStory(({ articles, relations }) => {
      for (const article of articles) delete article["derivedFrom"];
      Object.assign(articles[1] ?? {}, { file: "gazette.txt", sentences: articles[0]?.["sentences"] });
      relations.splice(1, 1);
    });
    expect((await client("load", { body: { story, articles } })).refused).to.deep.equal([]);
    expect((await entity("rita")).evidence).to.deep.equal({ sentences: 2, documents: 2, origins: 1 });
    await load(() => undefined);
  });

  it("tells of articles that copy one another in a circle, and counts them as one", async () => {
    const { refused } = await load(({ articles }) => void Object.assign(articles[0] ?? {}, { derivedFrom: "courier" }));
    expect(refused.map(({ code, place }) => ({ code, place }))).to.deep.equal([
      { code: "derived-from", place: "articles[0] (gazette).derivedFrom" },
    ]);
    expect((await entity("rita")).evidence).to.deep.equal({ sentences: 3, documents: 2, origins: 1 });
    await load(() => undefined);
  });

  describe("over several stories", () => {
    const [here, there] = [`${STORY}/quarry`, "lake-papers/quarry"];
    const who = async () => (await client("who", { params: { id: here } })).counts;

    it("is that of one story alone while nobody has decided", async () => {
      await client("load", { body: elsewhere });
      expect(await who()).to.deep.equal({ stories: 1, sentences: 4, documents: 3, origins: 2 });
    });

    it("is one origin for the same text in two stories, and for one agency of them all", async () => {
      await client("judge", { body: { a: here, b: there, verdict: "same" } });
      expect(await who()).to.deep.equal({ stories: 2, sentences: 8, documents: 6, origins: 2 });
      const { documents } = await client("who", { params: { id: here } });
      expect(documents.map(({ story, id, origin }) => [`${story}/${id}`, origin])).to.have.deep.members([
        [`${STORY}/gazette`, "lake-papers/gazette"],
        [`${STORY}/courier`, "lake-papers/gazette"],
        [`${STORY}/register`, "Quarry News"],
        ["lake-papers/gazette", "lake-papers/gazette"],
        ["lake-papers/courier", "lake-papers/gazette"],
        ["lake-papers/register", "Quarry News"],
      ]);
      await client("takeBack", { query: { a: here, b: there } });
    });
  });
}

describe("evidence by origin in the embedded store", function () {
  this.timeout(120_000);
  evidenceByOrigin(() => startApp());
});

describe("evidence by origin in Neo4j", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  evidenceByOrigin(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
