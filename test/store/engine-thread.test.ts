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
  let keeper: EngineThread;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-thread-"));
    keeper = new EngineThread({ task: { role: "keeper", folder }, log: pino({ level: "silent" }) });
  });
  afterEach(async () => {
    await keeper.end(0);
    await rm(folder, { recursive: true });
  });

  const count = () =>
    keeper.ask(
      { kind: "read", statement: "MATCH (n) RETURN count(n) AS n", parameters: {}, timeoutMillis: 5_000 },
      { millis: 5_000 },
    );

  it("that does not answer in time is ended, and the next question finds all that was acknowledged", async () => {
    const steps = [{ statement: "UNWIND range(1, 5) AS i CREATE (:Thing {i: i})", parameters: {} }];
    await keeper.ask({ kind: "write", steps, timeoutMillis: 5_000 }, { millis: 5_000 });
    const hung = codeOf(
      keeper.ask({ kind: "read", statement: LONG, parameters: {}, timeoutMillis: 60_000 }, { millis: LOST_AT_ONCE }),
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
    const hung = codeOf(keeper.ask({ kind: "write", steps, timeoutMillis: 60_000 }, { millis: LOST_AT_ONCE }));
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
      keeper.ask({ kind: "read", statement: LONG, parameters: {}, timeoutMillis: 2_000 }, { millis: 2_000 }),
    );
    const steps = [{ statement: "CREATE (:Thing)", parameters: {} }];
    const second = keeper.ask({ kind: "write", steps, timeoutMillis: 2_000 }, { millis: 2_000, signal: left.signal });
    setTimeout(() => left.abort(), 100);
    expect(await codeOf(second)).to.equal("query/cancelled");
    const late = keeper.ask({ kind: "write", steps, timeoutMillis: 2_000 }, { millis: 2_000, signal: left.signal });
    expect(await codeOf(late)).to.equal("query/cancelled");
    expect(await first).to.equal("query/timeout");
    expect(await count()).to.deep.equal([{ n: 0 }]);
  });

  it("answers nothing once it was ended", async () => {
    await keeper.end(0);
    await keeper.end(0);
    expect(await codeOf(count())).to.equal("store/unavailable");
  });
});
