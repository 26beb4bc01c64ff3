import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import pino from "pino";
import type { StoryAnswer } from "../../contract/browse.ts";
import { makeServices } from "../../server/services/services.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openStore } from "../../server/store/open-store.ts";
import { generatedStory, type GeneratedOptions } from "./generated-story.ts";
import { builtProgram } from "../built-program.ts";
import { bytesOfWords } from "./erased-bytes.ts";
import type { LoaderTask, Work } from "./killed-loader.ts";
import { emptyNeo4j, expireLocks, skipWithoutNeo4j } from "./real-neo4j.ts";

type Place = LoaderTask["store"];
type KillAt = LoaderTask["killAt"];
type Change = Work["kind"];

const ROOT = resolve(import.meta.dirname, "../..");
const STORY = "generated";
const LIMITS = { maxRows: 10, timeoutMillis: 30_000 };
const log = pino({ level: "silent" });

// npm run test:durability takes its time: a kill at every write, and a story of 5,000 relations.
const isLong = process.env["WIREGRAPH_KILLS"] !== undefined;
/** Milliseconds between a write and the kill, in turn. */
const DELAYS = isLong ? [0, 5, 30] : [0, 15];
const SIZE = isLong ? { people: 500, relations: 5_000 } : { people: 60, relations: 300 };

/** A change of a story in a process of its own. Answers how many writes it has sent; null when it was killed. */
async function run(loader: string, task: LoaderTask): Promise<number | null> {
  const child = spawn(process.execPath, [loader, JSON.stringify(task)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  if (signal === "SIGKILL") return null;
  const writes = /^done in (\d+) writes$/m.exec(out)?.[1];
  expect(writes, out).to.be.a("string");
  return Number(writes);
}

interface Seen {
  /** null: nobody sees the story. */
  readonly hash: string | null;
  /** Of everything that a query over labels finds. */
  readonly counts: unknown;
}

interface Found {
  /** What stands in the store behind the kill, and again when what was left is deleted. */
  readonly seen: Seen;
  readonly swept: Seen;
  /** All nodes and relationships, of whatever label, then. */
  readonly all: unknown;
}

/** A story but for when its texts were read. */
function told({ version, graph }: StoryAnswer): string {
  const number = version.split(".")[1] ?? "1";
  return JSON.stringify({ number, graph }, (name, value: unknown) => (name === "readAt" ? undefined : value));
}

/** What readers see of the story; then deletes what the load has left, as the next start does, and looks again. */
async function look(place: Place): Promise<Found> {
  const store = await openStore(place, log);
  try {
    const { browse, load } = makeServices(store, log);
    const rowsOf = async (statement: string) => (await store.query(statement, {}, LIMITS)).rows;
    const seen = async (): Promise<Seen> => {
      const isThere = (await browse.stories("owner")).stories.some(({ id }) => id === STORY);
      const answer = isThere ? told(await browse.story("owner", STORY)) : null;
      return {
        hash: answer && createHash("sha256").update(answer).digest("hex"),
        counts: await rowsOf(
          "MATCH (n:Entity|Article|Question|Story) RETURN count(n), COUNT { (:Entity|Article)-->() } AS joints",
        ),
      };
    };
    // On Neo4j this waits for what was on its way when the loader ended.
    if (place.neo4j !== null) await expireLocks(place.neo4j);
    const before = await seen();
    await load.sweep();
    const all = await rowsOf("MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS joints");
    return { seen: before, swept: await seen(), all };
  } finally {
    await store.close();
  }
}

/** What the audits say of a place. What is as before a kill, or as after the change, need not be asked again. */
async function audit(place: Place): Promise<string[]> {
  const store = await openStore(place, log);
  const faults: string[] = [];
  // Those that cut every quote out of its text take minutes on one text of thousands of sentences.
  for (const { name, words, statement } of queryFiles("audit"))
    if (!name.endsWith("-differs") && (await store.query(statement, {}, LIMITS)).rows.length > 0) faults.push(words);
  await store.close();
  return faults;
}

/** Some of the writes from 1 to the last; all of them where there is time. */
function someOf(writes: number, some: readonly number[]): number[] {
  const every = Array.from({ length: writes }, (_, index) => index + 1);
  return isLong ? every : every.filter((write) => some.includes(write) || some.includes(write - writes));
}

describe("a change of a story that is killed", function () {
  this.timeout(isLong ? 3_600_000 : 600_000);
  let folder: string;
  let loader: string;
  let files: Readonly<Record<GeneratedOptions["edition"], string>>;
  before(async () => {
    loader = await builtProgram("test/store/killed-loader.ts");
    folder = mkdtempSync(join(tmpdir(), "wiregraph-killed-"));
    const write = (edition: GeneratedOptions["edition"]) => {
      const file = join(folder, `edition-${edition}.json`);
      writeFileSync(file, JSON.stringify(generatedStory({ id: STORY, ...SIZE, edition })));
      return file;
    };
    files = { 1: write(1), 2: write(2) };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Kills a change of a story at each of these writes: what is there then is the old or the new, whole. */
  async function killAt(
    place: Place,
    change: { readonly from: 1 | null; readonly to: Change; readonly stagedAbove: number },
    some: readonly number[],
  ): Promise<void> {
    const work = workOf(change.to);
    const task = (killed: KillAt = null): LoaderTask => ({
      store: place,
      work,
      story: STORY,
      stagedAbove: change.stagedAbove,
      killAt: killed,
    });
    const begin = async () => {
      const store = await openStore(place, log);
      const { load } = makeServices(store, log);
      // A story that is loaded over another has one change more, which its version tells.
      if ((await store.read("read/story", { story: STORY })).length > 0) await load.unload(STORY);
      if (change.from !== null) await load.load({ kind: "request", body: readFileSync(files[change.from]) });
      await store.close();
    };
    await begin();
    const old = await look(place);
    expect(await audit(place)).to.deep.equal([]);
    const writes = await run(loader, task());
    const now = await look(place);
    expect(await audit(place)).to.deep.equal([]);
    expect(old.seen.hash).to.not.equal(now.seen.hash);
    for (const found of [old, now]) expect(found.swept).to.deep.equal(found.seen);
    let last = now;
    for (const [index, write] of someOf(writes ?? 0, some).entries()) {
      const millis = DELAYS[index % DELAYS.length] ?? 0;
      // Most kills leave what was there, and that was looked at: it need not be made again.
      if (last !== old) {
        await begin();
        if (isLong) expect(await look(place)).to.deep.equal(old);
      }
      await run(loader, task({ write, millis }));
      const found = await look(place);
      const wanted = found.swept.hash === old.seen.hash ? old : now;
      last = wanted;
      const at = `killed ${millis} ms behind write ${write} of ${writes}`;
      // Of a new story raw Cypher over labels sees what is there already; of one that is replaced it must not.
      if (change.from === null) expect({ ...found, seen: found.swept }, at).to.deep.equal(wanted);
      else expect(found, at).to.deep.equal(wanted);
      if (change.from === null) expect(found.seen.hash, at).to.equal(wanted.seen.hash);
      if (work.kind === "erasure" && place.neo4j === null)
        expect(bytesOfWords(place.dataDir, work.words).length === 0, at).to.equal(wanted === now);
    }
  }

  function workOf(change: Change): Work {
    switch (change) {
      case "load":
        return { kind: "load", file: files[2] };
      case "unload":
        return { kind: "unload" };
      case "correction": {
        const [text = ""] = Object.values(generatedStory({ id: STORY, ...SIZE, edition: 1 }).articles);
        const file = join(folder, "corrected.txt");
        writeFileSync(file, `Updated on Sunday. ${text.slice(text.indexOf(". ") + 2)}`);
        return { kind: "correction", article: "a", file };
      }
      case "erasure":
        return { kind: "erasure", words: "Person 5" };
    }
  }

  function kills(placeOf: () => Promise<{ readonly place: Place; readonly stop: () => Promise<void> }>): void {
    const cases = [
      ["leaves the story before or the story after", { from: 1, to: "load", stagedAbove: 20_000 }, [0]],
      [
        "of a story that is staged leaves the one before or the one after",
        { from: 1, to: "load", stagedAbove: 100 },
        [5, -3],
      ],
      ["leaves nothing of a large new story", { from: null, to: "load", stagedAbove: 100 }, [-1]],
      ["that removes a large story leaves it, or nothing of it", { from: 1, to: "unload", stagedAbove: 100 }, [-2]],
      [
        "that corrects an article leaves its old text or its new one",
        { from: 1, to: "correction", stagedAbove: 20_000 },
        [0, -1],
      ],
      [
        "that erases words leaves them or nothing of them",
        { from: 1, to: "erasure", stagedAbove: 20_000 },
        [1, -4, -3, -2, -1, 0],
      ],
    ] as const;
    for (const [says, change, some] of cases)
      it(says, async () => {
        const { place, stop } = await placeOf();
        await killAt(place, change, some);
        await stop();
      });
  }

  describe("in the embedded store", () => {
    kills(async () => {
      const dataDir = mkdtempSync(join(folder, "data-"));
      return { place: { neo4j: null, dataDir }, stop: async () => rmSync(dataDir, { recursive: true }) };
    });
  });

  describe("on Neo4j", () => {
    before(skipWithoutNeo4j);
    kills(async () => {
      const { config, stop } = await emptyNeo4j();
      return { place: { neo4j: config, dataDir: "" }, stop };
    });
  });
});
