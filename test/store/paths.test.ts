import { expect } from "chai";
import { CallError, makeClient, type Client } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "us-strikes-iraq-2020";
const TOKEN = "the owner of this test";

function pathsBetween(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
  });
  after(() => app?.close());

  const own = { ownerToken: TOKEN };
  const paths = (from: string, to: string, more: { k?: string; without?: string } = {}) =>
    client("paths", { params: { story: STORY }, query: { from, to, ...more } });
  const problemOf = async (asked: Promise<unknown>) => {
    const error: unknown = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    const { code, detail, remedy, place } = (error as CallError).problem ?? {};
    return { code, detail, remedy, field: place?.field };
  };

  it("are told step by step with what bears each out", async () => {
    const answer = await paths("trump", "hashed", { k: "1" });
    const [path] = answer.paths;
    expect(answer.more).to.equal(true);
    expect(answer.words).to.equal(null);
    expect(path?.words).to.deep.equal([
      "In 3 steps, on 2 independent sources.",
      "Weakest step: 2, one source (the article itself, said).",
      "If that source is wrong: no other link in 4 steps.",
      "The article itself says each step; put together here.",
    ]);
    expect(path?.ifWrong).to.deep.equal({ sources: [{ id: "article", name: "the article itself" }], through: null });
    expect(path?.steps.map(({ from, to, claims }) => [from.id, to.id, claims[0]?.text])).to.deep.equal([
      ["trump", "strike-1", "Donald Trump backs the drone strike of 3 Jan"],
      ["strike-1", "five-hashed", "The drone strike of 3 Jan killed five Hashed"],
      ["five-hashed", "hashed", "Five Hashed belong to Hashed al-Shaabi"],
    ]);
    const [receipt] = path?.steps[1]?.claims[0]?.receipts ?? [];
    const document = { id: "article", publishedAt: "2020-01-04", origin: "article" };
    expect({ ...receipt, document: { ...receipt?.document, title: "" } }).to.deep.include({
      quotes: ["In all, the attack killed five Revolutionary Guards and five members of the Hashed"],
      source: { id: "article", name: "the article itself" },
      document: { ...document, title: "" },
      certainty: "fact",
      polarity: "positive",
    });
  });

  it("lead through nobody who is left out, and rest on no word of his", async () => {
    const middle = async (without: string) => {
      const { paths: found } = await paths("soleimani", "us", { k: "2", without });
      return found.map(({ steps }) => steps.map(({ to }) => to.id).join(" "));
    };
    expect(await middle("nobody")).to.deep.equal(["us", "strike-1 us"]);
    expect((await middle("strike-1"))[1]).to.not.contain("strike-1");
    expect(await middle("article")).to.deep.equal([]);
  });

  it("take several to leave out", async () => {
    const response = await fetch(
      `${app.url}/api/stories/${STORY}/paths?from=trump&to=hashed&without=strike-1&without=us`,
    );
    const answer = operations.paths.answer.parse(await response.json());
    const through = answer.paths.flatMap(({ steps }) => steps.map(({ to }) => to.id));
    expect(through).to.not.include("strike-1");
    expect(through).to.not.include("us");
  });

  it("are in the shape that the contract says", async () => {
    for (const answer of [await paths("trump", "hashed"), await paths("kuwait", "najaf")]) {
      const { success, error } = operations.paths.answer.safeParse(answer);
      expect(success, error?.message).to.equal(true);
    }
  });

  it("say that nothing links two, and which sentence names both", async () => {
    const { paths: found, naming, words } = await paths("trump", "uk");
    expect({ found, naming, words }).to.deep.equal({
      found: [],
      naming: [{ document: "article", sentence: 2 }],
      words: "Nothing here says how they are linked. Sentence 2 names both.",
    });
  });

  it("refuse whom the story does not have, one who is both ends, and a number that is out of range", async () => {
    const nobody = {
      code: "entity/not-found",
      detail: `There is no entity with the id nobody in the story ${STORY}`,
      remedy: `GET /api/search?story=${STORY}&q= finds it by a name`,
      field: undefined,
    };
    expect(await problemOf(paths("nobody", "trump"))).to.deep.equal(nobody);
    expect(await problemOf(paths("trump", "nobody"))).to.deep.equal(nobody);
    expect(await problemOf(paths("trump", "trump"))).to.deep.equal({
      code: "request/invalid",
      detail: "query.to: trump is where it begins, too",
      remedy: "Name two entities of the story",
      field: "query.to",
    });
    for (const k of ["0", "21", "two"])
      expect((await problemOf(paths("trump", "hashed", { k }))).field, k).to.equal("query.k");
  });

  it("are told of a story on the desk to its owner alone, and follow what he decides", async () => {
    await client("changeStory", { params: { story: STORY }, body: { visibility: "desk" }, ...own });
    expect((await problemOf(paths("trump", "hashed"))).code).to.equal("story/not-found");
    const asked = { params: { story: STORY }, query: { from: "five-hashed", to: "hashed" }, ...own };
    const before = await client("paths", asked);
    expect(before.paths[0]?.steps).to.have.length(1);
    const relation = before.paths[0]?.steps[0]?.claims[0]?.receipts[0]?.relation ?? "";
    await client("decide", { params: { story: STORY, id: relation }, body: { status: "retracted" }, ...own });
    expect((await client("paths", asked)).paths[0]?.steps.length).to.not.equal(1);
    await client("decide", { params: { story: STORY, id: relation }, body: { status: "confirmed" }, ...own });
    await client("changeStory", { params: { story: STORY }, body: { visibility: "public" }, ...own });
    expect((await paths("five-hashed", "hashed")).paths[0]?.steps).to.have.length(1);
  });
}

describe("ways between two entities in the embedded store", function () {
  this.timeout(120_000);
  pathsBetween(() => startApp({ OWNER_TOKEN: TOKEN }));
});

describe("ways between two entities in Neo4j", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  pathsBetween(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    const { uri, user, password } = config;
    return startApp({ OWNER_TOKEN: TOKEN, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password });
  });
  after(() => stop?.());
});
