import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";
import { seedRequest } from "../model/seed.ts";
import { EVERYDAY } from "./everyday-statements.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

const LIMITS = { maxRows: 1_000, timeoutMillis: 10_000 };
const log = pino({ level: "silent" });

/** A comparable result: columns and rows, or the codes of the error. */
async function resultOf(store: Store, statement: string): Promise<unknown> {
  try {
    const { columns, rows } = await store.query(statement, {}, LIMITS);
    const isOrdered = /\bORDER BY\b/i.test(statement);
    const texts = rows.map((row) => JSON.stringify(row, inKeyOrder));
    return { columns, rows: isOrdered ? texts : texts.toSorted() };
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, cypherCode: error.cypherCode };
    throw error;
  }
}

/** A map has no order of its own, and Neo4j gives a node's labels in the order in which the database first saw them. */
function inKeyOrder(key: string, value: unknown): unknown {
  if (key === "labels" && Array.isArray(value)) return value.map(String).toSorted();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

describe("both stores, given the same statement,", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);
  let embedded: Store;
  let neo4j: Store;
  const endings: (() => Promise<unknown>)[] = [];

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-equivalence-"));
    const { config, stop } = await emptyNeo4j();
    embedded = await openStore({ neo4j: null, dataDir }, log);
    neo4j = await openStore({ neo4j: config, dataDir: "" }, log);
    endings.push(
      () => embedded.close(),
      () => neo4j.close(),
      stop,
      () => rm(dataDir, { recursive: true }),
    );
    for (const store of [embedded, neo4j]) {
      await makeServices(store, log).load.load({ kind: "story", ...seedRequest });
    }
  });
  after(async () => {
    for (const end of endings) await end();
  });

  for (const statement of EVERYDAY) {
    it(`return equal results: ${statement.replaceAll(/\s+/g, " ")}`, async () => {
      const [embeddedResult, neo4jResult] = await Promise.all([
        resultOf(embedded, statement),
        resultOf(neo4j, statement),
      ]);
      expect(embeddedResult).to.deep.equal(neo4jResult);
    });
  }
});
