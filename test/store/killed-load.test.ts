import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { makeServices } from "../../server/services/services.ts";
import { openStore } from "../../server/store/open-store.ts";
import { seedGraph } from "../model/seed.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

type Settings = Readonly<Record<string, string>>;

const ROOT = resolve(import.meta.dirname, "../..");
const STORY = "stories/us-strikes-iraq-2020/story.json";
const BATCHES = 6;
const log = pino({ level: "silent" });

/** Runs the loader as a process of its own; with `killAt` it is ended hard when that batch is told. */
async function load(settings: Settings, killAt = Infinity): Promise<{ out: string; killed: boolean }> {
  const child = spawn(process.execPath, ["--import=tsx", "server/main.ts", "load", STORY], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    if (chunk.includes(`batch ${killAt} of ${BATCHES}`)) child.kill("SIGKILL");
  });
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { out: out.trim(), killed: signal === "SIGKILL" };
}

/** Kills a load at each of its batches, loads again, and holds the graph against the file's. */
async function killAndLoadAgain(fresh: () => Promise<{ settings: Settings; done: () => Promise<void> }>) {
  const wanted = seedGraph();
  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let batch = 1; batch < BATCHES; batch += 1) {
    const { settings, done } = await fresh();
    try {
      expect(await load(settings, batch)).to.deep.equal({ out: "", killed: true });
      expect((await load(settings)).out).to.match(/loaded 95 nodes, 200 relations; 0 refused \(\d+ new, 0 changed\)$/);
      expect((await load(settings)).out).to.equal(
        `${STORY}: loaded 95 nodes, 200 relations; 0 refused (nothing changed)`,
      );
      const { NEO4J_URI: uri, NEO4J_PASSWORD: password = "", DATA_DIR: dataDir = "" } = settings;
      const neo4j = uri === undefined ? null : { uri, user: "neo4j", password, database: "neo4j" };
      const store = await openStore({ neo4j, dataDir }, log);
      const { graph } = await makeServices(store, log).browse.story(wanted.story.id);
      await store.close();
      expect({ ...graph, entities: byId(graph.entities), relations: byId(graph.relations) }).to.deep.equal({
        ...wanted,
        entities: byId(wanted.entities),
        relations: byId(wanted.relations),
      });
    } finally {
      await done();
    }
  }
}

describe("a load that is killed, and the load after it", function () {
  this.timeout(180_000);

  it("leave in the embedded store the graph of one load", async () => {
    await killAndLoadAgain(async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-killed-"));
      return { settings: { DATA_DIR: dataDir }, done: () => rm(dataDir, { recursive: true, force: true }) };
    });
  });

  it("leave in Neo4j the graph of one load", async function () {
    await skipWithoutNeo4j.call(this);
    const { config, empty, stop } = await emptyNeo4j();
    const settings = { NEO4J_URI: config.uri, NEO4J_USER: config.user, NEO4J_PASSWORD: config.password };
    try {
      await killAndLoadAgain(async () => ({ settings, done: empty }));
    } finally {
      await stop();
    }
  });
});
