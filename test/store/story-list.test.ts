import { expect } from "chai";
import { CallError, makeClient, type Client } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import { twoArticles } from "../browser/two-articles.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const SEED = "us-strikes-iraq-2020";
const STORY = "aden-port";
const params = { story: STORY };

/** The same file with another title. */
function retitled(title: string) {
  const file = JSON.parse(twoArticles.story) as { story: { title: string } };
  file.story.title = title;
  return { ...twoArticles, story: JSON.stringify(file) };
}

function storyList(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
  });
  after(() => app?.close());
  beforeEach(() => client("load", { body: twoArticles }));
  afterEach(() => client("unload", { params, query: {} }));

  const rename = (title: string) => client("changeStory", { params, body: { title } });
  const titles = async () => {
    const { stories } = await client("stories", {});
    const { graph } = await client("story", { params });
    const { hits } = await client("search", { query: { q: "Salma" } });
    return [stories.find(({ id }) => id === STORY)?.title, graph.story.title, hits[0]?.in[0]?.title];
  };
  const ledger = async () =>
    (await client("changes", { params })).changes.map(({ what, reverted }) => [what, reverted]);

  it("tells of each story when it is of, how much it has, who says something in it, and when it was last changed", async () => {
    const answer = await client("stories", {});
    expect(operations.stories.answer.safeParse(answer).error?.message).to.equal(undefined);
    expect(answer.stories.map(({ changedAt: _, summary: __, ...told }) => told)).to.deep.equal([
      {
        id: STORY,
        title: "The port of Aden",
        publishedAt: "2024-05-04",
        until: "2024-05-05",
        visibility: "desk",
        articles: 2,
        entities: 10,
        relations: 11,
        voices: 5,
      },
      {
        id: SEED,
        title: "A day after it killed an Iranian general, the US bombs pro-Iran fighters in Iraq",
        publishedAt: "2020-01-04",
        until: "2020-01-04",
        visibility: "public",
        articles: 1,
        entities: 94,
        relations: 200,
        voices: 12,
      },
    ]);
    const { changes } = await client("changes", { params });
    expect(answer.stories.map(({ changedAt }) => changedAt)[0]).to.equal(changes[0]?.at);
  });

  it("counts anew what was changed", async () => {
    const told = async () => {
      const { stories } = await client("stories", {});
      const { relations = 0, voices = 0, changedAt = "" } = stories.find(({ id }) => id === STORY) ?? {};
      return { relations, voices, changedAt };
    };
    const before = await told();
    await client("decide", { params: { ...params, id: "t2" }, body: { status: "retracted" } });
    await client("decide", { params: { ...params, id: "p5" }, body: { status: "retracted" } });
    const behind = await told();
    expect({ ...behind, changedAt: "" }).to.deep.equal({ relations: 9, voices: 3, changedAt: "" });
    expect(String(behind.changedAt) > String(before.changedAt)).to.equal(true);
  });

  it("calls a story as a person has called it, wherever it is named, and says so in its ledger", async () => {
    const { title } = await rename("  The blast at Aden ");
    expect(title).to.equal("The blast at Aden");
    expect(await titles()).to.deep.equal(Array.from({ length: 3 }, () => "The blast at Aden"));
    expect(await ledger()).to.deep.equal([
      ["rename", null],
      ["load", null],
    ]);
    await rename("The blast at Aden");
    expect((await ledger()).length).to.equal(2);
  });

  it("leaves that title when the file is loaded again, and says so; the file's comes back when edits are discarded", async () => {
    await rename("The blast at Aden");
    const same = await client("load", { body: twoArticles });
    expect([same.titleKept, same.change]).to.deep.equal(["The blast at Aden", null]);
    const other = await client("load", { body: retitled("Aden, corrected") });
    expect([other.titleKept, other.change]).to.deep.equal(["The blast at Aden", null]);
    await client("decide", { params: { ...params, id: "t2" }, body: { status: "disputed" } });
    expect((await titles())[0]).to.equal("The blast at Aden");
    const discarding = await client("load", { body: retitled("Aden, corrected"), query: { discardEdits: "1" } });
    expect([discarding.titleKept, (await titles())[0]]).to.deep.equal([null, "Aden, corrected"]);
    const next = await client("load", { body: retitled("Aden, once more") });
    expect([next.titleKept, (await titles())[0]]).to.deep.equal([null, "Aden, once more"]);
  });

  it("takes a title back, and with it that it stands over the next load", async () => {
    await rename("The blast at Aden");
    await client("revert", { params: { ...params, number: "2" }, body: {} });
    expect(await titles()).to.deep.equal(Array.from({ length: 3 }, () => "The port of Aden"));
    expect(await ledger()).to.deep.equal([
      ["revert", 2],
      ["rename", null],
      ["load", null],
    ]);
    const { titleKept } = await client("load", { body: retitled("Aden, corrected") });
    expect([titleKept, (await titles())[0]]).to.deep.equal([null, "Aden, corrected"]);
  });

  it("takes no title back behind a later one", async () => {
    await rename("One");
    await rename("Two");
    const code = await client("revert", { params: { ...params, number: "2" }, body: {} }).catch((error: unknown) =>
      error instanceof CallError ? error.problem?.code : error,
    );
    expect([code, (await titles())[0]]).to.deep.equal(["change/conflict", "Two"]);
  });

  it("says in its ledger since when everybody sees it, and takes that back with what was done to it in between", async () => {
    const listed = async () => {
      const { stories } = await client("stories", {});
      return stories.find(({ id }) => id === STORY)?.visibility;
    };
    const told = async () =>
      (await client("changes", { params })).changes.map(({ what, visibility, reverted }) => [
        what,
        visibility,
        reverted,
      ]);
    await client("changeStory", { params, body: { visibility: "public" } });
    await client("changeStory", { params, body: { visibility: "public" } });
    await rename("The blast at Aden");
    await client("revert", { params: { ...params, number: "2" }, body: {} });
    expect([await listed(), (await titles())[0]]).to.deep.equal(["desk", "The blast at Aden"]);
    await client("revert", { params: { ...params, number: "4" }, body: {} });
    expect(await listed()).to.equal("public");
    expect(await told()).to.deep.equal([
      ["revert", null, 4],
      ["revert", null, 2],
      ["rename", null, null],
      ["visibility", "public", null],
      ["load", null, null],
    ]);
    const { records } = await client("change", { params: { ...params, number: "2" } });
    expect(records).to.deep.equal([
      { list: "visibility", key: STORY, before: { visibility: "desk" }, after: { visibility: "public" } },
    ]);
    await client("load", { body: retitled("Aden, corrected") });
    expect(await listed()).to.equal("public");
  });

  it("does not take back who may see it behind a later decision about the same", async () => {
    for (const visibility of ["public", "desk", "public", "desk"] as const)
      await client("changeStory", { params, body: { visibility } });
    const problem = await client("revert", { params: { ...params, number: "2" }, body: {} }).catch((error: unknown) =>
      error instanceof CallError ? error.problem : error,
    );
    expect(problem).to.include({
      code: "change/conflict",
      detail: "A later change has touched the same: who may see the story. Nothing was taken back",
      remedy: "Take back the later changes first",
    });
  });

  it("says of a change that was taken back already by which it was", async () => {
    const revert = async (number: number) =>
      client("revert", { params: { ...params, number: String(number) }, body: {} }).catch((error: unknown) =>
        error instanceof CallError ? error.problem : error,
      );
    await client("changeStory", { params, body: { visibility: "public" } });
    await revert(2);
    expect(await revert(2)).to.include({
      code: "change/conflict",
      detail: "Change 2 was taken back already, by change 3",
      remedy: "Take back change 3 to have it again",
    });
    await revert(3);
    expect(await ledger()).to.deep.equal([
      ["revert", 3],
      ["revert", 2],
      ["visibility", null],
      ["load", null],
    ]);
  });

  it("is given no title that nobody could read, and says so", async () => {
    const refusals = await Promise.all(
      ["\u200b\u200d", "abc\u202edef", "x".repeat(301)].map((title) =>
        rename(title).catch((error: unknown) => (error instanceof CallError ? error.problem?.detail : error)),
      ),
    );
    expect(refusals).to.deep.equal([
      "body.title: a title needs a letter or another sign that can be seen",
      "body.title: a title takes no line break, and no mark that changes the direction of writing",
      "body.title: a title has at most 300 characters; this one has 301",
    ]);
    expect((await titles())[0]).to.equal("The port of Aden");
  });

  it("sets all that is asked for at once", async () => {
    const listed = await client("changeStory", {
      params,
      body: { title: "The blast at Aden", visibility: "public", earlierTexts: "none" },
    });
    expect([listed.title, listed.visibility, listed.articles]).to.deep.equal(["The blast at Aden", "public", 2]);
    await client("changeStory", { params, body: { visibility: "desk" } });
    expect((await titles())[0]).to.equal("The blast at Aden");
  });
}

describe("the list of stories in the embedded store", function () {
  this.timeout(120_000);
  storyList(() => startApp());
});

describe("the list of stories in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  storyList(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
