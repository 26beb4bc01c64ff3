import fs, { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect } from "chai";
import pino from "pino";
import { openFolder } from "../../server/store/embedded/data-folder.ts";
import { commitRows } from "./folder-rows.ts";
import { EngineThread } from "../../server/store/embedded/engine-thread.ts";
import { writeLine } from "../../server/store/embedded/journal-line.ts";
import { inWords, progressLog } from "../../server/store/embedded/progress-log.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { StoreProgress } from "../../server/store/store.ts";
import { codeOf } from "./contract.ts";

const log = pino({ level: "silent" });
/** A larger journal is checkpointed. */
const LARGE = 9 << 20;

describe("the embedded store, as it is opened and closed,", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-closing-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (thread: EngineThread, statement: string) =>
    thread.request(
      { kind: "write", steps: [{ statement, parameters: {} }], timeoutMillis: 60_000 },
      { millis: 60_000 },
    );

  /** Some MB of commits, as another process may have left them. */
  function growJournal(): void {
    const open = openFolder(folder);
    const rows = Array.from({ length: 1_000 }, () => ({ text: "x".repeat(100) }));
    while (open.journal.bytes <= LARGE) commitRows(open, rows);
    open.journal.close();
  }

  it("is not ended before its snapshot is whole, however little time it is given", async () => {
    const progress: StoreProgress[] = [];
    const primary = new EngineThread({
      task: () => ({ role: "primary", folder, known: null, lock: null }),
      log,
      onProgress: (told) => progress.push(told),
    });
    await primary.open();
    await write(
      primary,
      "UNWIND range(1, 140000) AS i CREATE (:N {i: i, text: 'some words for each of the nodes ' + i})",
    );
    expect(statSync(join(folder, "graph.journal")).size).to.be.greaterThan(8 << 20);
    await primary.end(0, { kind: "close" });
    expect(readdirSync(folder)).to.deep.equal(["graph.snapshot"]);
    expect(progress.at(-1)?.what).to.equal("writing the snapshot");
    const { database, journal } = openFolder(folder);
    journal.close();
    expect(database.size()).to.deep.equal({ nodes: 140_000, relationships: 0 });
  });

  it("tells how far it is while it is opened", async () => {
    growJournal();
    const progress: StoreProgress[] = [];
    const open = () => openStore({ neo4j: null, dataDir: folder }, log, { onProgress: (told) => progress.push(told) });
    await (await open()).close();
    await (await open()).close();
    const kinds = [...new Set(progress.map(({ what }) => what))];
    expect(kinds).to.deep.equal(["reading the journal", "writing the snapshot", "reading the snapshot"]);
    const wrong = progress.filter(({ done, total }) => total !== null && (done < 0 || done > total));
    expect(wrong).to.deep.equal([]);
  });

  it("can be told to stop while it is opened, and leaves the folder to the next", async () => {
    growJournal();
    const stop = new AbortController();
    const opening = codeOf(
      openStore({ neo4j: null, dataDir: folder }, log, { signal: stop.signal, onProgress: () => stop.abort() }),
    );
    expect(await opening).to.equal("store/unavailable");
    expect(readdirSync(folder)).to.not.contain("lock");
    const store = await openStore({ neo4j: null, dataDir: folder }, log);
    const { rows } = await store.query(
      "MATCH (n) RETURN count(n) > 1000 AS all",
      {},
      { maxRows: 1, timeoutMillis: 9_000 },
    );
    expect(rows).to.deep.equal([[true]]);
    await store.close();
    expect(await codeOf(openStore({ neo4j: null, dataDir: folder }, log, { signal: AbortSignal.abort() }))).to.equal(
      "store/unavailable",
    );
  });

  it("logs what takes long, but not each step of it", () => {
    const lines: string[] = [];
    const sink = new Writable({ write: (line: Buffer, _, done) => (lines.push(line.toString()), done()) });
    const tell = progressLog(pino({}, sink));
    tell({ what: "reading the journal", done: 1, total: 10 << 20 });
    expect(lines).to.deep.equal([]);
    expect(inWords({ what: "reading the journal", done: 3 << 20, total: 10 << 20 })).to.equal(
      "reading the journal, 3 of 10 MB",
    );
    expect(inWords({ what: "writing the snapshot", done: 3 << 20, total: null })).to.equal(
      "writing the snapshot, 3 MB",
    );
  });

  it("tells an error that is none of its own in one sentence, and the log all of it", async () => {
    const { journal } = openFolder(folder);
    journal.close();
    // Whole by its checksum, and still nothing that can be done to a graph.
    fs.appendFileSync(join(folder, "graph.journal"), writeLine([1, [null]]));
    const lines: string[] = [];
    const sink = new Writable({ write: (line: Buffer, _, done) => (lines.push(line.toString()), done()) });
    const error = (await openStore({ neo4j: null, dataDir: folder }, pino({}, sink)).catch(
      (cause: unknown) => cause,
    )) as Error;
    expect(error).to.include({ code: "internal", message: "The store met an error of ours; the log has the details" });
    expect(lines.join("")).to.match(/TypeError.*\.js:\d+/);
  });

  it("writes nothing more once the disk did not take a commit to its end", () => {
    const { database, journal } = openFolder(folder);
    const commit = () => commitRows({ database, journal }, [{ i: 1 }]);
    commit();
    const real = fs.fdatasyncSync;
    // No disk here fails like this when it is asked to: the system's answer is put in the place of its own.
    fs.fdatasyncSync = () => {
      throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
    };
    syncBuiltinESMExports();
    try {
      expect(commit).to.throw(
        "The journal could not be forced to disk: whether this change is kept shows after a restart",
      );
    } finally {
      fs.fdatasyncSync = real;
      syncBuiltinESMExports();
    }
    expect(commit).to.throw("The journal could not be forced to disk");
    expect(() => journal.verify()).to.throw("The journal could not be forced to disk");
    journal.close();
    const again = openFolder(folder);
    expect(again.journal.commits).to.be.within(1, 2);
    again.journal.close();
  });
});
