import { appendFile, cp, mkdir, mkdtemp, readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store, WriteStep } from "../../server/store/store.ts";
import { codeOf } from "./contract.ts";

const log = pino({ level: "silent" });
const LIMITS = { maxRows: 100, timeoutMillis: 10_000 };

function person(id: string): WriteStep {
  const properties = { story: "s", id, name: id };
  return {
    name: "write/merge-entities",
    parameters: { story: "s", rows: [{ id, label: "Person", otherLabels: [], properties }] },
  };
}

describe("a data folder that changes under the running store", function () {
  this.timeout(60_000);
  let parent: string;
  let dataDir: string;
  let store: Store;
  const journal = () => join(dataDir, "graph.journal");

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "wiregraph-lost-"));
    dataDir = join(parent, "data");
    store = await openStore({ neo4j: null, dataDir }, log);
    await store.write([person("before")]);
  });
  afterEach(async () => {
    await store.close();
    await rm(parent, { recursive: true, force: true });
  });

  async function failureOf(work: Promise<unknown>): Promise<Failure> {
    const error = await work.then(
      () => null,
      (error: unknown) => error,
    );
    expect(error).to.be.instanceOf(Failure);
    return error as Failure;
  }

  const people = async (from: Store) =>
    (await from.query("MATCH (p:Person) RETURN p.id AS id ORDER BY id", {}, LIMITS)).rows.map(([id]) => id);

  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    "the folder is removed": () => rm(dataDir, { recursive: true }),
    "the folder is renamed": () => rename(dataDir, `${dataDir}2`),
    "an empty folder takes its place": async () => {
      await rename(dataDir, `${dataDir}2`);
      await mkdir(dataDir);
    },
    "a copy takes its place": async () => {
      await rename(dataDir, `${dataDir}2`);
      await cp(`${dataDir}2`, dataDir, { recursive: true });
    },
    "a file takes its place": async () => {
      await rename(dataDir, `${dataDir}2`);
      await writeFile(dataDir, "");
    },
    "the journal is removed": () => rm(journal()),
    "the journal is renamed": () => rename(journal(), `${journal()}.old`),
    "another journal takes its place": async () => {
      await cp(journal(), `${journal()}.copy`);
      await rename(`${journal()}.copy`, journal());
    },
    "the journal is emptied": () => truncate(journal(), 0),
    "the end of the journal is cut off": () => truncate(journal(), 300),
    "something else writes to the journal": () => appendFile(journal(), "x"),
    "the lock is removed": () => rm(join(dataDir, "lock")),
    "another process takes the lock": async () => {
      await writeFile(join(dataDir, "new"), "1 1\n");
      await rename(join(dataDir, "new"), join(dataDir, "lock"));
    },
  };

  for (const [what, change] of Object.entries(changes)) {
    it(`is noticed by check and by the next write when ${what}`, async () => {
      expect(await store.check()).to.deep.equal({ ready: true, reason: null });
      await change();
      const state = await store.check();
      expect(state.ready).to.equal(false);
      expect(state.reason).to.match(/^(graph\.journal|lock) (in|is no longer in) DATA_DIR/);
      expect(state.reason).to.contain("Stop the app, put DATA_DIR back as it was, and start the app again");
      expect(state.reason).to.not.contain(parent);
      for (const id of ["after", "before"]) {
        const failure = await failureOf(store.write([person(id)]));
        expect(failure.code).to.equal("store/damaged");
        expect(failure.remedy).to.contain("put DATA_DIR back");
        expect(failure.message).to.not.contain(parent);
      }
      // What was acknowledged is still answered from memory, and nothing that was refused.
      expect(await store.read("read/labels", { stories: ["s"] })).to.have.length.greaterThan(0);
    });
  }

  it("takes writes again when the very same files are back", async () => {
    await rename(dataDir, `${dataDir}2`);
    expect(await codeOf(store.write([person("refused")]))).to.equal("store/damaged");
    await rename(`${dataDir}2`, dataDir);
    expect(await store.check()).to.deep.equal({ ready: true, reason: null });
    await store.write([person("after")]);
    await store.close();
    store = await openStore({ neo4j: null, dataDir }, log);
    expect(await people(store)).to.deep.equal(["after", "before"]);
  });

  it("holds all that was acknowledged when it is put back and the store is opened again", async () => {
    await rename(dataDir, `${dataDir}2`);
    await mkdir(dataDir);
    expect(await codeOf(store.write([person("refused")]))).to.equal("store/damaged");
    await store.close();
    // Closing leaves nothing in a folder that is not its own.
    expect(await readdir(dataDir)).to.deep.equal([]);
    await rm(dataDir, { recursive: true });
    await rename(`${dataDir}2`, dataDir);
    // A lock that went away with the folder names a process that has ended, but for this test's.
    await rm(join(dataDir, "lock"));
    store = await openStore({ neo4j: null, dataDir }, log);
    expect(await people(store)).to.deep.equal(["before"]);
  });

  it("opens no query replica from another folder, and says why", async () => {
    await rename(dataDir, `${dataDir}2`);
    const other = await openStore({ neo4j: null, dataDir }, log);
    await other.write([person("other")]);
    await other.close();
    const failure = await failureOf(people(store));
    expect([failure.code, failure.message]).to.deep.equal([
      "store/damaged",
      "DATA_DIR no longer holds what this process wrote: it was replaced or changed",
    ]);
  });

  it("is not folded into a snapshot, nor is its lock removed, when it is another's by then", async () => {
    const text = "x".repeat(1_000_000);
    for (let number = 0; number < 9; number += 1) {
      const id = `large${number}`;
      const properties = { story: "s", id, name: id, description: text };
      await store.write([
        {
          name: "write/merge-entities",
          parameters: { story: "s", rows: [{ id, label: "Person", otherLabels: [], properties }] },
        },
      ]);
    }
    await rename(dataDir, `${dataDir}2`);
    const other = await openStore({ neo4j: null, dataDir }, log);
    await other.write([person("other")]);
    await store.close();
    expect((await readdir(dataDir)).toSorted()).to.deep.equal(["graph.journal", "lock"]);
    expect(await other.check()).to.deep.equal({ ready: true, reason: null });
    await other.write([person("more")]);
    await other.close();
  });
});
