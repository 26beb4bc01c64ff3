import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { SMALL_TEXT, smallStory } from "../model/small-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/** The small story, its two called as they are in Japan, with names in other scripts. */
function japaneseStory(): string {
  const file = smallStory();
  const [ann, guild] = file.entities;
  Object.assign(ann ?? {}, { name: "田中 ひなた", otherNames: ["Tanaka Hinata", "タナカ"] });
  Object.assign(guild ?? {}, { name: "京都市美術館", otherNames: ["Kyoto City Museum", "교토시 미술관"] });
  return JSON.stringify(file);
}

function search(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
    await client("load", { body: { story: japaneseStory(), articles: { "a.txt": SMALL_TEXT } } });
  });
  after(() => app?.close());

  const found = async (q: string) => {
    const { hits } = await client("search", { query: { q, story: "bad-input" } });
    return hits.map(({ entity: { id } }) => id);
  };

  it("finds a name by each of its signs and words, and by no other", async () => {
    const asked = ["京都", "京都市美術館", "美術", "京", "都市", "Kyoto", "교토", "田中", "ひな", "タナ", "田中ひなた"];
    const answers: unknown[] = [];
    for (const q of [...asked, "東京", "館美"]) answers.push([q, await found(q)]);
    expect(answers).to.deep.equal([
      ["京都", ["guild"]],
      ["京都市美術館", ["guild"]],
      ["美術", ["guild"]],
      ["京", ["guild"]],
      ["都市", ["guild"]],
      ["Kyoto", ["guild"]],
      ["교토", ["guild"]],
      ["田中", ["ann"]],
      ["ひな", ["ann"]],
      ["タナ", ["ann"]],
      ["田中ひなた", ["ann"]],
      ["東京", []],
      ["館美", []],
    ]);
  });
}

describe("search for names that are written without blanks, in the embedded store", function () {
  this.timeout(120_000);
  search(() => startApp());
});

describe("search for names that are written without blanks, in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  search(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
