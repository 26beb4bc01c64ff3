import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { makeServices } from "../../server/services/services.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openStore } from "../../server/store/open-store.ts";
import { generatedStory, type GeneratedOptions } from "./generated-story.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

type Settings = Readonly<Record<string, string>>;

const ROOT = resolve(import.meta.dirname, "../..");
const STORY = "generated";
const LIMITS = { maxRows: 10, timeoutMillis: 30_000 };
const log = pino({ level: "silent" });

/** When to end the loader: so many milliseconds after it told a batch of the last ones. */
interface Kill {
  readonly batchesLeft: number;
  readonly millis: number;
}

/** Runs the loader as a process of its own; with `kill` it is ended hard. Answers whether it was. */
async function load(settings: Settings, file: string, kill?: Kill): Promise<{ out: string; killed: boolean }> {
  const child = spawn(process.execPath, ["dist/server/main.js", "load", file], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    for (const [, done, total] of chunk.matchAll(/batch (\d+) of (\d+)/g))
      if (kill !== undefined && Number(total) - Number(done) <= kill.batchesLeft)
        setTimeout(() => child.kill("SIGKILL"), kill.millis);
  });
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { out: out.trim(), killed: signal === "SIGKILL" };
}

interface Seen {
  /** null: nobody sees the story. */
  readonly hash: string | null;
  readonly nodes: unknown;
  readonly audit: readonly string[];
}

/** What a reader sees of the story, and what the store holds in all. */
async function seen(settings: Settings): Promise<Seen> {
  const { NEO4J_URI: uri, NEO4J_PASSWORD: password = "", DATA_DIR: dataDir = "" } = settings;
  const neo4j = uri === undefined ? null : { uri, user: "neo4j", password, database: "neo4j" };
  const store = await openStore({ neo4j, dataDir }, log);
  try {
    const { browse } = makeServices(store, log);
    const isThere = (await browse.stories("owner")).stories.some(({ id }) => id === STORY);
    const answer = isThere ? JSON.stringify(await browse.story("owner", STORY)) : null;
    const audit: string[] = [];
    // Those that cut every quote out of its text take minutes on one text of thousands of sentences.
    for (const { name, words, statement } of queryFiles("audit"))
      if (isThere && !name.endsWith("-differs") && (await store.query(statement, {}, LIMITS)).rows.length > 0)
        audit.push(words);
    const { rows } = await store.query("MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS joints", {}, LIMITS);
    return { hash: answer && createHash("sha256").update(answer).digest("hex"), nodes: rows[0], audit };
  } finally {
    await store.close();
  }
}

describe("a load that is killed", function () {
  this.timeout(600_000);
  let folder: string;
  const write = (name: string, options: Omit<GeneratedOptions, "id">): string => {
    const { story, articles } = generatedStory({ id: STORY, ...options });
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "story.json"), story);
    writeFileSync(join(folder, name, "a.txt"), articles["a.txt"]);
    return join(folder, name, "story.json");
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-killed-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Kills a load over a story at each of these moments: what is there then is the old one or the new one, whole. */
  async function killOverOld(settings: Settings, files: readonly [string, string], kills: readonly Kill[]) {
    await load(settings, files[0]);
    const old = await seen(settings);
    await load(settings, files[1]);
    const now = await seen(settings);
    expect(old.hash).to.not.equal(now.hash);
    expect([old.audit, now.audit]).to.deep.equal([[], []]);
    for (const kill of kills) {
      await load(settings, files[0]);
      expect(await seen(settings)).to.deep.equal(old);
      await load(settings, files[1], kill);
      const after = await seen(settings);
      expect(after, JSON.stringify(kill)).to.deep.equal(after.hash === old.hash ? old : now);
    }
  }

  /** Kills the first load of a large story: nobody sees a part of it, and the next load makes it whole. */
  async function killFirst(settings: Settings, file: string, kills: readonly Kill[]) {
    for (const kill of kills) {
      expect((await load(settings, file, kill)).killed).to.equal(true);
      expect((await seen(settings)).hash, JSON.stringify(kill)).to.equal(null);
    }
    const { out } = await load(settings, file);
    expect(out).to.match(/loaded \d+ nodes, \d+ relations; 0 refused/);
    const whole = await seen(settings);
    expect(whole.audit).to.deep.equal([]);
    expect((await load(settings, file)).out).to.match(/\(nothing changes\)$/);
    expect(await seen(settings)).to.deep.equal(whole);
  }

  // npm run test:durability takes its time: more moments, and a story of 5,000 relations.
  const isLong = process.env["WIREGRAPH_KILLS"] !== undefined;
  const size = isLong ? { people: 500, relations: 5_000 } : { people: 100, relations: 800 };
  const LATE: readonly Kill[] = (isLong ? [0, 20, 40, 80, 120, 200, 300, 500, 700, 1_000] : [0, 100]).map((millis) => ({
    batchesLeft: 0,
    millis,
  }));
  const FIRST: readonly Kill[] = (isLong ? [38, 20, 1] : [20]).map((batchesLeft) => ({ batchesLeft, millis: 0 }));

  it("leaves in the embedded store the story before or the story after", async () => {
    const dataDir = join(folder, "data");
    const files = [write("e1", { ...size, edition: 1 }), write("e2", { ...size, edition: 2 })] as const;
    await killOverOld({ DATA_DIR: dataDir }, files, LATE);
  });

  it("leaves in the embedded store nothing that is seen of a large story's first load", async () => {
    const file = write("large", { people: 2_000, relations: 7_000, edition: 1 });
    await killFirst({ DATA_DIR: join(folder, "data-large") }, file, FIRST);
  });

  describe("on Neo4j", () => {
    before(skipWithoutNeo4j);

    it("leaves the story before or the story after", async () => {
      const { config, stop } = await emptyNeo4j();
      const files = [write("n1", { ...size, edition: 1 }), write("n2", { ...size, edition: 2 })] as const;
      await killOverOld({ NEO4J_URI: config.uri, NEO4J_PASSWORD: config.password }, files, LATE);
      await stop();
    });

    it("leaves nothing that is seen of a large story's first load", async () => {
      const { config, stop } = await emptyNeo4j();
      const file = write("n-large", { people: 2_000, relations: 7_000, edition: 1 });
      await killFirst({ NEO4J_URI: config.uri, NEO4J_PASSWORD: config.password }, file, FIRST);
      await stop();
    });
  });
});
