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

/** An answer that can be compared: its columns and rows, or the codes of its refusal. */
async function told(store: Store, statement: string): Promise<unknown> {
  try {
    const { columns, rows } = await store.query(statement, {}, LIMITS);
    const isOrdered = /\bORDER BY\b/i.test(statement);
    const told = rows.map((row) => JSON.stringify(row, inKeyOrder));
    return { columns, rows: isOrdered ? told : told.toSorted() };
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

describe("both stores, asked the same", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);
  let embedded: Store;
  let neo4j: Store;
  const endings: (() => Promise<unknown>)[] = [];

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-alike-"));
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
    it(`answer alike: ${statement.replaceAll(/\s+/g, " ")}`, async () => {
      const [ours, theirs] = await Promise.all([told(embedded, statement), told(neo4j, statement)]);
      expect(ours).to.deep.equal(theirs);
    });
  }
});
