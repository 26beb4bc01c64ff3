import { expect } from "chai";
import { makeClient } from "../../client/api/client.ts";
import { operations } from "../../contract/operations.ts";
import { seedGraph } from "../model/seed.ts";
import { seedJson, seedRequest, seedText } from "../model/seed.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send, type Reply } from "./send.ts";

const STORY = "us-strikes-iraq-2020";
const JSON_TYPE = { "Content-Type": "application/json" };
const query = (statement: unknown) => ({ method: "POST", headers: JSON_TYPE, body: JSON.stringify({ statement }) });

describe("the API", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("gives the whole graph of the seed story, exactly as its file says it", async () => {
    const { graph } = await makeClient(app.url)("story", { params: { story: STORY } });
    const wanted = seedGraph();
    const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
      list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect({ ...graph, entities: byId(graph.entities), relations: byId(graph.relations) }).to.deep.equal({
      ...wanted,
      entities: byId(wanted.entities),
      relations: byId(wanted.relations),
    });
  });

  it("answers each operation in the shape its contract says", async () => {
    const client = makeClient(app.url);
    const answers = {
      instance: await client("instance", {}),
      stories: await client("stories", {}),
      search: await client("search", { query: { q: "Quds" } }),
      entity: await client("entity", { params: { story: STORY, id: "soleimani" } }),
      neighbours: await client("neighbours", { params: { story: STORY, id: "us" }, query: { limit: "3" } }),
      article: await client("article", { params: { story: STORY, id: "article" } }),
      schema: await client("schema", {}),
      questions: await client("questions", { params: { story: STORY } }),
      ask: await client("ask", { params: { story: STORY, id: "13-how-old-was-he" } }),
      query: await client("query", { body: { statement: "MATCH (p:Person)-[r:LEADS]->(f) RETURN p, r, f LIMIT 1" } }),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const { success, error } = operations[name as keyof typeof answers].answer.safeParse(answer);
      expect(success, `${name}: ${error?.message}`).to.equal(true);
    }
    const inShort = answers.ask.rows.map(([who, age]) => [(who as { id?: unknown }).id, age]);
    expect(inShort).to.deep.equal([["soleimani", "62, by the words “62-year-old”"]]);
    expect({ shown: answers.neighbours.neighbours.length, total: answers.neighbours.total }).to.deep.equal({
      shown: 3,
      total: 22,
    });
  });

  for (const [asked, wanted] of [
    ["hashed", "hashed"],
    ["Hashd ash-Sha'bi", "hashed"],
    ["PMF", "hashed"],
    ["الحشد", "hashed"],
    ["Soleimani", "soleimani"],
    ["Solemani", "soleimani"],
    ["82nd", "airborne-82"],
    ["quds", "quds-force"],
    ["MUHANDIS", "muhandis"],
  ] as const) {
    it(`finds ${wanted} by “${asked}”`, async () => {
      const { hits } = await makeClient(app.url)("search", { query: { q: asked } });
      expect(hits[0]?.entity.id).to.equal(wanted);
    });
  }

  it("answers 304 while the data is the same", async () => {
    const first = await send(`${app.url}/api/stories`);
    const again = await send(`${app.url}/api/stories`, { headers: { "If-None-Match": String(first.headers["etag"]) } });
    expect({ first: first.status, again: again.status }).to.deep.equal({ first: 200, again: 304 });
  });

  it("changes nothing when a story is loaded again, and says so", async () => {
    const report = await makeClient(app.url)("load", {
      body: seedRequest,
    });
    expect(report).to.deep.equal({
      story: "us-strikes-iraq-2020",
      nodes: 95,
      relations: 200,
      mentions: 217,
      created: 0,
      changed: 0,
      unchanged: 512,
      removed: 0,
      dryRun: false,
      refused: [],
      refusedCount: 0,
      fallenCount: 0,
      change: null,
      corrections: [],
      titleKept: null,
      lost: [],
      judgements: null,
    });
  });

  it("refuses a relation without a receipt, and names its place", async () => {
    const broken = seedJson
      .replace(/"receipt":\[[^\]]*\]/, '"receipt":[]')
      .replace('"id":"us-strikes-iraq-2020"', '"id":"broken"');
    const report = await makeClient(app.url)("load", {
      body: { story: broken, articles: { "article.txt": seedText } },
    });
    expect(report.refused.map(({ code, place }) => ({ code, place }))).to.deep.equal([
      { code: "no-receipt", place: "relations[0] (r001)" },
    ]);
  });

  const problems: readonly (readonly [string, () => Promise<Reply>, Readonly<Record<string, unknown>>])[] = [
    [
      "an unknown entity",
      () => send(`${app.url}/api/stories/${STORY}/entities/nobody`),
      { status: 404, code: "entity/not-found" },
    ],
    [
      "an id that is none",
      () => send(`${app.url}/api/stories/${STORY}/entities/a%00b`),
      { status: 400, code: "request/invalid" },
    ],
    [
      "a broken escape in the address",
      () => send(`${app.url}/api/stories/${STORY}/entities/%E0%A4%A`),
      { status: 400, code: "request/invalid" },
    ],
    ["an unknown route", () => send(`${app.url}/api/nothing`), { status: 404, code: "request/not-found" }],
    [
      "a limit that is no number",
      () => send(`${app.url}/api/search?q=a&limit=many`),
      { status: 400, code: "request/invalid" },
    ],
    [
      "a parameter nobody asked for",
      () => send(`${app.url}/api/search?q=a&colour=red`),
      { status: 400, code: "request/invalid" },
    ],
    [
      "a question that is not on the list",
      () => send(`${app.url}/api/stories/${STORY}/questions/why`),
      { status: 404, code: "question/not-found" },
    ],
    [
      "GET where POST belongs",
      () => send(`${app.url}/api/query?cypher=CREATE`),
      { status: 405, code: "request/method" },
    ],
    [
      "a body that is not JSON",
      () => send(`${app.url}/api/query`, { method: "POST", headers: JSON_TYPE, body: "{" }),
      { status: 400, code: "request/invalid" },
    ],
    [
      "a body of another type",
      () => send(`${app.url}/api/query`, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "{}" }),
      { status: 415, code: "request/unsupported-media" },
    ],
    ["no statement", () => send(`${app.url}/api/query`, query("  ")), { status: 400, code: "query/invalid" }],
    [
      "a statement that is a number",
      () => send(`${app.url}/api/query`, query(5)),
      { status: 400, code: "request/invalid" },
    ],
    [
      "a statement that is too long",
      () => send(`${app.url}/api/query`, query(`RETURN ${"1+".repeat(6000)}1`)),
      { status: 400, code: "query/too-long" },
    ],
    ["a write", () => send(`${app.url}/api/query`, query("CREATE (:Pwn)")), { status: 403, code: "query/refused" }],
    [
      "a write in a unicode escape",
      () => send(`${app.url}/api/query`, query("\\u0043REATE (:Pwn)")),
      { status: 403, code: "query/refused" },
    ],
    [
      "a change of the schema",
      () => send(`${app.url}/api/query`, query("DROP CONSTRAINT entity_id")),
      { status: 403, code: "query/refused" },
    ],
    [
      "LOAD CSV",
      () => send(`${app.url}/api/query`, query("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l")),
      { status: 403, code: "query/refused" },
    ],
    [
      "a procedure that is not on the list",
      () => send(`${app.url}/api/query`, query("CALL dbms.listConfig()")),
      { status: 403, code: "query/refused" },
    ],
    [
      "a list without end",
      () => send(`${app.url}/api/query`, query("RETURN range(1, 10000000000)")),
      { status: 422, code: "query/limit" },
    ],
    [
      "a page of another site",
      () =>
        send(`${app.url}/api/query`, {
          ...query("RETURN 1"),
          headers: { ...JSON_TYPE, Origin: "https://evil.example" },
        }),
      { status: 403, code: "request/forbidden" },
    ],
    [
      "a name that was bound to this machine",
      () => send(`${app.url}/api/query`, { ...query("RETURN 1"), headers: { ...JSON_TYPE, Host: "evil.example" } }),
      { status: 421, code: "request/misdirected" },
    ],
  ];
  for (const [what, ask, wanted] of problems) {
    it(`answers ${what} with a clear problem`, async () => {
      const { status, body, headers } = await ask();
      expect({ status, code: body["code"] }).to.deep.equal(wanted);
      expect(headers["content-type"]).to.match(/^application\/problem\+json/);
      expect(Object.keys(body)).to.include.members(["type", "title", "status", "detail", "instance"]);
      expect(JSON.stringify(body)).to.not.match(/node_modules|\bat .*:\d+:\d+|password/);
    });
  }

  it("names the line and the column of a mistake, and what may have been meant", async () => {
    const { body } = await send(`${app.url}/api/query`, query("MATCH (n)\nRETRUN n"));
    expect({ place: body["place"], remedy: body["remedy"] }).to.deep.equal({
      place: { line: 2, column: 1, excerpt: "RETRUN n\n^" },
      remedy: "did you mean RETURN?",
    });
  });

  it("cuts an answer at a thousand rows and says so", async () => {
    const answer = await makeClient(app.url)("query", { body: { statement: "UNWIND range(1, 5000) AS x RETURN x" } });
    expect({ rows: answer.rows.length, truncated: answer.truncated }).to.deep.equal({
      rows: 1000,
      truncated: { rows: 1000 },
    });
  });

  it("is ready once the story is loaded, and describes itself", async () => {
    const ready = await send(`${app.url}/readyz`);
    const document = await send(`${app.url}/api/openapi.json`);
    expect({
      ready: ready.status,
      version: document.body["openapi"],
      paths: Object.keys(document.body["paths"] as object).length,
    }).to.deep.equal({ ready: 200, version: "3.1.0", paths: 33 });
  });
});

describe("the API with an owner's token", () => {
  let app: RunningApp;
  const token = "a-secret-of-the-owner";
  before(async () => {
    app = await startApp({ OWNER_TOKEN: token, READ_ONLY: "1" });
  });
  after(() => app.close());

  it("answers Cypher to whoever holds it, and to no one else", async () => {
    const asked = query("RETURN 1 AS one");
    const without = await send(`${app.url}/api/query`, asked);
    const wrong = await send(`${app.url}/api/query`, {
      ...asked,
      headers: { ...JSON_TYPE, Authorization: "Bearer something-else-entirely" },
    });
    const right = await send(`${app.url}/api/query`, {
      ...asked,
      headers: { ...JSON_TYPE, Authorization: `Bearer ${token}` },
    });
    expect([without.status, wrong.status, right.status]).to.deep.equal([401, 401, 200]);
    expect(right.body["rows"]).to.deep.equal([[1]]);
  });

  it("loads nothing when it is read-only, and says so", async () => {
    const { status, body } = await send(`${app.url}/api/load`, {
      method: "POST",
      headers: { ...JSON_TYPE, Authorization: `Bearer ${token}` },
      body: "{}",
    });
    expect([status, body["code"], body["detail"]]).to.deep.equal([
      403,
      "request/read-only",
      "This server is read-only: READ_ONLY is set, so nothing can be changed",
    ]);
  });
});
