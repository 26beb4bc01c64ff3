import { setMaxListeners } from "node:events";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect } from "chai";
import pino from "pino";
import { EngineThread } from "../../server/store/embedded/engine-thread.ts";
import { ReplicaPool, type ReplicaPoolOptions } from "../../server/store/embedded/replica-pool.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { QueryClient } from "../../server/store/store.ts";
import { codeOf } from "./contract.ts";

const log = pino({ level: "silent" });
/** Runs until it is ended. */
const HEAVY = "UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";
/** Runs some tenths of a second. */
const SLOW = "UNWIND range(1, 300000) AS a WITH a WHERE a % 3 = 0 RETURN count(a) AS n";
const PLENTY = 64 * 2 ** 30;

const pause = (millis: number) => new Promise((done) => setTimeout(done, millis));

describe("query replicas", function () {
  this.timeout(180_000);
  let folder: string;
  let primary: EngineThread;
  let known: { id: string; commits: number };
  let pool: ReplicaPool;

  function makePool(options: Partial<ReplicaPoolOptions> = {}): ReplicaPool {
    return new ReplicaPool({
      folder,
      log,
      known: () => known,
      maxReplicas: 3,
      availableMemory: () => PLENTY,
      ...options,
    });
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-replicas-"));
    primary = new EngineThread({
      task: () => ({ role: "primary", folder, known: null, lock: null }),
      log,
      onOpen: ({ folder: opened }) => (known = opened ?? known),
      onCommit: (commit) => {
        known = { ...known, commits: commit.commit };
        pool.replicate(commit);
      },
    });
    pool = makePool();
    await primary.open();
  });
  afterEach(async () => {
    await pool.end(0);
    await primary.end(0);
    await rm(folder, { recursive: true, force: true });
  });

  function ask(
    client: QueryClient,
    statement: string,
    { millis = 20_000, signal }: { millis?: number; signal?: AbortSignal } = {},
  ) {
    const query = { kind: "query", statement, parameters: {}, maxRows: 100, timeoutMillis: millis } as const;
    return pool.query(query, { millis, signal, client });
  }

  async function write(statement: string): Promise<void> {
    const steps = [{ statement, parameters: {} }];
    await primary.request({ kind: "write", steps, timeoutMillis: 10_000 }, { millis: 10_000 });
  }

  it("are opened one by one as queries wait, and closed but for the first when they have nothing to do", async () => {
    await pool.end(0);
    pool = makePool({ idleMillis: 500 });
    expect(pool.size).to.equal(0);
    await ask("reader", "RETURN 1 AS one");
    expect(pool.size).to.equal(1);
    await Promise.all(Array.from({ length: 12 }, () => ask("reader", SLOW)));
    expect(pool.size).to.be.within(2, 3);
    while (pool.size > 1) await pause(100);
    expect((await ask("owner", "RETURN 1 AS one")).rows).to.deep.equal([[1]]);
  });

  it("stay at one while the memory has no room for another, and then the owner goes before readers", async () => {
    await pool.end(0);
    pool = makePool({ availableMemory: () => 0 });
    const left = new AbortController();
    const readers = Array.from({ length: 5 }, () => codeOf(ask("reader", HEAVY, { signal: left.signal })));
    await pause(1_000);
    for (let number = 0; number < 5; number += 1)
      expect((await ask("owner", `RETURN ${number} AS n`)).rows).to.deep.equal([[number]]);
    expect(pool.size).to.equal(1);
    left.abort();
    expect(new Set(await Promise.all(readers))).to.deep.equal(new Set(["query/cancelled"]));
  });

  it("begin a reader's query again that had to give way to the owner's", async () => {
    await pool.end(0);
    pool = makePool({ availableMemory: () => 0 });
    await ask("reader", "RETURN 1 AS one");
    const reader = ask("reader", SLOW);
    await pause(20);
    expect((await ask("owner", "RETURN 1 AS one")).rows).to.deep.equal([[1]]);
    expect((await reader).rows).to.deep.equal([[100_000]]);
  });

  it("leave the readers a place when the owner asks much", async () => {
    const left = new AbortController();
    await Promise.all(Array.from({ length: 6 }, () => ask("owner", SLOW)));
    const heavy = Array.from({ length: 6 }, () => codeOf(ask("owner", HEAVY, { signal: left.signal })));
    const reader = ask("reader", "RETURN 1 AS one");
    await pause(200);
    // What occupied every replica before the reader came runs to its end; from then on one is left.
    left.abort();
    expect((await reader).rows).to.deep.equal([[1]]);
    expect(new Set(await Promise.all(heavy))).to.deep.equal(new Set(["query/cancelled"]));
  });

  it("hold as many nodes as the primary, whenever they are opened while it commits", async () => {
    let isWriting = true;
    const writing = (async () => {
      for (let number = 0; isWriting; number += 1) await write(`CREATE (:N {i: ${number}})`);
    })();
    const counted: { before: number; n: unknown; distinct: unknown; after: number }[] = [];
    for (let round = 0; round < 4; round += 1) {
      pool.retireAll();
      for (const client of ["owner", "reader", "reader", "reader"] as const) {
        const before = known.commits;
        const { rows } = await ask(client, "MATCH (n:N) RETURN count(n) AS n, count(DISTINCT n.i) AS d");
        counted.push({ before, n: rows[0]?.[0], distinct: rows[0]?.[1], after: known.commits + 1 });
      }
      await Promise.all(Array.from({ length: 4 }, () => ask("reader", SLOW)));
    }
    isWriting = false;
    await writing;
    const wrong = counted.filter(
      ({ before, n, distinct, after }) => n !== distinct || Number(n) < before || Number(n) > after,
    );
    expect(wrong).to.deep.equal([]);
    expect(known.commits).to.be.greaterThan(20);
    const all = Array.from({ length: 6 }, () => ask("reader", "MATCH (n:N) RETURN count(n) AS n"));
    for (const { rows } of await Promise.all(all)) expect(rows).to.deep.equal([[known.commits]]);
  });

  it("fail one query when its thread does not end it, and answer the others", async () => {
    await ask("owner", "RETURN 1 AS one");
    // So much less than no time that the thread is held for lost a moment after it has begun.
    const stuck = codeOf(ask("reader", HEAVY, { millis: -2_900 }));
    const others = Array.from({ length: 10 }, (_, number) => ask("reader", `RETURN ${number} AS n`));
    expect(await stuck).to.equal("query/timeout");
    expect((await Promise.all(others)).map(({ rows }) => rows)).to.deep.equal(
      Array.from({ length: 10 }, (_, number) => [[number]]),
    );
  });

  it("fail one query that takes all memory of its thread, and answer the others", async () => {
    await pool.end(0);
    const lines: string[] = [];
    const sink = new Writable({ write: (line: Buffer, _, done) => (lines.push(line.toString()), done()) });
    pool = makePool({ memoryMegabytes: 40, maxReplicas: 2, log: pino({}, sink) });
    const greedy = `UNWIND range(1, 400000) AS i WITH collect(toString(i) + '${"x".repeat(100)}' + toString(i)) AS texts UNWIND texts AS text RETURN max(text + '!') AS n`;
    await ask("owner", "RETURN 1 AS one");
    const asked = ["owner", "reader"] as const;
    const others = (client: QueryClient) =>
      Array.from({ length: 5 }, (_, number) => ask(client, `RETURN ${number} AS n`));
    for (const client of asked) {
      const starved = codeOf(ask(client, greedy));
      const answers = await Promise.all(asked.flatMap(others));
      expect(await starved).to.equal("query/limit");
      expect(answers.map(({ rows }) => rows[0]?.[0])).to.deep.equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
    }
    expect(lines.filter((line) => line.includes("ERR_WORKER_OUT_OF_MEMORY"))).to.have.length(2);
  });

  it("replace a thread that does not end a query whoever asked has left", async () => {
    const left = new AbortController();
    const stuck = codeOf(ask("owner", HEAVY, { signal: left.signal }));
    await pause(1_500);
    left.abort();
    expect(await stuck).to.equal("query/cancelled");
    expect((await ask("owner", "RETURN 1 AS one")).rows).to.deep.equal([[1]]);
  });

  it("refuse all that waits when none can be opened, and open again when it can", async () => {
    await rename(join(folder, "graph.journal"), join(folder, "away"));
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(ask("reader", "RETURN 1 AS one"))));
    expect(codes).to.deep.equal(Array.from({ length: 5 }, () => "store/unavailable"));
    expect(pool.size).to.equal(0);
    await rename(join(folder, "away"), join(folder, "graph.journal"));
    expect((await ask("reader", "RETURN 1 AS one")).rows).to.deep.equal([[1]]);
  });

  it("answer nothing once they were ended", async () => {
    const waiting = codeOf(ask("reader", "RETURN 1 AS one"));
    await pool.end(0);
    await pool.end(0);
    expect(await waiting).to.equal("store/unavailable");
    expect(await codeOf(ask("owner", "RETURN 1 AS one"))).to.equal("store/unavailable");
    expect(pool.size).to.equal(0);
  });

  it("answer all of the owner's 20 queries while 60 readers' never end", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-owner-"));
    const store = await openStore({ neo4j: null, dataDir }, log);
    const limits = { maxRows: 10, timeoutMillis: 10_000 };
    try {
      const left = new AbortController();
      setMaxListeners(100, left.signal);
      const readers = Array.from({ length: 60 }, () =>
        codeOf(store.query(HEAVY, {}, { ...limits, signal: left.signal, client: "reader" })),
      );
      await pause(500);
      const took: number[] = [];
      for (let number = 0; number < 20; number += 1) {
        const began = performance.now();
        const { rows } = await store.query("RETURN $n AS n", { n: number }, { ...limits, client: "owner" });
        took.push(performance.now() - began);
        expect(rows).to.deep.equal([[number]]);
      }
      // The first may have to wait until a replica is open; none waits for a reader's time to end.
      expect(took.slice(1).filter((millis) => millis > 5_000)).to.deep.equal([]);
      expect(await store.check()).to.deep.equal({ ready: true, reason: null });
      left.abort();
      const codes = new Set(await Promise.all(readers));
      codes.delete("query/timeout");
      codes.delete("store/busy");
      expect(codes).to.deep.equal(new Set(["query/cancelled"]));
    } finally {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
