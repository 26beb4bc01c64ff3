import { expect } from "chai";
import { seedJson, seedRequest } from "../model/seed.ts";
import { startApp, type RunningApp } from "../server/running-app.ts";
import { send } from "../server/send.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const STORY = "us-strikes-iraq-2020";
const JSON_TYPE = { "Content-Type": "application/json" };
const long = (value: string) => ({ $type: "Integer", value });

/** The seed file with properties of an entity and qualifiers of a relation, as they are written. */
function requestWith(properties: string, qualifiers: string): string {
  const file = JSON.parse(seedJson) as { entities: { id: string }[]; relations: { key: string }[] };
  const entity = file.entities.find(({ id }) => id === "soleimani");
  const relation = file.relations.find(({ key }) => key === "r001");
  Object.assign(entity ?? {}, { properties: "PROPERTIES", receipts: [] });
  Object.assign(relation ?? {}, { qualifiers: "QUALIFIERS" });
  const story = JSON.stringify(file).replace('"PROPERTIES"', properties).replace('"QUALIFIERS"', qualifiers);
  return JSON.stringify({ ...seedRequest, story });
}

function longIntegers(start: () => Promise<RunningApp>): void {
  let app: RunningApp;
  before(async () => {
    app = await start();
  });
  after(() => app?.close());

  const post = (path: string, body: string) => send(`${app.url}${path}`, { method: "POST", headers: JSON_TYPE, body });
  const get = async (path: string) => (await send(`${app.url}${path}`)).body;

  it("come back as themselves from every route that tells properties", async () => {
    const loaded = await post(
      "/api/load",
      requestWith(
        '{"most": 9007199254740993, "least": -9223372036854775808, "list": [9007199254740993, 1], "safe": 9007199254740991, "one": 1.0, "zero": -0, "decimal": 0.12345678901234567890, "large": 1e20}',
        '{"count": 9007199254740993}',
      ),
    );
    expect([loaded.status, loaded.body["refusedCount"]]).to.deep.equal([200, 0]);
    const properties = {
      most: long("9007199254740993"),
      least: long("-9223372036854775808"),
      list: [long("9007199254740993"), 1],
      safe: 9007199254740991,
      one: 1,
      zero: 0,
      decimal: 0.12345678901234568,
      large: 1e20,
    };
    const entityIn = (entities: unknown) => (entities as { id: string }[]).find(({ id }) => id === "soleimani");
    const { graph } = (await get(`/api/stories/${STORY}`)) as { graph: Record<string, { id: string }[]> };
    expect(entityIn(graph["entities"])).to.deep.include({ properties });
    expect(graph["relations"]?.find(({ id }) => id === "r001")).to.deep.include({
      qualifiers: { count: long("9007199254740993") },
    });
    const { entity } = await get(`/api/stories/${STORY}/entities/soleimani`);
    expect(entity).to.deep.include({ properties });
    const { relation } = await get(`/api/stories/${STORY}/relations/r001`);
    expect(relation).to.deep.include({ qualifiers: { count: long("9007199254740993") } });
    const { hits } = (await get("/api/search?q=soleimani")) as { hits: { entity: object }[] };
    expect(entityIn(hits.map(({ entity }) => entity))).to.deep.include({ properties });
    const who = (await get(`/api/who/${STORY}%2Fsoleimani`)) as { properties: { name: string; values: object[] }[] };
    expect(who.properties.find(({ name }) => name === "list")?.values[0]).to.deep.include({ value: properties.list });
    const told = await post(
      "/api/query",
      '{"statement": "MATCH (e:Entity {most: $most}) RETURN e.most, e.list, e.least, $most - 1, e.zero", "parameters": {"most": 9007199254740993}}',
    );
    expect(told.body["rows"]).to.deep.equal([
      [properties.most, properties.list, properties.least, long("9007199254740992"), 0],
    ]);
  });

  it("change nothing when they are loaded again, written as numbers or in the form of the answers", async () => {
    const load = (most: string) => post("/api/load", requestWith(`{"most": ${most}}`, "{}"));
    await load("9007199254740993");
    const again = await load('{"$type": "Integer", "value": "9007199254740993"}');
    expect([again.status, again.body["changed"]]).to.deep.equal([200, 0]);
    expect((await load("9007199254740995")).body["changed"]).to.equal(1);
  });

  for (const [properties, place] of [
    ['{"most": 9223372036854775808}', /^422 .*line 1, column \d+: .*more than 64 bits/],
    ['{"most": 1e400}', /^422 .*line 1, column \d+: .*larger than any that can be kept/],
    ['{"most": [9007199254740993, 1.5]}', /^422 .*entities\[\d+\] \(soleimani\)\.properties\.most: .*has no decimals/],
    [
      '{"most": {"$type": "Integer", "value": "12"}}',
      /^422 .*entities\[\d+\] \(soleimani\)\.properties\.most\.value: .*64 bits/,
    ],
  ] as const) {
    it(`are refused with their place where they cannot be kept: ${properties}`, async () => {
      const { status, body } = await post("/api/load", requestWith(properties, "{}"));
      expect([status, body["detail"]].join(" ")).to.match(place);
    });
  }

  for (const number of ["9223372036854775808", "1e400"]) {
    it(`are refused as a parameter where they cannot be kept: ${number}`, async () => {
      const { status, body } = await post("/api/query", `{"statement": "RETURN $x", "parameters": {"x": ${number}}}`);
      expect([status, body["code"], body["detail"]]).to.deep.equal([
        400,
        "request/invalid",
        number === "1e400"
          ? "The number 1e400 is larger than any that can be kept (character 48)"
          : "The whole number 9223372036854775808 has more than 64 bits (character 48)",
      ]);
    });
  }
}

describe("long integers in the embedded store", function () {
  this.timeout(60_000);
  longIntegers(() => startApp());
});

describe("long integers in Neo4j", function () {
  this.timeout(240_000);
  let stop: () => Promise<void>;
  before(skipWithoutNeo4j);
  longIntegers(async () => {
    const { config, stop: stopNeo4j } = await emptyNeo4j();
    stop = stopNeo4j;
    return startApp({ NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password });
  });
  after(() => stop?.());
});
