import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { correctedMillStory, MILL, millStory } from "../corrected-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const OWNER_TOKEN = "a-secret-of-the-owner";
const OLD = {
  owns: {
    story: MILL.id,
    claims: ["owns"],
    text: "Rita Holm has the Tarn mill",
    words: `Corrected by Lake Courier on 3 November 2026, 14:10 UTC: “${MILL.notice}”`,
    was: [MILL.owned],
    instead: { relation: "owns-now", text: "Olle Berg has the Tarn mill" },
    document: "courier",
    title: "A fire at Tarn mill",
  },
  led: {
    story: MILL.id,
    claims: ["led"],
    text: "Bo Lund leads night watch",
    words: `In this article until 3 November 2026, 14:10 UTC. Lake Courier says: “${MILL.notice}”`,
    was: [MILL.led],
    instead: null,
    document: "courier",
    title: "A fire at Tarn mill",
  },
};

function toldCorrections(start: (env: Readonly<Record<string, string>>) => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  const own = { ownerToken: OWNER_TOKEN };
  const params = { story: MILL.id };
  const of = (id: string) => ({ params: { ...params, id } });
  const who = async (id: string, as: { ownerToken?: string } = {}) =>
    (await client("who", { params: { id: `${MILL.id}/${id}` }, ...as })).saidNoMore;

  before(async function () {
    this.timeout(180_000);
    app = await start({ OWNER_TOKEN });
    client = makeClient(app.url);
  });
  after(() => app?.close());
  beforeEach(async () => {
    await client("load", { body: millStory, ...own });
    await client("changeStory", { params, body: { visibility: "public" }, ...own });
  });
  afterEach(() => client("unload", { params, ...own }));

  it("are in the story: claims that readers may be told of, and nothing where nothing was corrected", async () => {
    const before = (await client("story", { params })).graph;
    expect([before.claims, before.versions]).to.deep.equal([[], []]);
    await client("load", { body: correctedMillStory, ...own });
    const { graph } = await client("story", { params });
    expect(graph.claims.map(({ id, inText, saidUntil, was }) => ({ id, inText, saidUntil, was }))).to.deep.equal([
      { id: "led", inText: "gone", saidUntil: 1, was: [MILL.led] },
      { id: "owns", inText: "corrected", saidUntil: 1, was: [MILL.owned] },
    ]);
    expect(graph.relations.find(({ id }) => id === "joined")?.saidFrom).to.equal(2);
  });

  it("are in the story with the texts that ended a claim, or began it, once they are replaced too", async () => {
    await client("load", { body: correctedMillStory, ...own });
    await client("correct", {
      ...of("courier"),
      body: { text: `Updated.\n\n${MILL.corrected}`, kind: "update", modifiedAt: "2026-11-05" },
      ...own,
    });
    const { graph } = await client("story", { params });
    expect(
      graph.versions.map(({ readAt, ...version }) => ({ ...version, isRead: readAt !== undefined })),
    ).to.deep.equal([
      {
        article: "courier",
        number: 2,
        kind: "correction",
        notice: MILL.notice,
        publishedAt: "2026-11-01",
        modifiedAt: "2026-11-03T14:10Z",
        isRead: true,
      },
    ]);
    expect(await who("bo")).to.deep.equal([OLD.led]);
  });

  it("are what /api/who says is said of somebody no more, to anyone", async () => {
    expect(await who("rita")).to.deep.equal([]);
    await client("load", { body: correctedMillStory, ...own });
    expect({ rita: await who("rita"), bo: await who("bo"), kim: await who("kim") }).to.deep.equal({
      rita: [OLD.owns],
      bo: [OLD.led],
      kim: [],
    });
  });

  it("tell the owner alone what was taken back", async () => {
    await client("decide", { ...of("leads"), body: { status: "retracted", why: "misread" }, ...own });
    expect((await client("story", { params })).graph.claims).to.deep.equal([]);
    expect((await client("story", { params, ...own })).graph.claims.map(({ id }) => id)).to.deep.equal(["leads"]);
    expect(await who("kim")).to.deep.equal([]);
    expect((await who("kim", own)).map(({ words }) => words)).to.deep.equal(["Taken back here."]);
  });

  it("show of a report that was withdrawn no old word, in story, who and embed", async () => {
    await client("correct", {
      ...of("courier"),
      body: { kind: "kill", notice: "It should not have run.", modifiedAt: "2026-11-04" },
      ...own,
    });
    const words = "Lake Courier withdrew this report on 4 November 2026: “It should not have run.”";
    const [told, ...more] = await who("bo");
    expect({ told, more }).to.deep.equal({
      told: { ...OLD.led, text: "", words, was: [] },
      more: [],
    });
    const pages = await Promise.all(
      ["", "sentences.txt"].map(async (path) => (await fetch(`${app.url}/e/${MILL.id}/${path}`)).text()),
    );
    for (const text of [JSON.stringify((await client("story", { params })).graph), ...pages])
      expect(text).to.include("It should not have run.").and.not.include("night watch.").and.not.include(MILL.led);
  });
}

describe("the texts of corrections, in the embedded store", function () {
  this.timeout(120_000);
  toldCorrections((env) => startApp(env));
});

describe("the texts of corrections, in Neo4j", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  toldCorrections(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
