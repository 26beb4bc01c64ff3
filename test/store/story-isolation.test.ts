import { createHash } from "node:crypto";
import { expect } from "chai";
import { makeClient, type Client } from "../../client/api/client.ts";
import type { LoadRequest } from "../../contract/query.ts";
import { seedJson, seedRequest, seedText } from "../model/seed.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import type { z } from "zod";

const SEED = "us-strikes-iraq-2020";
const OTHER = "another-story";
const TOKEN = "a-secret-of-the-owner";

interface FileRecord {
  readonly id?: string;
  readonly key?: string;
  name?: string;
  aliases?: string[];
  otherNames?: string[];
  certainty?: string;
}

interface File {
  story: { id: string; title: string };
  entities: FileRecord[];
  relations: FileRecord[];
}

type Request = z.output<typeof LoadRequest>;

/** The seed file, changed, as it is sent. */
function request(change: (file: File) => void): Request {
  const file = JSON.parse(seedJson) as File;
  change(file);
  return { ...seedRequest, story: JSON.stringify(file) };
}

/** A second story in which every id is the seed's and every name another. */
const other = request((file) => {
  file.story.id = OTHER;
  file.story.title = "Another story";
  for (const entity of file.entities) {
    entity.name = `Other ${entity.id}`.slice(0, 24);
    entity.aliases = [];
    entity.otherNames = [];
  }
});

/** What a reader can be answered of the seed: status, headers that stand, and the body without its nonce. */
async function answersOf(url: string): Promise<Record<string, string>> {
  const paths = [
    "/api/stories",
    `/api/stories/${SEED}`,
    `/api/stories/${SEED}/entities/soleimani`,
    `/api/stories/${SEED}/entities/us/neighbours`,
    `/api/stories/${SEED}/articles/article`,
    `/api/stories/${SEED}/relations/r001`,
    `/api/stories/${SEED}/questions`,
    `/api/stories/${SEED}/questions/04-who-carried-out-the-second-strike-and`,
    "/api/search?q=soleimani",
    "/api/search?q=other",
    "/api/schema",
    `/e/${SEED}/`,
    `/e/${SEED}/picture.svg`,
    `/e/${SEED}/sentences.txt`,
    `/api/stories/${OTHER}`,
    `/api/stories/${OTHER}/entities/soleimani`,
    `/api/search?q=soleimani&story=${OTHER}`,
    `/api/schema?story=${OTHER}`,
    `/e/${OTHER}/`,
    `/e/${OTHER}/sentences.txt`,
  ];
  const answers: Record<string, string> = {};
  for (const path of paths) {
    const response = await fetch(`${url}${path}`, { headers: { Accept: "application/json" } });
    const text = (await response.text())
      .replaceAll(/nonce="[^"]*"|content="[\w+/=]{24}"/g, "")
      .replaceAll(/"milliseconds":[\d.]+|"instance":"[\w-]+"/g, "");
    answers[path] = [
      response.status,
      response.headers.get("etag"),
      createHash("sha256").update(text).digest("hex"),
      response.ok ? "" : text,
    ].join(" ");
  }
  return answers;
}

function only(answers: Record<string, string>, part: string): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter(([path]) => path.includes(part)));
}

function storiesAlone(start: (env: Readonly<Record<string, string>>) => Promise<RunningApp>): void {
  let app: RunningApp;
  let client: Client;
  const load = (body: Request, dryRun?: "1") =>
    client("load", { body, query: dryRun === undefined ? {} : { dryRun }, ownerToken: TOKEN });
  const unload = (story: string) => client("unload", { params: { story }, ownerToken: TOKEN });
  const ask = async (statement: string, story?: string) =>
    (await client("query", { body: { statement, ...(story !== undefined && { story }) }, ownerToken: TOKEN })).rows;

  before(async function () {
    this.timeout(180_000);
    app = await start({ OWNER_TOKEN: TOKEN });
    client = makeClient(app.url);
  });
  after(() => app?.close());

  it("leaves each answer about a story as it is when another with the same ids comes and goes", async () => {
    const alone = await answersOf(app.url);
    await load(other);
    await client("changeStory", { params: { story: OTHER }, body: { visibility: "public" }, ownerToken: TOKEN });
    const beside = await answersOf(app.url);
    await unload(OTHER);
    expect(only(beside, SEED)).to.deep.equal(only(alone, SEED));
    expect(beside[`/api/stories/${OTHER}`]).to.match(/^200 /);
    expect(await answersOf(app.url)).to.deep.equal(alone);
  });

  it("tells nobody but the owner of a story on the desk", async () => {
    const alone = await answersOf(app.url);
    await load(other);
    expect(await answersOf(app.url)).to.deep.equal(alone);
    const { stories } = await client("stories", { ownerToken: TOKEN });
    expect(stories.map(({ id, visibility }) => ({ id, visibility }))).to.have.deep.members([
      { id: SEED, visibility: "public" },
      { id: OTHER, visibility: "desk" },
    ]);
    await unload(OTHER);
  });

  it("keeps the names of each story apart", async () => {
    await load(other);
    const named = (story: string) => ask("MATCH (e:Entity {story: $story, id: 'soleimani'}) RETURN e.name", story);
    expect([await named(SEED), await named(OTHER)]).to.deep.equal([[["Qasem Soleimani"]], [["Other soleimani"]]]);
    await unload(OTHER);
  });

  it("takes out what a file no longer has, and tells it before", async () => {
    const shorter = request((file) => {
      file.story.id = OTHER;
      file.relations = file.relations.filter(({ key }) => key !== "r001");
    });
    const whole = request((file) => {
      file.story.id = OTHER;
    });
    await load(whole);
    const differences = ({ created, changed, unchanged, removed }: Awaited<ReturnType<typeof load>>) => ({
      created,
      changed,
      unchanged,
      removed,
    });
    const expected = { created: 0, changed: 0, unchanged: 511, removed: 1 };
    expect(differences(await load(shorter, "1"))).to.deep.equal(expected);
    expect(await ask("MATCH ()-[r {id: 'r001'}]->() WHERE r.story = $story RETURN count(r)", OTHER)).to.deep.equal([
      [1],
    ]);
    expect(differences(await load(shorter))).to.deep.equal(expected);
    expect(await ask("MATCH ()-[r {id: 'r001'}]->() WHERE r.story = $story RETURN count(r)", OTHER)).to.deep.equal([
      [0],
    ]);
    await unload(OTHER);
  });

  it("keeps the id of a claim whose certainty is corrected", async () => {
    await load(
      request((file) => {
        file.story.id = OTHER;
      }),
    );
    const report = await load(
      request((file) => {
        file.story.id = OTHER;
        const [first] = file.relations;
        if (first !== undefined) Object.assign(first, { key: "renamed", certainty: "claimed" });
      }),
    );
    expect([report.created, report.changed, report.removed]).to.deep.equal([0, 1, 0]);
    expect(
      await ask("MATCH ()-[r {id: 'r001'}]->() WHERE r.story = $story RETURN r.key, r.certainty", OTHER),
    ).to.deep.equal([["renamed", "claimed"]]);
    await unload(OTHER);
  });

  it("leaves nothing of a story that is removed", async () => {
    const count = () => ask("MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS relationships");
    const before = await count();
    await load(other);
    const { nodes, relations, mentions } = await unload(OTHER);
    expect({ nodes, relations, mentions }).to.deep.equal({ nodes: 95, relations: 200, mentions: 217 });
    expect(await count()).to.deep.equal(before);
  });

  it("takes no question that could read another story", async () => {
    const questions = {
      "all.cypher": "// Whom do all stories name?\nMATCH (p:Person)\nRETURN p.name",
      "cluster.cypher": "// Who else is it?\nMATCH (p:Entity {story: $story})\nRETURN p.canonical",
      "key.cypher": "// Who else is it?\nMATCH (p:Entity {story: $story})\nRETURN p['canonical']",
      "map.cypher":
        "// Who is it?\nMATCH (p:Entity {story: $story, id: 'soleimani'})\nRETURN p, properties(p) AS all, [p {.*}] AS some",
      "own.cypher": "// Whom does this story name?\nMATCH (p:Entity:Person {story: $story})\nRETURN count(p) AS people",
    };
    const { refused } = await load({ ...other, questions });
    expect(refused.map(({ code, place }) => ({ code, place }))).to.deep.equal([
      { code: "question", place: "questions (all), line 1, column 7" },
      { code: "question", place: "questions (cluster), line 2, column 8" },
      { code: "question", place: "questions (key), line 2, column 10" },
    ]);
    const whole = await client("ask", { params: { story: OTHER, id: "map" }, ownerToken: TOKEN });
    expect(JSON.stringify(whole.rows)).to.contain('"searchNames":[').and.to.not.contain("canonical");
    const asked = await client("ask", { params: { story: OTHER, id: "own" }, ownerToken: TOKEN });
    expect(asked.rows).to.deep.equal([[7]]);
    await unload(OTHER);
  });

  describe("who is the same as whom", () => {
    const [mine, theirs] = [`${SEED}/soleimani`, `${OTHER}/soleimani`];
    const judge = (a: string, verdict: "same" | "different" | "unsure", b: string) =>
      client("judge", { body: { a, b, verdict, who: "A.B.", reason: "read by hand" }, ownerToken: TOKEN });
    const who = (id: string, ownerToken = TOKEN) => client("who", { params: { id }, ownerToken });
    const takeBack = (a: string, b: string) => client("takeBack", { query: { a, b }, ownerToken: TOKEN });
    const problemOf = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => "answered",
        (error: unknown) => (error as { problem: { code: string } }).problem.code,
      );

    before(async () => {
      await load(
        request((file) => {
          file.story.id = OTHER;
          file.story.title = "Another story";
        }),
      );
    });
    after(() => unload(OTHER));

    it("is proposed by names, and joined by a person alone", async () => {
      const alone = await who(mine);
      expect(alone.members.map(({ story }) => story.id)).to.deep.equal([SEED]);
      const [proposal] = alone.proposals.filter(({ story, entity }) => story.id === OTHER && entity.id === "soleimani");
      expect(proposal?.names).to.include("qasem soleimani");
      await judge(theirs, "same", mine);
      const joined = await who(mine);
      expect(joined.id).to.equal(theirs);
      expect(joined.members.map(({ story }) => story.id)).to.have.members([SEED, OTHER]);
      expect(joined.relations).to.have.length(alone.relations.length * 2);
      expect(joined.counts).to.deep.equal({
        stories: 2,
        sentences: alone.counts.sentences * 2,
        documents: 2,
        // Both stories have the same text: whoever wrote it said it once.
        origins: 1,
      });
      expect((await who(theirs)).members).to.deep.equal(joined.members);
      const { hits } = await client("search", { query: { q: "soleimani" }, ownerToken: TOKEN });
      expect(hits[0]?.in.map(({ story }) => story)).to.have.members([SEED, OTHER]);
      const shared = await ask(
        "MATCH (a:Entity), (b:Entity) WHERE a.canonical = b.canonical AND a.story < b.story RETURN a.id",
      );
      expect(shared).to.deep.equal([["soleimani"]]);
    });

    it("is told to readers of what they may see alone", async () => {
      const { members, proposals, judgements } = await client("who", { params: { id: mine } });
      expect({ members: members.map(({ story }) => story.id), proposals, judgements }).to.deep.equal({
        members: [SEED],
        proposals: [],
        judgements: [],
      });
      expect(await problemOf(client("who", { params: { id: theirs } }))).to.equal("entity/not-found");
      expect(await problemOf(client("who", { params: { id: `${OTHER}/trump` } }))).to.equal("entity/not-found");
    });

    it("stands over a second load, and over unloading", async () => {
      const whole = request((file) => {
        file.story.id = OTHER;
        file.story.title = "Another story";
      });
      expect((await load(whole)).changed).to.equal(0);
      await unload(OTHER);
      expect((await who(mine)).members).to.have.length(1);
      await load(whole);
      expect((await who(mine)).members).to.have.length(2);
    });

    it("is refused against what was decided before, and taken back one at a time", async () => {
      expect(await problemOf(judge(mine, "same", mine))).to.equal("request/invalid");
      expect(await problemOf(judge(mine, "same", `${OTHER}/nobody`))).to.equal("entity/not-found");
      await judge(mine, "different", `${OTHER}/trump`);
      expect(await problemOf(judge(theirs, "same", `${OTHER}/trump`))).to.equal("judgement/conflict");
      await takeBack(mine, `${OTHER}/trump`);
      expect(await problemOf(takeBack(mine, `${OTHER}/trump`))).to.equal("judgement/not-found");
      await takeBack(mine, theirs);
      expect((await who(mine)).members).to.have.length(1);
      expect((await client("judgements", { ownerToken: TOKEN })).judgements).to.deep.equal([]);
    });

    it("has a ledger, by which each decision is taken back that none followed", async () => {
      const changes = async () =>
        (await client("judgementChanges", { query: { limit: "3" }, ownerToken: TOKEN })).changes;
      const revert = (number: number) =>
        client("revertJudgement", { params: { number: String(number) }, body: { who: "C.D." }, ownerToken: TOKEN });
      const first = await judge(mine, "unsure", theirs);
      const second = await judge(mine, "same", theirs);
      expect((await who(mine)).members).to.have.length(2);
      const [latest] = await changes();
      expect({ before: latest?.before, after: latest?.after }).to.deep.equal({ before: first, after: second });
      const number = latest?.number ?? 0;
      expect(await problemOf(revert(number - 1))).to.equal("change/conflict");
      const { at: _, ...taken } = await revert(number);
      expect(taken).to.deep.equal({ number: number + 1, who: "C.D.", reverted: number, before: second, after: first });
      expect((await who(mine)).members).to.have.length(1);
      await revert(number - 1);
      expect((await client("judgements", { ownerToken: TOKEN })).judgements).to.deep.equal([]);
      expect(await problemOf(revert(number + 9))).to.equal("change/not-found");
    });

    it("is found by every id it ever had", async () => {
      const whole = (id: string) =>
        request((file) => {
          file.story.id = id;
          file.story.title = id;
        });
      // The first in the order of texts is whose id the cluster has.
      const [first, last] = ["a-first-story/soleimani", "z-last-story/soleimani"];
      await load(whole("a-first-story"));
      await load(whole("z-last-story"));
      await judge(first, "same", mine);
      await judge(mine, "same", last);
      const canonical = () => ask("MATCH (e:Entity {id: 'soleimani'}) RETURN e.story, e.canonical ORDER BY e.story");
      const storiesOf = async (id: string) => {
        const { id: told, members } = await who(id);
        return { told, stories: members.map(({ story }) => story.id) };
      };
      const others = { told: mine, stories: [SEED, "z-last-story"] };

      await unload("a-first-story");
      // Its judgement stands, and so does the id.
      expect((await canonical()).filter(([story]) => story !== OTHER)).to.deep.equal([
        [SEED, first],
        ["z-last-story", first],
      ]);
      expect(await storiesOf(first)).to.deep.equal(others);
      const { hits } = await client("search", { query: { q: "qasem soleimani" }, ownerToken: TOKEN });
      expect(hits.some((hit) => hit.in.length === 2)).to.equal(true);

      // Taken apart, the id means what is left of the cluster it named; and again when that is taken apart.
      await takeBack(first, mine);
      expect((await canonical()).filter(([story]) => story !== OTHER)).to.deep.equal([
        [SEED, mine],
        ["z-last-story", mine],
      ]);
      expect(await storiesOf(first)).to.deep.equal(others);
      await judge(mine, "different", last);
      expect(await storiesOf(first)).to.deep.equal({ told: mine, stories: [SEED] });
      expect(await storiesOf(last)).to.deep.equal({ told: last, stories: ["z-last-story"] });

      // To others a story that they cannot see was never there.
      expect(await problemOf(client("who", { params: { id: first } }))).to.equal("entity/not-found");
      // It means itself again as soon as it is there again.
      await load(whole("a-first-story"));
      expect(await storiesOf(first)).to.deep.equal({ told: first, stories: ["a-first-story"] });
      await takeBack(mine, last);
      await unload("a-first-story");
      await unload("z-last-story");
      expect(await problemOf(who("a-first-story/nobody"))).to.equal("entity/not-found");
    });
  });

  for (const path of ["/api/entities/soleimani", "/api/articles/article", "/api/questions"]) {
    it(`says where to look instead of ${path}`, async () => {
      const response = await fetch(`${app.url}${path}`);
      const { code, remedy } = (await response.json()) as { code: string; remedy: string };
      expect({ status: response.status, code }).to.deep.equal({ status: 404, code: "request/not-found" });
      expect(remedy).to.include("/api/stories/STORY/");
    });
  }

  it("has a seed whose questions name their story in the file that is shipped", () => {
    expect(seedText).to.not.equal("");
    expect(Object.values(seedRequest.questions).every((text) => text.includes("story: $story"))).to.equal(true);
  });
}

describe("stories in the embedded store stand alone", function () {
  this.timeout(120_000);
  storiesAlone((env) => startApp(env));
});

describe("stories in Neo4j stand alone", function () {
  this.timeout(120_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  storiesAlone(async (env) => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ ...env, NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
