import { expect } from "chai";
import neo4j from "neo4j-driver";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import type { Neo4jConfig } from "../../server/config.ts";
import { openNeo4jStore } from "../../server/store/neo4j/neo4j-store.ts";
import type { Store } from "../../server/store/store.ts";
import { emptyNeo4j, neo4jAbsent } from "./real-neo4j.ts";

const LIMITS = { maxRows: 1_000, timeoutMillis: 30_000 };
/** Ours is not the only process of a machine that runs tests. */
const STALL_MILLIS = 1_500;

/** Answers too large for anybody, each in another way, and what is told of it. */
const LARGE: readonly (readonly [string, string, RegExp])[] = [
  ["one record of five million numbers", "RETURN range(1, 5000000) AS n", /more than 12 MB/],
  ["one text of 16 MB", "RETURN reduce(s = 'x', i IN range(1, 24) | s + s) AS s", /more than 12 MB/],
  ["one text of 8.4 MB", "RETURN reduce(s = 'x', i IN range(1, 23) | s + s) AS s", /larger than 8 MB/],
  [
    "a thousand rows of 16 kB",
    "UNWIND range(1, 1000) AS n RETURN n, reduce(s = 'x', i IN range(1, 14) | s + s) AS s",
    /more than 12 MB|larger than 8 MB/,
  ],
  ["a list within a list, 300 deep", "RETURN reduce(a = [], i IN range(1, 300) | [a]) AS a", /nests/],
  [
    "a thousand rows of two thousand numbers",
    "UNWIND range(1, 1000) AS n RETURN range(1, 2000) AS l",
    /1000000 values/,
  ],
  ["a map of many keys", "RETURN [n IN range(1, 400000) | {a: n, b: n, c: n}] AS maps", /more than|larger than/],
];

describe("answers of Neo4j that are too large", function () {
  this.timeout(240_000);
  let config: Neo4jConfig;
  let store: Store;
  let stop: () => Promise<void>;

  before(async function () {
    if (neo4jAbsent() !== null) this.skip();
    ({ config, stop } = await emptyNeo4j());
    store = openNeo4jStore({ ...config, log: pino({ level: "silent" }) });
    await store.query("RETURN 1 AS one", {}, LIMITS);
    await store.query("RETURN 1 AS one", {}, { ...LIMITS, client: "reader" });
  });
  after(async () => {
    await store?.close();
    await stop?.();
  });

  for (const [what, statement, told] of LARGE) {
    it(`are refused by a limit that is named, and nobody else waits: ${what}`, async () => {
      const stall = watchStalls();
      const heavy = store.query(statement, {}, LIMITS).catch((error: unknown) => error);
      for (let n = 0; n < 5; n += 1) {
        const { rows } = await store.query("RETURN $n AS n", { n }, { ...LIMITS, client: "reader" });
        expect(rows).to.deep.equal([[n]]);
      }
      const failure = (await heavy) as Failure;
      expect(failure).to.be.instanceOf(Failure);
      expect([failure.code, failure.message]).to.deep.equal(["query/limit", failure.message]);
      expect(failure.message).to.match(told);
      expect(stall()).to.be.below(STALL_MILLIS);
    });
  }

  it("do not hold up the owner's next query, though many decode at once", async () => {
    const heavy = Array.from({ length: 3 }, () =>
      store.query("RETURN [n IN range(1, 3000000) | null] AS n", {}, LIMITS).catch(({ code }: Failure) => code),
    );
    const { rows } = await store.query("RETURN 1 AS one", {}, LIMITS);
    expect(rows).to.deep.equal([[1]]);
    for (const code of await Promise.all(heavy)) expect(code).to.be.oneOf(["query/limit", "query/timeout"]);
  });

  it("are let through up to the limit", async () => {
    const { rows } = await store.query("UNWIND range(1, 1000) AS n RETURN n, range(1, 300) AS l", {}, LIMITS);
    expect(rows[999]).to.deep.equal([1_000, Array.from({ length: 300 }, (_, index) => index + 1)]);
  });

  it("leave no transaction behind, also when whoever asked has left", async () => {
    const leaving = new AbortController();
    const long = "UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";
    const asked = store.query(long, {}, { ...LIMITS, timeoutMillis: 60_000, signal: leaving.signal });
    await until(async () => (await transactions()).some((statement) => statement.includes("3000000")));
    leaving.abort();
    expect(((await asked.catch((error: unknown) => error)) as Failure).code).to.equal("query/cancelled");
    await until(async () => (await transactions()).length === 0);
  });

  it("leave no transaction behind when the thread that reads them is ended", async () => {
    const other = openNeo4jStore({ ...config, log: pino({ level: "silent" }) });
    const long = "UNWIND range(1, 3000000) AS a UNWIND range(1, 2000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";
    const asked = other.query(long, {}, { ...LIMITS, timeoutMillis: 60_000 }).catch((error: unknown) => error);
    await until(async () => (await transactions()).some((statement) => statement.includes("2000)")));
    await other.close();
    expect(((await asked) as Failure).code).to.equal("store/unavailable");
    await until(async () => (await transactions()).length === 0);
  });

  /** What our queries run on the server just now. */
  async function transactions(): Promise<string[]> {
    const { uri, user, password } = config;
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
    try {
      const { records } = await driver.executeQuery(
        "SHOW TRANSACTIONS YIELD currentQuery, metaData WHERE metaData.app = 'wiregraph' RETURN currentQuery",
      );
      return records.map((record) => String(record.get("currentQuery")));
    } finally {
      await driver.close();
    }
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  expect.fail("It did not come about");
}

/** Measures how long the thread was held up at most, in milliseconds. */
function watchStalls(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 10);
  return () => {
    clearInterval(timer);
    return longest;
  };
}
