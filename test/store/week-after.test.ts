import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import { clustersOf, entityRef } from "../../model/clusters.ts";
import { contradictedRelations } from "../../model/disagreements.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { seedContent } from "../model/seed.ts";
import { weekAfterContent, weekAfterRequest } from "../model/week-after.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { inWords, readJson } from "./json.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const [SEED, WEEK] = ["us-strikes-iraq-2020", "iraq-week-after-2020"];
const NOTICE = "An earlier version of this report said that the resolution binds the government. It does not.";
const OLD_SENTENCE = "The resolution binds the government, which must now send the troops home.";

/** The second story that ships, beside the first. */
function weekAfter(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  const load = (judgements: "0" | "1") => client("load", { body: weekAfterRequest, query: { judgements } });
  const ask = async (statement: string, story = WEEK) =>
    (await client("query", { body: { statement, story } })).rows.map((row) => inWords(row) as unknown[]);
  const who = (id: string) => client("who", { params: { id } });

  before(async function () {
    this.timeout(180_000);
    app = await start();
    client = makeClient(app.url);
    const alone = await load("0");
    expect([alone.judgements, (await client("judgements", {})).judgements]).to.deep.equal([null, []]);
  });
  after(() => app?.close());

  it("is not there before somebody loads it, and then without a record refused, its correction in it", async () => {
    await client("unload", { params: { story: WEEK } });
    expect((await client("stories", {})).stories.map(({ id }) => id)).to.deep.equal([SEED]);
    const { nodes, relations, mentions, refused, corrections, judgements } = await load("1");
    expect({ nodes, relations, mentions, refused, judgements }).to.deep.equal({
      nodes: 117,
      relations: 264,
      mentions: 289,
      refused: [],
      judgements: { taken: 27, decided: 0, waiting: 0, refused: [] },
    });
    expect(
      corrections.map(({ article, version, kind, receipts }) => [article, version, kind, receipts.gone]),
    ).to.deep.equal([["vote-report", 2, "correction", 3]]);
    const again = await load("1");
    expect([again.change, again.judgements]).to.deep.equal([null, { taken: 0, decided: 27, waiting: 0, refused: [] }]);
  });

  it("leaves what a person decided otherwise, and what he took back, as it is", async () => {
    const pair = { a: `${WEEK}/army-source`, b: `${SEED}/police-source` };
    await client("takeBack", { query: pair });
    expect((await load("1")).judgements).to.deep.equal({ taken: 0, decided: 27, waiting: 0, refused: [] });
    const { judgements } = await client("judgements", {});
    expect(judgements.some(({ a, b }) => a === pair.a && b === pair.b)).to.equal(false);
  });

  it("passes the audit beside the first story", async () => {
    for (const { name, statement } of queryFiles("audit"))
      expect(await ask(statement), `the audit ${name}`).to.deep.equal([]);
  });

  describe("questions", () => {
    for (const [story, { questions }, file] of [
      [WEEK, weekAfterContent(), "week-after.json"],
      [SEED, seedContent(), "answers.json"],
    ] as const) {
      const answers = readJson(file) as Record<string, unknown[][]>;
      it(`of ${story} are those whose answers are known`, () =>
        expect(questions.map(({ id }) => id)).to.deep.equal(Object.keys(answers)));
      for (const { id, question, statement } of questions)
        it(`of ${story} have their answers with both loaded: ${question}`, async () => {
          const rows = (await ask(statement, story)).map((row) => JSON.stringify(row));
          expect(rows.toSorted()).to.deep.equal(answers[id]?.map((row) => JSON.stringify(row)).toSorted());
        });
    }
  });

  it("is joined to the first: who asks for the general is told both", async () => {
    const { members, counts, documents } = await who(`${SEED}/soleimani`);
    expect(members.map(({ story, entity }) => entityRef(story.id, entity.id))).to.have.members([
      `${SEED}/soleimani`,
      `${WEEK}/soleimani`,
    ]);
    expect([counts.stories, counts.documents, counts.origins]).to.deep.equal([2, 4, 4]);
    expect(documents.map(({ story, id }) => entityRef(story, id)).toSorted()).to.deep.equal([
      `${WEEK}/burial-report`,
      `${WEEK}/denial-report`,
      `${WEEK}/vote-report`,
      `${SEED}/article`,
    ]);
    const { members: raid } = await who(`${WEEK}/taji-raid`);
    expect(raid.map(({ entity }) => entity.properties["status"])).to.have.members(["alleged", "happened"]);
  });

  it("contradicts the first of the second raid: what was struck there was not struck here", async () => {
    const { judgements } = await client("judgements", {});
    const { canonicalOf } = clustersOf(judgements);
    const { relations } = await who(`${SEED}/strike-2`);
    const across = relations.map(({ story, relation: { relation } }) => ({
      ...relation,
      id: entityRef(story, relation.id),
      subject: canonicalOf(entityRef(story, relation.subject)),
      object: canonicalOf(entityRef(story, relation.object)),
    }));
    const denied = contradictedRelations(across);
    const ofConvoy = across.filter(({ id, type }) => denied.has(id) && type === "TARGETED");
    const voices = ofConvoy
      .filter(({ object }) => object === canonicalOf(`${SEED}/hashed-convoy`))
      .map(({ id, source, polarity }) => [id.split("/")[0], source, polarity].join(" "));
    expect([...new Set(voices)].toSorted()).to.deep.equal([
      `${WEEK} coalition negative`,
      `${WEEK} hashed negative`,
      `${WEEK} hashed positive`,
      `${WEEK} joint-operations negative`,
      `${SEED} hashed positive`,
    ]);
    const found = await ask(
      `MATCH (a:Entity)-[yes:TARGETED]->(x:Entity), (b:Entity)-[no:TARGETED]->(y:Entity)
       WHERE a.canonical = b.canonical AND x.canonical = y.canonical AND a.story <> b.story
         AND yes.polarity = 'positive' AND no.polarity = 'negative'
       RETURN DISTINCT a.id, x.id, yes.source, b.id, y.id, no.source ORDER BY no.source`,
    );
    expect(found).to.deep.equal(
      ["coalition", "hashed", "joint-operations"].map((voice) => [
        "strike-2",
        "hashed-convoy",
        "hashed",
        "taji-raid",
        "convoy",
        voice,
      ]),
    );
  });

  it("counts the retelling as the origin of the report it copies", async () => {
    const { documents, evidence } = await client("entity", { params: { story: WEEK, id: "caggins" } });
    expect(documents.map(({ id, origin }) => [id, origin])).to.deep.equal([
      ["denial-report", "denial-report"],
      ["denial-brief", "denial-report"],
    ]);
    expect([evidence.documents, evidence.origins]).to.deep.equal([2, 1]);
  });

  it("tells what the vote's report says no more, and in whose words it was corrected", async () => {
    const { saidNoMore } = await who(`${WEEK}/iraqi-government`);
    const told = saidNoMore.map(({ claims, words, was, instead }) => ({
      claims,
      words,
      was,
      instead: instead?.relation ?? null,
    }));
    const until = "5 January 2020, 20:30 UTC";
    expect(told).to.have.deep.members([
      {
        claims: ["v1-001"],
        words: `Corrected by the publisher on ${until}: “${NOTICE}”`,
        was: [OLD_SENTENCE],
        instead: "v032",
      },
      {
        claims: ["v1-002"],
        words: `In this article until ${until}. The publisher says: “${NOTICE}”`,
        was: [OLD_SENTENCE],
        instead: null,
      },
    ]);
    const { graph } = await client("story", { params: { story: WEEK } });
    expect(graph.relations.map(({ id }) => id).filter((id) => id.startsWith("v1-"))).to.deep.equal([]);
  });

  // Suites run behind the tests of the one they are in.
  describe("when it is unloaded", () => {
    it("leaves the first story alone", async () => {
      await client("unload", { params: { story: WEEK } });
      const body = { statement: "MATCH (n) WHERE n.story = $of RETURN count(n)", parameters: { of: WEEK } };
      expect((await client("query", { body })).rows).to.deep.equal([[0]]);
      expect((await who(`${SEED}/soleimani`)).counts.stories).to.equal(1);
    });
  });
}

describe("the story of the week after, in the embedded store", function () {
  this.timeout(180_000);
  weekAfter(() => startApp());
});

describe("the story of the week after, in Neo4j", function () {
  this.timeout(300_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  weekAfter(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
