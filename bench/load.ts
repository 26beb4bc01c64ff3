import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../test/free-port.ts";
import { writeLargeStory, type LargeStory } from "./large-story.ts";
import { neo4jRow } from "./load-neo4j.ts";
import type { Row } from "./report.ts";

const ROOT = resolve(import.meta.dirname, "..");
const MOST_BYTES = 1.5e9;
const MOST_JOURNAL = 1.2;
const POLL_MILLIS = 50;
const OPENING_MILLIS = 10 * 60_000;
/** Relations of the large story; it has one entity for every five relations. */
const RELATIONS = Number(process.env["WIREGRAPH_LOAD_RELATIONS"] ?? 500_000);
const NEO4J_RELATIONS = Math.min(RELATIONS, 50_000);

/**
 * Loading a large story: memory of the loader and of the server after it, size of the journal, and the product's load
 * into Neo4j compared with bare statements.
 */
export async function loadRows(isWanted: (figure: string) => boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const embedded = `load ${RELATIONS.toLocaleString("en")} relations, embedded`;
  const neo4j = `load ${NEO4J_RELATIONS.toLocaleString("en")} relations, Neo4j`;
  if (isWanted(embedded))
    rows.push(...(await withStory(RELATIONS, (story, folder) => embeddedRows(embedded, story, folder))));
  if (isWanted(neo4j)) rows.push(await withStory(NEO4J_RELATIONS, (story) => neo4jRow(neo4j, story)));
  return rows;
}

async function withStory<T>(relations: number, work: (story: LargeStory, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "wiregraph-bench-"));
  try {
    process.stderr.write(`Writing a story of ${relations} relations …\n`);
    return await work(
      writeLargeStory(join(folder, "story"), { entities: Math.ceil(relations / 5), relations }),
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function embeddedRows(figure: string, story: LargeStory, folder: string): Promise<Row[]> {
  const dataDir = join(folder, "data");
  process.stderr.write(`${figure} …\n`);
  const loading = measured(["load", story.file], { DATA_DIR: dataDir }, folder);
  const journalBytes = await largest(join(dataDir, "graph.journal"), loading.ended);
  const loaded = await loading.ended;
  if (loaded.code !== 0) throw new Error(`The story could not be loaded: ${loaded.err}`);
  const elements = story.articles + story.entities + story.relations + story.mentions;
  const common = { against: "", ratio: null, neo4j: "" };
  const row = (what: string, bytes: number, note: string): Row => ({
    ...common,
    figure: what,
    ours: `${(bytes / 1e9).toFixed(2)} GB`,
    goal: `≤ ${MOST_BYTES / 1e9} GB`,
    reached: bytes <= MOST_BYTES,
    note,
  });
  const perSecond = Math.round(elements / (loaded.millis / 1_000)).toLocaleString("en");
  const served = await servedPeak(dataDir, folder);
  const share = journalBytes / story.bytes;
  return [
    row(
      `${figure}: peak memory of the loader`,
      loaded.peakBytes,
      `${perSecond} nodes, relations and mentions a second`,
    ),
    row(`${figure}: peak memory of the server, primary and one replica`, served, ""),
    {
      ...common,
      figure: `${figure}: journal`,
      ours: `${Math.round(journalBytes / 1e6)} MB`,
      against: `story file ${Math.round(story.bytes / 1e6)} MB`,
      ratio: share,
      goal: `≤ ${MOST_JOURNAL}`,
      reached: share <= MOST_JOURNAL,
      note: "",
    },
  ];
}

/** The peak memory of a server that has opened the folder and answered a query, in bytes. */
async function servedPeak(dataDir: string, folder: string): Promise<number> {
  const port = await freePort();
  const serving = measured(["start"], { DATA_DIR: dataDir, PORT: String(port) }, folder);
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + OPENING_MILLIS;
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error("The server did not open");
    await new Promise((done) => setTimeout(done, 500));
  }
  const answer = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ statement: "MATCH (e:Entity)-[r]->() RETURN count(r) AS relations" }),
  });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}: ${await answer.text()}`);
  serving.stop();
  return (await serving.ended).peakBytes;
}

interface Ended {
  readonly code: number | null;
  readonly err: string;
  readonly millis: number;
  readonly peakBytes: number;
}

/** Runs the product as a process of its own that reports its peak memory when it ends. */
function measured(args: readonly string[], env: Readonly<Record<string, string>>, folder: string) {
  const peakFile = join(folder, `peak-${args[0]}`);
  const began = performance.now();
  const child = spawn(process.execPath, ["--import=./bench/peak-memory.mjs", "dist/server/main.js", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", WIREGRAPH_PEAK_FILE: peakFile, ...env },
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err = (err + text).slice(-2_000)));
  const ended = once(child, "close").then(([code]): Ended => ({
    code: code as number | null,
    err,
    millis: performance.now() - began,
    peakBytes: Number(readFileSync(peakFile, "utf8")),
  }));
  return { ended, stop: () => void child.kill("SIGTERM") };
}

/**
 * The largest size of a file until a promise settles, in bytes. Sampled, because closing a store folds its journal into
 * a snapshot and removes it.
 */
async function largest(path: string, until: Promise<unknown>): Promise<number> {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  }, POLL_MILLIS);
  await until.catch(() => undefined);
  clearInterval(timer);
  return most;
}
