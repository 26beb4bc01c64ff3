import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { MAX_VIEWS, type SavedView } from "../../contract/saved-views.ts";
import { operations } from "../../contract/operations.ts";
import { viewRow } from "../../server/services/saved-view-rows.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { textOf } from "../model/written-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { ALPHA, AGE, BETA, HEAD, LED, STORY, TOKEN, first, ministriesOf } from "./ministries.ts";
import { send } from "../server/send.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

type Start = (env: Readonly<Record<string, string>>) => Promise<RunningApp>;

function savedViews(start: Start): void {
  let app: RunningApp;
  let running: Client;
  const { client, own, of, load, correct, ask, changesOf, problem } = ministriesOf(() => running);
  const params = { story: STORY };

  const list = async (): Promise<SavedView[]> => (await client("views", { params, ...own })).views;
  const save = (name: string, more: { sentence?: string; state?: string } = {}) =>
    client("saveView", { params, body: { name, state: "v=2", ...more }, ...own });
  const change = (view: SavedView, body: Omit<Parameters<typeof bodyOf>[1], "revision">) =>
    client("changeView", { ...of(view.id), body: bodyOf(view, body) });
  const bodyOf = (
    { revision }: SavedView,
    body: { name?: string; sentence?: string | null; state?: string; position?: number },
  ) => ({ revision, ...body });
  const remove = ({ id, revision }: SavedView) =>
    client("deleteView", { ...of(id), query: { revision: String(revision) } });
  const names = async () => (await list()).map(({ name }) => name);
  const version = async () => (await client("story", { params, ...own })).version;

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
    await client("unload", { params, ...own });
    const left = { statement: "MATCH (n) WHERE n.story = $of RETURN count(n)", parameters: { of: STORY } };
    expect((await client("query", { body: left, ...own })).rows).to.deep.equal([[0]]);
  });

  it("are saved in their order, with what is said and shown, and told in the shape of the contract", async () => {
    const before = await version();
    const saved = await save("Who leads", {
      sentence: "Ann Arden leads one.",
      state: "at=ann&with=ann&with=alpha&v=2",
    });
    await save("All of it", { state: "view=all&v=2" });
    const views = await list();
    expect(operations.views.answer.safeParse({ views }).error?.message).to.equal(undefined);
    expect(views.map(({ createdAt: _, updatedAt: __, ...view }) => view)).to.deep.equal([
      {
        id: saved.id,
        name: "Who leads",
        sentence: "Ann Arden leads one.",
        state: "at=ann&with=ann&with=alpha&v=2",
        position: 1,
        revision: 1,
        storyVersion: before,
      },
      {
        id: views[1]?.id,
        name: "All of it",
        sentence: null,
        state: "view=all&v=2",
        position: 2,
        revision: 1,
        storyVersion: views[1]?.storyVersion,
      },
    ]);
    expect(views[0]).to.deep.equal(saved);
    expect(views[1]?.storyVersion).to.match(/^[0-9a-f]{16}\.2\.[0-9a-f]{8}$/);
    expect(saved.createdAt).to.equal(saved.updatedAt);
  });

  it("are renamed, replaced, moved and deleted, and nothing else of them changes", async () => {
    const [one, two, three] = [await save("one"), await save("two", { sentence: "Second." }), await save("three")];
    const renamed = await change(one, { name: "first", sentence: "To begin with." });
    expect(renamed).to.deep.equal({
      ...one,
      name: "first",
      sentence: "To begin with.",
      revision: 2,
      updatedAt: renamed.updatedAt,
    });
    const replaced = await change(two, { state: "show=own&v=2", sentence: null });
    expect(replaced).to.deep.equal({
      ...two,
      state: "show=own&v=2",
      sentence: null,
      revision: 2,
      updatedAt: replaced.updatedAt,
      storyVersion: replaced.storyVersion,
    });
    expect(replaced.storyVersion).to.not.equal(two.storyVersion);
    const moved = await change(three, { position: 1 });
    expect([moved.position, await names()]).to.deep.equal([1, ["three", "first", "two"]]);
    await change(moved, { position: 100 });
    expect(await names()).to.deep.equal(["first", "two", "three"]);
    expect(await remove(replaced)).to.deep.equal(replaced);
    expect((await list()).map(({ name, position }) => [name, position])).to.deep.equal([
      ["first", 1],
      ["three", 2],
    ]);
    await save("fourth");
    expect(await names()).to.deep.equal(["first", "three", "fourth"]);
  });

  it("are not changed by whoever has seen an earlier revision, and both are told", async () => {
    const seen = await save("one");
    await change(seen, { name: "one of the first tab" });
    const refused = await change(seen, { name: "one of the second tab" }).catch((error: unknown) => error);
    expect((refused as { problem: { detail: string } }).problem.detail).to.match(
      /^The view “one of the first tab” was changed at \S+Z, behind what you have seen of it \(revision 1, now 2\); nothing was changed$/,
    );
    expect(await problem(remove(seen))).to.equal("view/conflict");
    expect(await names()).to.deep.equal(["one of the first tab"]);
    const [now] = await list();
    await remove(now!);
    expect(await problem(change(now!, { name: "gone" }))).to.equal("view/not-found");
    expect(await list()).to.deep.equal([]);
  });

  it("are changed one after the other where several changes come at once", async () => {
    const views = [];
    for (const name of ["a", "b", "c", "d"]) views.push(await save(name));
    await Promise.all(views.map((view, at) => change(view, { position: 4 - at })));
    await Promise.all(["e", "f"].map((name) => save(name)));
    const after = await list();
    expect(after.map(({ position }) => position)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(after.map(({ name }) => name).toSorted()).to.deep.equal(["a", "b", "c", "d", "e", "f"]);
  });

  it("are refused where the state cannot be read, or something has no end", async () => {
    const detail = async (work: Promise<unknown>) =>
      work.then(
        () => "saved",
        (error: { problem: { code: string; detail: string } }) => `${error.problem.code} ${error.problem.detail}`,
      );
    expect(await detail(save("x", { state: "at=%E0%A4%A" }))).to.equal(
      "request/invalid body.state: the state has a percent sign that stands for no character",
    );
    expect(await detail(save("x", { state: "story=other&at=a" }))).to.equal(
      "request/invalid body.state: the state has “story”, which says nothing of a picture",
    );
    expect(await detail(save("x", { state: "at=a&v=3" }))).to.equal(
      "request/invalid body.state: the state is of version “3”, and this server reads 1 and 2",
    );
    expect(await detail(save("x", { state: `at=${"a".repeat(20_000)}` }))).to.equal(
      "request/invalid body.state: has more than 20000 characters",
    );
    expect(await detail(save("n".repeat(121)))).to.equal("request/invalid body.name: has more than 120 characters");
    expect(await detail(save("x", { sentence: "s".repeat(1_001) }))).to.equal(
      "request/invalid body.sentence: has more than 1000 characters",
    );
    expect(await detail(save("  "))).to.equal("request/invalid body.name: is empty");
    const view = await save("x");
    expect(await detail(change(view, {}))).to.equal("request/invalid body: says nothing to change");
    expect(await problem(client("views", { params: { story: "nowhere" } }))).to.equal("story/not-found");
  });

  it("are at most a hundred", async () => {
    const { id: _, ...last } = await save("the last");
    const rows = Array.from({ length: MAX_VIEWS - 2 }, (__, at) =>
      viewRow(STORY, { ...last, sentence: undefined, id: `view-${at}`, position: at + 2 }),
    );
    await app.store.write([{ name: "write/merge-saved-views", parameters: { story: STORY, rows } }]);
    expect((await save("one more")).position).to.equal(MAX_VIEWS);
    expect(await problem(save("too many"))).to.equal("view/limit");
    expect(await list()).to.have.length(MAX_VIEWS);
  });

  it("are for whoever may see the story, and changed by its owner alone", async () => {
    const view = await save("one");
    expect(await problem(client("views", { params }))).to.equal("story/not-found");
    await client("changeStory", { params, body: { visibility: "public" }, ...own });
    expect((await client("views", { params })).views).to.deep.equal([view]);
    const stranger = { params: { story: STORY, id: view.id } };
    expect(await problem(client("saveView", { params, body: { name: "x", state: "" } }))).to.equal(
      "request/unauthorized",
    );
    expect(await problem(client("changeView", { ...stranger, body: { revision: 1, name: "x" } }))).to.equal(
      "request/unauthorized",
    );
    expect(await problem(client("deleteView", { ...stranger, query: { revision: "1" } }))).to.equal(
      "request/unauthorized",
    );
  });

  it("are answered anew once one of them is another, and 304 until then", async () => {
    const get = (etag = "") =>
      send(`${app.url}/api/stories/${STORY}/views`, {
        headers: { Authorization: `Bearer ${TOKEN}`, "If-None-Match": etag },
      });
    const etag = String((await get()).headers["etag"]);
    expect((await get(etag)).status).to.equal(304);
    const view = await save("one");
    const { status, body } = await get(etag);
    expect({ status, body }).to.deep.equal({ status: 200, body: { views: [view] } });
  });

  it("stand in the ledger without what they say, and are not taken back from it", async () => {
    const one = await save("one", { sentence: "Nobody may read this later." });
    await change(one, { name: "other" });
    await remove((await list())[0]!);
    const changes = await changesOf();
    expect(
      changes
        .slice(0, 3)
        .map(({ number, what, created, changed, removed, revertible }) => [
          number,
          what,
          created,
          changed,
          removed,
          revertible,
        ]),
    ).to.deep.equal([
      [4, "view", 0, 0, 1, false],
      [3, "view", 0, 1, 0, false],
      [2, "view", 1, 0, 0, false],
    ]);
    const revert = client("revert", { params: { story: STORY, number: "4" }, body: {}, ...own });
    expect(await problem(revert)).to.equal("change/conflict");
    expect(await ask("MATCH (n {story: $story}) WHERE any(k IN keys(n) WHERE n[k] = 'one') RETURN n")).to.deep.equal(
      [],
    );
  });

  it("stay over a load, a correction and a load that discards decisions", async () => {
    await save("one", { state: "at=ann&v=2" });
    const before = await list();
    await correct({ text: textOf([HEAD, ALPHA, BETA, AGE]) });
    await load({ ...first(), articles: [{ sentences: [HEAD, ALPHA, BETA, LED, AGE, "One more."] }] });
    await client("revert", { params: { story: STORY, number: "4" }, body: {}, ...own });
    expect(await list()).to.deep.equal(before);
  });

  it("lose the words, the records and the ids that are erased", async () => {
    const words = await save("Ann Arden’s ministry", {
      sentence: "Ann Arden leads it.",
      state: "at=ann&with=ann&with=alpha&pin=0.5_0.5_ann&line=alpha~ann&v=2",
    });
    const other = await save("Figures", { state: "at=figure&v=2" });
    const erase = (body: { words?: string; entity?: string }, dryRun?: "1") =>
      client("erase", { params, body, query: dryRun === undefined ? {} : { dryRun }, ...own });
    expect((await erase({ words: "Ann Arden" }, "1")).places.views).to.equal(1);
    expect(await list()).to.deep.equal([words, other]);
    expect((await erase({ words: "Ann Arden" })).places.views).to.equal(1);
    expect(await list()).to.deep.equal([
      { ...words, name: "█████████’s ministry", sentence: "█████████ leads it.", revision: 2 },
      other,
    ]);
    expect((await erase({ entity: "ann" })).places.views).to.equal(1);
    expect((await list()).map(({ state }) => state)).to.deep.equal(["with=alpha&v=2", "at=figure&v=2"]);
  });
}

describe("saved views in the embedded store", function () {
  this.timeout(120_000);
  savedViews((env) => startApp(env));

  it("are there when the app is started again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wiregraph-views-"));
    const env = { DATA_DIR: folder };
    const params = { story: "us-strikes-iraq-2020" };
    const before = await startApp(env);
    const view = await makeClient(before.url)("saveView", { params, body: { name: "one", state: "view=all&v=2" } });
    await before.store.close();
    const after = await startApp(env);
    expect((await makeClient(after.url)("views", { params })).views).to.deep.equal([view]);
    await Promise.all([before.close(), after.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("are refused where the app only reads, and still told", async () => {
    const app = await startApp({ READ_ONLY: "1" });
    const client = makeClient(app.url);
    const params = { story: "us-strikes-iraq-2020" };
    const refused = await client("saveView", { params, body: { name: "x", state: "" } }).catch(
      (error: unknown) => error,
    );
    expect((refused as { problem: { code: string } }).problem.code).to.equal("request/read-only");
    expect((await client("views", { params })).views).to.deep.equal([]);
    await app.close();
  });
});

describe("saved views in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  savedViews(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
