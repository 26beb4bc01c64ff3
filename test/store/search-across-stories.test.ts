import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import { smallStory, SMALL_TEXT } from "../model/small-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const NAMES = { alpha: "Ann Harper", beta: "Ann Harper", gamma: "A. Harper the weaver" } as const;
const MANY = 40;

/** A small story of somebody, and of an event and a statement that name her. */
function storyOf(id: string, name: string) {
  const file = smallStory();
  Object.assign(file.story, { id, title: `The story ${id}` });
  Object.assign(file.entities[0] ?? {}, { name, aliases: [] });
  const relation = file.relations[0] ?? {};
  file.entities.push(
    { id: "trial", label: "Event", name: "Trial of Harper" },
    { id: "plea", label: "Statement", name: "Plea that Harper entered" },
  );
  file.relations.push(
    { ...relation, key: "r002", subject: "trial", type: "INVOLVES", object: "ann" },
    { ...relation, key: "r003", subject: "plea", type: "ABOUT", object: "trial" },
  );
  return { story: JSON.stringify(file), articles: { "a.txt": SMALL_TEXT } };
}

function storiesSearched(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
    for (const [id, name] of Object.entries(NAMES)) {
      const { refused } = await client("load", { body: storyOf(id, name) });
      expect(refused).to.deep.equal([]);
    }
    await client("judge", { body: { a: "alpha/ann", b: "gamma/ann", verdict: "same" } });
  });
  after(() => app?.close());

  const search = async (query: { q: string; current?: string; story?: string; limit?: string }) => {
    const answer = await client("search", { query });
    expect(operations.search.answer.safeParse(answer).error?.message).to.equal(undefined);
    return answer;
  };
  const placesOf = (answer: Awaited<ReturnType<typeof search>>) =>
    answer.hits.map((hit) => hit.in.map(({ story, id }) => `${story}/${id}`));

  it("finds somebody once, with every story she is in, whatever she is called there", async () => {
    const found = await search({ q: "Ann Harper" });
    expect(placesOf(found)).to.have.deep.members([["alpha/ann", "gamma/ann"], ["beta/ann"]]);
    expect(found.hits[0]?.in.map(({ title }) => title)).to.include.members(
      found.hits[0]?.in.map(({ story }) => `The story ${story}`) ?? [],
    );
    expect(placesOf(await search({ q: "weaver" }))).to.deep.equal([["gamma/ann", "alpha/ann"]]);
  });

  it("puts first of equals what is in the story that is open", async () => {
    for (const current of ["alpha", "beta"] as const) {
      const [first] = placesOf(await search({ q: "Ann Harper", current }));
      expect(first?.[0]).to.equal(`${current}/ann`);
    }
    expect(placesOf(await search({ q: "Harper", current: "nowhere" })).length).to.equal(8);
  });

  it("names no story but the one that alone is searched", async () => {
    expect(placesOf(await search({ q: "Ann Harper", story: "alpha" }))).to.deep.equal([["alpha/ann"]]);
  });

  it("names no story that is not there, or not for the reader", async () => {
    await client("unload", { params: { story: "gamma" }, query: {} });
    expect(placesOf(await search({ q: "Ann Harper", current: "alpha" }))).to.deep.equal([["alpha/ann"], ["beta/ann"]]);
    await client("load", { body: storyOf("gamma", NAMES.gamma) });
    expect(placesOf(await search({ q: "Ann Harper", current: "alpha" }))).to.deep.equal([
      ["alpha/ann", "gamma/ann"],
      ["beta/ann"],
    ]);
  });

  it("tells how many it found in each section, the best one's first, and keeps each a place", async () => {
    const answer = await search({ q: "Harper", limit: "6" });
    expect({ total: answer.total, sections: answer.sections }).to.deep.equal({
      total: 8,
      sections: [
        { section: "people", total: 2 },
        { section: "events", total: 3 },
        { section: "statements", total: 3 },
      ],
    });
    expect(new Set(answer.hits.map(({ entity }) => entity.label))).to.deep.equal(
      new Set(["Person", "Event", "Statement"]),
    );
  });

  it("finds the one of the story that is open, and what happened, among many of the same name", async function () {
    this.timeout(240_000);
    for (let at = 0; at < MANY; at += 1) await client("load", { body: storyOf(`same-${at}`, "Ann Harper") });
    const answer = await search({ q: "Harper", current: `same-${MANY - 1}`, limit: "10" });
    expect(answer.hits.length).to.equal(10);
    expect(answer.hits[0]?.in[0]?.story).to.equal(`same-${MANY - 1}`);
    expect(answer.sections).to.deep.equal([
      { section: "people", total: MANY + 2 },
      { section: "events", total: MANY + 3 },
      { section: "statements", total: MANY + 3 },
    ]);
    expect(new Set(answer.hits.map(({ entity }) => entity.label)).size).to.equal(3);
  });
}

describe("all stories searched in the embedded store", function () {
  this.timeout(120_000);
  storiesSearched(() => startApp());
});

describe("all stories searched in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  storiesSearched(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
