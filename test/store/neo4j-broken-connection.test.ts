import { expect } from "chai";
import pino from "pino";
import { ERROR_STATUS, Failure } from "../../contract/errors.ts";
import { openNeo4jStore } from "../../server/store/neo4j/neo4j-store.ts";
import type { Store, WriteStep } from "../../server/store/store.ts";
import { faultProxy, type FaultProxy, type Fault } from "./fault-proxy.ts";
import { launcher, emptyNeo4j, neo4jAbsent } from "./real-neo4j.ts";

const LIMITS = { maxRows: 1_000, timeoutMillis: 5_000 };
const ROWS = "UNWIND range(1, 500) AS n RETURN n, 'text ' + n AS text";
const WRITE: WriteStep = {
  name: "write/merge-story",
  parameters: {
    story: "cut",
    properties: { id: "cut", title: "Cut", summary: "", articles: ["a"], version: "1" },
  },
};
const log = pino({ level: "silent" });

interface Told {
  readonly status: number;
  readonly text: string;
}

/** What a person would be told; 200 when the work is done. */
async function told(work: Promise<unknown>): Promise<Told> {
  try {
    await work;
    return { status: 200, text: "" };
  } catch (error) {
    if (!(error instanceof Failure)) return { status: 500, text: String(error) };
    return { status: ERROR_STATUS[error.code], text: `${error.message} ${error.remedy}` };
  }
}

describe("a connection to Neo4j that breaks", function () {
  this.timeout(300_000);
  let proxy: FaultProxy;
  let store: Store;
  let stop: () => Promise<void>;
  let port: string;

  before(async function () {
    if (neo4jAbsent() !== null) this.skip();
    const server = await emptyNeo4j();
    ({ stop } = server);
    const { hostname: host, port: number } = new URL(server.config.uri);
    port = number;
    proxy = await faultProxy({ host, port: Number(number) });
    store = openNeo4jStore({ ...server.config, uri: `bolt://127.0.0.1:${proxy.port}`, log });
    await store.prepare();
    await store.query("RETURN 1 AS one", {}, LIMITS);
  });
  after(async () => {
    await store?.close();
    await proxy?.close();
    await stop?.();
  });

  const WORKS: Readonly<Record<string, () => Promise<unknown>>> = {
    "a query": () => store.query(ROWS, {}, { ...LIMITS, timeoutMillis: 2_000 }),
    "a read": () => store.read("read/stories", {}),
    "a write": () => store.write([WRITE]),
    "the version": () => store.version(),
  };
  const POINTS = [0, 1, 3, 5, 20, 60, 120, 200, 300, 900, 6_000];
  /** A read or a write is tried again for seconds before it is given up: fewer points are enough. */
  const FEW_POINTS = [0, 60, 300];
  for (const fault of ["cut", "reset", "garbage"] as const satisfies readonly Fault[]) {
    for (const [what, work] of Object.entries(WORKS)) {
      // Nonsense may begin as a long message, and then a write waits its whole minute for the rest of it.
      if (fault === "garbage" && what === "a write") continue;
      it(`is a store that cannot be reached, wherever it falls to “${fault}” under ${what}`, async () => {
        const answers: Told[] = [];
        for (const point of what === "a query" ? POINTS : fault === "garbage" ? [60] : FEW_POINTS) {
          proxy.fail(fault, point);
          answers.push(await told(work()));
        }
        proxy.fail("none", 0);
        // Nonsense that begins as a long message is a silent server to the driver, until the query's time is over.
        const wanted = fault === "garbage" ? [200, 503, 504] : [200, 503];
        const strange = answers.filter(({ status }) => !wanted.includes(status));
        expect(strange).to.deep.equal([]);
        expect(answers.some(({ status }) => status === 503)).to.equal(true);
        for (const { text } of answers)
          expect(text).to.not.match(/127\.0\.0\.1|localhost|bolt|node_modules|\.ts|password:/);
        for (const { text } of answers) expect(text).to.not.include(port);
        await again(work);
      });
    }
  }

  it("is told in time when the server falls silent in the middle", async () => {
    proxy.fail("silence", 300);
    const began = performance.now();
    const { status } = await told(store.query(ROWS, {}, { ...LIMITS, timeoutMillis: 500 }));
    expect(status).to.be.oneOf([503, 504]);
    expect(performance.now() - began).to.be.below(15_000);
    proxy.fail("none", 0);
    await again(() => store.query(ROWS, {}, LIMITS));
  });

  it("is not thought lost when only too much is asked at once: nothing is refused as unreachable, and it goes on", async () => {
    const many = Array.from({ length: 60 }, () =>
      told(store.query("UNWIND range(1, 3000000) AS n WITH n WHERE n < 0 RETURN n", {}, LIMITS)),
    );
    const statuses = new Set((await Promise.all(many)).map(({ status }) => status));
    expect([...statuses].every((status) => [200, 503, 504].includes(status))).to.equal(true);
    await again(() => store.query("RETURN 1 AS one", {}, LIMITS));
  });

  /** A driver that was made anew, or a retry, may need a moment. */
  async function again(work: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) if ((await told(work())).status === 200) return;
    await work();
  }
});

describe("a Neo4j that is ended hard while it works", function () {
  this.timeout(300_000);

  it("is told as unavailable by every query, read and write under way", async function () {
    const missing = launcher.neo4jMissing();
    if (missing !== null && process.env["CI"] === undefined) this.skip();
    const server = await launcher.startNeo4j();
    const { uri, user, password } = server;
    const store = openNeo4jStore({ uri, user, password, database: "neo4j", log });
    try {
      await store.prepare();
      await store.query("RETURN 1 AS one", {}, LIMITS);
      const long = "UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";
      const works = [store.query(long, {}, { ...LIMITS, timeoutMillis: 30_000 })].map(told);
      await new Promise((done) => setTimeout(done, 1_000));
      process.kill(server.pid, "SIGKILL");
      works.push(told(store.read("read/stories", {})), told(store.write([WRITE])), told(store.version()));
      expect((await Promise.all(works)).map(({ status }) => status)).to.deep.equal([503, 503, 503, 503]);
      expect((await store.check()).reason).to.match(/^Neo4j cannot be reached/);
    } finally {
      await store.close();
      await server.stop();
    }
  });
});
