import { expect } from "chai";
import { CallError, makeClient, type Client } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import type { ViewAnswer } from "../../contract/view.ts";
import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "us-strikes-iraq-2020";
const TOKEN = "the owner of this test";

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

function viewOf(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
  });
  after(() => app?.close());

  const own = { ownerToken: TOKEN };
  type Asked = NonNullable<Parameters<typeof client<"view">>[1]["query"]>;
  const view = (query: Asked = {}) => client("view", { params: { story: STORY }, query });
  const graph = async () => (await client("story", { params: { story: STORY } })).graph;
  const pages = async (query: Asked): Promise<ViewAnswer[]> => {
    const found: ViewAnswer[] = [];
    for (let offset: number | null = 0; offset !== null; offset = found.at(-1)?.next ?? null)
      found.push(await view({ ...query, offset: String(offset) }));
    return found;
  };
  const problemOf = async (asked: Promise<unknown>) => {
    const error: unknown = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    const { code, detail, place } = (error as CallError).problem ?? {};
    return { code, detail, field: place?.field };
  };

  it("opens with first sight: its marks, the lines between them, and where they are drawn", async () => {
    const [answer, whole] = [await view(), await graph()];
    const folded = foldStory(whole);
    const stands = firstSight(folded, whole);
    expect(ids(answer.marks)).to.deep.equal(stands);
    expect(answer.lines).to.deep.equal(
      folded.lines.filter(({ from, to }) => stands.includes(from) && stands.includes(to)),
    );
    expect(Object.keys(answer.positions ?? {}).toSorted()).to.deep.equal(stands.toSorted());
    expect(answer.totals).to.deep.equal({
      found: folded.marks.length,
      marks: folded.marks.length,
      lines: folded.lines.length,
      sentences: folded.lines.flatMap(({ sentences }) => sentences).length,
      entities: whole.entities.length,
      relations: whole.relations.length,
    });
    expect(answer.graph.articles).to.deep.equal(whole.articles);
  });

  it("has each mark and line of the story once on its pages, folded or as it is stored", async () => {
    const whole = await graph();
    for (const [mode, expected] of [
      ["story", foldStory(whole)],
      ["all", allOf(whole)],
    ] as const) {
      const found = await pages({ mode, limit: "20" });
      expect(found.flatMap(({ marks }) => ids(marks)).toSorted()).to.deep.equal(ids(expected.marks).toSorted());
      expect(found.flatMap(({ lines }) => ids(lines)).toSorted()).to.deep.equal(ids(expected.lines).toSorted());
    }
  });

  it("tells around an entity whom it is joined to, with every receipt of it", async () => {
    const whole = await graph();
    const [page] = await pages({ around: ["soleimani"], limit: "500" });
    const lines = foldStory(whole).lines.filter(({ from, to }) => from === "soleimani" || to === "soleimani");
    expect(page?.lines.filter(({ from, to }) => from === "soleimani" || to === "soleimani")).to.deep.equal(lines);
    const others = new Set(lines.flatMap(({ from, to }) => [from, to]));
    expect(ids(page?.marks ?? []).toSorted()).to.deep.equal([...others].toSorted());
    const of = ({ subject, object }: { subject: string; object: string }) =>
      subject === "soleimani" || object === "soleimani";
    expect(page?.graph.relations.filter(of)).to.deep.equal(whole.relations.filter(of));
  });

  it("counts on a page what it does not have", async () => {
    const { neighbours } = await view({ around: ["soleimani"], limit: "1" });
    const [alone] = neighbours;
    expect(alone?.left).to.equal(alone?.total);
    const [beside] = (await view({ around: ["soleimani"], limit: "500" })).neighbours.filter(
      ({ id }) => id === "soleimani",
    );
    expect([beside?.total, beside?.left]).to.deep.equal([alone?.total, 0]);
  });

  it("unfolds an event that is asked for, and takes several at once", async () => {
    const found = await view({ around: ["parliament-vote", "najaf"], limit: "500" });
    expect(ids(found.marks)).to.include.members(["parliament-vote", "najaf"]);
    expect(found.lines.some(({ from, to }) => from === "parliament-vote" || to === "parliament-vote")).to.equal(true);
  });

  it("is in the shape that the contract says", async () => {
    for (const answer of [await view(), await view({ mode: "all", around: ["iran"] }), await view({ offset: "30" })]) {
      const { success, error } = operations.view.answer.safeParse(answer);
      expect(success, error?.message).to.equal(true);
    }
  });

  it("stands beside its articles with their texts, each as it is answered alone", async () => {
    const whole = await graph();
    const { articles, total } = await client("articles", { params: { story: STORY }, query: {} });
    const alone = await Promise.all(
      whole.articles.map(async ({ id }) => (await client("article", { params: { story: STORY, id } })).article),
    );
    expect({ articles, total }).to.deep.equal({ articles: alone, total: alone.length });
    const none = await client("articles", { params: { story: STORY }, query: { offset: "1000" } });
    expect(none).to.deep.equal({ articles: [], total: alone.length });
    expect((await problemOf(client("articles", { params: { story: STORY }, query: { limit: "201" } }))).field).to.equal(
      "query.limit",
    );
  });

  it("refuses whom the story does not have, and numbers out of range", async () => {
    expect(await problemOf(view({ around: ["nobody"] }))).to.deep.equal({
      code: "entity/not-found",
      detail: `There is no entity with the id nobody in the story ${STORY}`,
      field: undefined,
    });
    for (const limit of ["0", "501", "many"]) expect((await problemOf(view({ limit }))).field).to.equal("query.limit");
    expect((await problemOf(view({ offset: "-1" }))).field).to.equal("query.offset");
    expect((await view({ offset: "1000000" })).marks).to.deep.equal([]);
  });

  it("is not answered again to whoever has it, and is another when a claim is taken back", async () => {
    const address = `${app.url}/api/stories/${STORY}/view`;
    const etag = (await fetch(address)).headers.get("etag") ?? "";
    const ask = async () =>
      (await fetch(address, { headers: { "If-None-Match": etag, "Cache-Control": "max-age=0" } })).status;
    expect(await ask()).to.equal(304);
    const before = await view();
    const id = before.lines[0]?.sentences[0]?.relations[0] ?? "";
    await client("decide", { params: { story: STORY, id }, body: { status: "retracted" }, ...own });
    expect(await ask()).to.equal(200);
    expect((await view()).lines.flatMap(({ sentences }) => sentences.flatMap((one) => one.relations))).to.not.include(
      id,
    );
    await client("decide", { params: { story: STORY, id }, body: { status: "confirmed" }, ...own });
    expect(ids((await view()).lines)).to.deep.equal(ids(before.lines));
  });

  it("of a story on the desk is its owner's alone", async () => {
    await client("changeStory", { params: { story: STORY }, body: { visibility: "desk" }, ...own });
    expect((await problemOf(view())).code).to.equal("story/not-found");
    expect((await client("view", { params: { story: STORY }, ...own })).marks).to.have.length(30);
    await client("changeStory", { params: { story: STORY }, body: { visibility: "public" }, ...own });
  });
}

describe("a story's view in the embedded store", function () {
  this.timeout(120_000);
  viewOf(() => startApp({ OWNER_TOKEN: TOKEN }));
});

describe("a story's view in Neo4j", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  viewOf(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    const { uri, user, password } = config;
    return startApp({ OWNER_TOKEN: TOKEN, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password });
  });
  after(() => stop?.());
});
