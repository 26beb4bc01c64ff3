import { expect } from "chai";
import { makeClient } from "../../client/api/client.ts";
import { smallStory, SMALL_TEXT } from "../model/small-story.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/** Two people of one family, each with a relation of the small story's only sentence; one of them has three names. */
function familyRequest() {
  const file = smallStory();
  Object.assign(file.story, { id: "family" });
  Object.assign(file.entities[0] ?? {}, { name: "Ann Harper", aliases: ["Harper", "Nan Harper", "The Weaver"] });
  file.entities.push({ id: "tom", label: "Person", name: "Tom Harper", aliases: ["Harper", "HARPER"] });
  file.relations.push({ ...file.relations[0], key: "r002", subject: "tom" });
  return { story: JSON.stringify(file), articles: { "a.txt": SMALL_TEXT } };
}

function sharedNames(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: ReturnType<typeof makeClient>;
  before(async () => {
    app = await start();
    client = makeClient(app.url);
    const { refused, relations } = await client("load", { body: familyRequest() });
    expect({ refused, relations }).to.deep.equal({ refused: [], relations: 2 });
  });
  after(() => app?.close());

  const found = async (q: string) =>
    (await client("search", { query: { q, story: "family" } })).hits.map(({ entity: { id }, matched }) => [
      id,
      matched,
    ]);

  for (const asked of ["Harper", "harper", "HARPER", "harp"])
    it(`lists both for “${asked}”`, async () => {
      expect(await found(asked)).to.have.deep.members([
        ["ann", "Harper"],
        ["tom", "Harper"],
      ]);
    });

  for (const [asked, ...wanted] of [
    ["Ann Harper", "ann", "Ann Harper"],
    ["Nan Harper", "ann", "Nan Harper"],
    ["Weaver", "ann", "The Weaver"],
    ["Tom", "tom", "Tom Harper"],
  ] as const)
    it(`lists the one who alone is called “${asked}” first`, async () => {
      expect((await found(asked))[0]).to.deep.equal(wanted);
    });

  it("keeps the relations of each", async () => {
    for (const [id, key] of [
      ["ann", "r001"],
      ["tom", "r002"],
    ] as const) {
      const { relations } = await client("entity", { params: { story: "family", id } });
      expect(relations.map(({ relation }) => relation.id)).to.deep.equal([key]);
    }
  });
}

describe("a surname that two people share, in the embedded store", function () {
  this.timeout(60_000);
  sharedNames(() => startApp());
});

describe("a surname that two people share, in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  sharedNames(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
