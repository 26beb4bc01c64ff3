import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { EngineThread } from "../../server/store/embedded/engine-thread.ts";
import { codeOf } from "./contract.ts";

const LONG = "UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";
/** So much less than no time that the thread is held for lost a moment after it has begun. */
const LOST_AT_ONCE = -2_900;

describe("a thread of the engine", () => {
  let folder: string;
  let primary: EngineThread;
  let known = { id: "", commits: 0 };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-thread-"));
    primary = new EngineThread({
      task: () => ({ role: "primary", folder, known: null, lock: null }),
      log: pino({ level: "silent" }),
      onOpen: ({ folder: opened }) => (known = opened ?? known),
      onCommit: ({ commit }) => (known = { ...known, commits: commit }),
    });
  });
  afterEach(async () => {
    await primary.end(0);
    await rm(folder, { recursive: true });
  });

  const count = () =>
    primary.request(
      { kind: "read", statement: "MATCH (n) RETURN count(n) AS n", parameters: {}, timeoutMillis: 5_000 },
      { millis: 5_000 },
    );

  it("that does not answer in time is ended, and the next question finds all that was acknowledged", async () => {
    const steps = [{ statement: "UNWIND range(1, 5) AS i CREATE (:Thing {i: i})", parameters: {} }];
    await primary.request({ kind: "write", steps, timeoutMillis: 5_000 }, { millis: 5_000 });
    const hung = codeOf(
      primary.request(
        { kind: "read", statement: LONG, parameters: {}, timeoutMillis: 60_000 },
        { millis: LOST_AT_ONCE },
      ),
    );
    const behind = codeOf(count());
    expect(await hung).to.equal("query/timeout");
    expect(await behind).to.equal("store/unavailable");
    expect(await count()).to.deep.equal([{ n: 5 }]);
  });

  it("keeps nothing of a write it was ended in", async () => {
    const steps = [
      { statement: "CREATE (:Thing)", parameters: {} },
      { statement: `${LONG} CREATE (:Thing)`.replace("RETURN count(a) AS n", "WITH count(a) AS n"), parameters: {} },
    ];
    const hung = codeOf(primary.request({ kind: "write", steps, timeoutMillis: 60_000 }, { millis: LOST_AT_ONCE }));
    expect(await hung).to.equal("query/timeout");
    expect(await count()).to.deep.equal([{ n: 0 }]);
  });

  it("opens once for many that ask at the same time", async () => {
    expect(await Promise.all([count(), count(), count()])).to.deep.equal([[{ n: 0 }], [{ n: 0 }], [{ n: 0 }]]);
  });

  it("does not begin with what is no longer waited for", async () => {
    expect(await count()).to.deep.equal([{ n: 0 }]);
    const left = new AbortController();
    const first = codeOf(
      primary.request({ kind: "read", statement: LONG, parameters: {}, timeoutMillis: 2_000 }, { millis: 2_000 }),
    );
    const steps = [{ statement: "CREATE (:Thing)", parameters: {} }];
    const second = primary.request(
      { kind: "write", steps, timeoutMillis: 2_000 },
      { millis: 2_000, signal: left.signal },
    );
    setTimeout(() => left.abort(), 100);
    expect(await codeOf(second)).to.equal("query/cancelled");
    const late = primary.request(
      { kind: "write", steps, timeoutMillis: 2_000 },
      { millis: 2_000, signal: left.signal },
    );
    expect(await codeOf(late)).to.equal("query/cancelled");
    expect(await first).to.equal("query/timeout");
    expect(await count()).to.deep.equal([{ n: 0 }]);
  });

  it("answers nothing once it was ended", async () => {
    await primary.end(0);
    await primary.end(0);
    expect(await codeOf(count())).to.equal("store/unavailable");
  });

  describe("when whoever asked has left", () => {
    const work: Readonly<Record<string, string>> = {
      "a scan": "MATCH (a), (b), (c), (d) RETURN count(*) AS n",
      trails: "MATCH (a)-[*]-(b) RETURN count(*) AS n",
      "a shortest path":
        "MATCH p = shortestPath((a:P {i: 1})-[*]-(b:P {i: 8})) WHERE length(p) > 190 RETURN length(p) AS n",
      reduce: "UNWIND range(1, 1000) AS r RETURN sum(reduce(s = 0, i IN range(1, 900000) | s + i)) AS n",
      "a sort": "UNWIND range(1, 1000000000) AS i RETURN i ORDER BY -i LIMIT 3",
      groups: "UNWIND range(1, 1000000000) AS i RETURN i % 1000 AS g, count(*), max(i)",
      "a regular expression":
        "WITH reduce(s = 'a', i IN range(1, 20) | s + s) AS s UNWIND range(1, 99999) AS i RETURN count(s =~ '(a|.{0,300}b)*c') AS n",
      "a text looked through":
        "WITH reduce(s = 'a', i IN range(1, 18) | s + s) AS s UNWIND range(1, 99999) AS i RETURN count((s + s + s) CONTAINS (s + 'b' + s)) AS n",
      "full text":
        "UNWIND range(1, 1000000) AS i CALL db.index.fulltext.queryNodes('words', 'w* OR x~2') YIELD node RETURN count(node) AS n",
    };

    it("goes on with the next question at once, whatever it was at", async function () {
      this.timeout(60_000);
      const replica = new EngineThread({
        task: () => ({ role: "query-replica", folder, known }),
        log: pino({ level: "silent" }),
      });
      const ask = (statement: string, signal?: AbortSignal) =>
        replica.request(
          { kind: "query", statement, parameters: {}, maxRows: 10, timeoutMillis: 30_000 },
          { millis: 30_000, signal },
        );
      const steps = [
        "CREATE FULLTEXT INDEX words FOR (n:P) ON EACH [n.text]",
        "UNWIND range(1, 200) AS i CREATE (:P {i: i, text: 'w' + i + ' w' + i % 7})",
        "MATCH (a:P), (b:P) WHERE (a.i + b.i) % 9 = 0 CREATE (a)-[:T]->(b)",
      ].map((statement) => ({ statement, parameters: {} }));
      await primary.request({ kind: "write", steps, timeoutMillis: 10_000 }, { millis: 10_000 });
      try {
        await ask("RETURN 'a' =~ 'a' AS x");
        for (const [what, statement] of Object.entries(work)) {
          const leaving = new AbortController();
          const asked = codeOf(ask(statement, leaving.signal));
          await new Promise((done) => setTimeout(done, 150));
          leaving.abort();
          const left = performance.now();
          const { rows } = await ask("MATCH (n:P {i: 3}) RETURN n.text AS t");
          // Meant to be below 50 ms; a machine that does much else at the time gets more. Left alone it works for 30 s.
          const isSoon = performance.now() - left < 10_000;
          expect({ what, code: await asked, rows, isSoon }).to.deep.equal({
            what,
            code: "query/cancelled",
            rows: [["w3 w3"]],
            isSoon: true,
          });
        }
      } finally {
        await replica.end(0);
      }
    });
  });
});
