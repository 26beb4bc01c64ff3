import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import neo4j from "neo4j-driver";
import pino from "pino";
import { makeServices } from "../../server/services/services.ts";
import { upgradeStories } from "../../server/services/upgrade.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store, WriteStep } from "../../server/store/store.ts";
import { seedContent, seedGraph } from "../model/seed.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/*
 * A data folder that 0.1.0 wrote: the seed story, a story that shares Soleimani and the Quds Force with it, and an entity
 * that no story reaches.
 */
const JOURNAL = gunzipSync(readFileSync(new URL("data-0.1.0/graph.journal.gz", import.meta.url)));
const SEED = "us-strikes-iraq-2020";
const SECOND = "shared-names";
const log = pino({ level: "silent" });
const LIMITS = { maxRows: 1_000, timeoutMillis: 10_000 };

function oldFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wiregraph-0.1.0-"));
  writeFileSync(join(folder, "graph.journal"), JOURNAL);
  return folder;
}

const byId = <T extends { readonly id: string }>(list: readonly T[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What the stories are after an upgrade, compared with the file of the seed. */
async function expectUpgraded(store: Store): Promise<void> {
  const { browse, questions } = makeServices(store, log);
  const { stories } = await browse.stories("reader");
  expect(stories.map(({ id, entities, relations }) => ({ id, entities, relations }))).to.have.deep.members([
    { id: SEED, entities: 94, relations: 200 },
    { id: SECOND, entities: 2, relations: 1 },
  ]);
  const { graph } = await browse.story("reader", SEED);
  const wanted = seedGraph();
  const claim = ({ id: _, key: __, ...rest }: (typeof graph.relations)[number]) => ({
    ...rest,
    id: rest.fingerprint ?? "",
  });
  expect(byId(graph.entities)).to.deep.equal(byId(wanted.entities));
  expect(byId(graph.relations.map(claim))).to.deep.equal(byId(wanted.relations.map(claim)));
  expect(graph.relations.every(({ id }) => /^r-[0-9a-f]{32}$/.test(id))).to.equal(true);
  expect((await questions.list("reader", SEED)).questions).to.deep.equal([...seedContent().questions]);
  const { relations } = await browse.entity("reader", { story: SECOND, id: "soleimani" });
  expect(relations.map(({ relation, object }) => [relation.type, object.id])).to.deep.equal([["LEADS", "quds-force"]]);
  const count = async (statement: string) => (await store.query(statement, {}, LIMITS)).rows[0]?.[0];
  expect(await count("MATCH (n:Entity|Article) WHERE n.story IS NULL RETURN collect(n.id)")).to.deep.equal(["orphan"]);
  expect(await count("MATCH (n:Entity|Article) WHERE n.story IS NOT NULL RETURN count(n)")).to.equal(95 + 3);
  for (const { words, statement } of queryFiles("audit"))
    expect({ words, rows: (await store.query(statement, {}, LIMITS)).rows }).to.deep.equal({ words, rows: [] });
}

const upgrade = (store: Store) =>
  upgradeStories({
    store,
    log,
    questionsOf: async (story) => (story === SEED ? seedContent().questions : []),
  });

/** A store that ends, as a killed process does, before its write of this number. */
function endingAt(store: Store, number: number): Store {
  let writes = 0;
  const write = (steps: readonly WriteStep[]) => {
    writes += 1;
    if (writes === number) throw new Error("ended");
    return store.write(steps);
  };
  return new Proxy(store, {
    get: (target, name) => (name === "write" ? write : (Reflect.get(target, name, target) as unknown)),
  });
}

/** Ends an upgrade at each of its writes in turn, each time going on from there; answers how often it was ended. */
async function endAtEachWrite(store: Store): Promise<number> {
  for (let ended = 0; ; ended += 1) {
    try {
      await upgrade(endingAt(store, 2));
      return ended;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== "ended") throw error;
    }
  }
}

describe("a data folder of 0.1.0", function () {
  this.timeout(120_000);

  it("is brought over, each story with its own copy of what both reach", async () => {
    const folder = oldFolder();
    const store = await openStore({ neo4j: null, dataDir: folder }, log);
    try {
      await upgrade(store);
      await expectUpgraded(store);
      const version = await store.version();
      await upgrade(store);
      expect(await store.version()).to.equal(version);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });

  it("is brought over all the same when the upgrade is ended at each of its writes", async () => {
    const folder = oldFolder();
    const store = await openStore({ neo4j: null, dataDir: folder }, log);
    try {
      expect(await endAtEachWrite(store)).to.be.greaterThan(5);
      await expectUpgraded(store);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a Neo4j of 0.1.0", function () {
  this.timeout(180_000);
  before(skipWithoutNeo4j);

  it("is brought over in batches that may end at any write", async () => {
    const { config, stop } = await emptyNeo4j();
    const driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password), {
      disableLosslessIntegers: true,
    });
    try {
      for (const label of ["Entity", "Article", "Dataset", "Story"]) {
        await driver.executeQuery(
          `CREATE CONSTRAINT ${label.toLowerCase()}_id FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
        );
      }
      await copyOldGraph(driver);
      const store = await openStore({ neo4j: config, dataDir: "" }, log);
      try {
        expect(await endAtEachWrite(store)).to.be.greaterThan(5);
        await expectUpgraded(store);
      } finally {
        await store.close();
      }
    } finally {
      await driver.close();
      await stop();
    }
  });
});

/** The graph of the old folder, as 0.1.0 would have kept it in Neo4j. */
async function copyOldGraph(driver: ReturnType<typeof neo4j.driver>): Promise<void> {
  const folder = oldFolder();
  const store = await openStore({ neo4j: null, dataDir: folder }, log);
  const rows = async (statement: string) => (await store.query(statement, {}, LIMITS)).rows.map(([row]) => plain(row));
  try {
    await driver.executeQuery("UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties", {
      rows: await rows("MATCH (n) RETURN {labels: labels(n), properties: properties(n)}"),
    });
    await driver.executeQuery(
      `UNWIND $rows AS row
       MATCH (s {id: row.start}) WHERE s:Entity OR s:Article
       MATCH (o:Entity {id: row.end})
       CREATE (s)-[r:$(row.type)]->(o) SET r = row.properties`,
      {
        rows: await rows(
          "MATCH (s)-[r]->(o) RETURN {start: s.id, end: o.id, type: type(r), properties: properties(r)} LIMIT 1000",
        ),
      },
    );
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

/** A value of the API as plain JavaScript: floats lose their tag. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { $type, value: inner, ...rest } = value as Record<string, unknown>;
  if ($type === "Float") return inner;
  if ($type === "Integer") return Number(inner);
  return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, plain(item)]));
}
