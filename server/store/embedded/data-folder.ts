import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { openSnapshot } from "../../../engine/graph/snapshot.ts";
import { openJournal, type OpenedJournal } from "./journal.ts";
import { readLine, writeLine } from "./journal-line.ts";
import { readJournal, type Head } from "./journal-reader.ts";

/*
 * A data folder holds `graph.journal`, the commits as they came, and after a while `graph.snapshot`, the graph as it was
 * at some commit. Opening reads the snapshot and then those commits of the journal that came after it; so a process that
 * ends between the writing of a snapshot and the beginning of a new journal loses nothing and doubles nothing.
 */
const JOURNAL = "graph.journal";
const SNAPSHOT = "graph.snapshot";

/** A journal larger than this is folded into a snapshot when the folder is opened or closed. */
const FOLD_BYTES = 8 << 20;

export interface OpenedFolder extends OpenedJournal {
  readonly graph: Graph;
}

/** Opens a folder to write to it. @throws Failure store/damaged */
export function openFolder(folder: string): OpenedFolder {
  const { graph, head } = readSnapshot(folder);
  const path = join(folder, JOURNAL);
  const opened = openJournal({ path, head, visit: applier(graph, head.commits) });
  if (!foldWhenLarge(folder, { ...opened, graph })) return { ...opened, graph };
  const { id, commits } = opened.journal;
  opened.journal.close();
  const anew = openJournal({ path, head: { id, commits }, visit: () => undefined });
  return { journal: anew.journal, cut: opened.cut, graph };
}

/** The graph of a folder that another thread writes to, and the commit it is at. */
export function readFolder(folder: string): { readonly graph: Graph; readonly commits: number } {
  const { graph, head } = readSnapshot(folder);
  const file = openSync(join(folder, JOURNAL), "r");
  try {
    const { commits } = readJournal(file, "The journal", applier(graph, head.commits));
    return { graph, commits: Math.max(commits, head.commits) };
  } finally {
    closeSync(file);
  }
}

/** Folds a journal that has grown into a snapshot; false when there was no need, or no room: the journal holds it all. */
export function foldWhenLarge(folder: string, { graph, journal }: Pick<OpenedFolder, "graph" | "journal">): boolean {
  if (journal.bytes <= FOLD_BYTES) return false;
  try {
    fold(folder, graph, { id: journal.id, commits: journal.commits });
    return true;
  } catch {
    rmSync(join(folder, `${SNAPSHOT}.part`), { force: true });
    return false;
  }
}

function applier(graph: Graph, after: number): Parameters<typeof readJournal>[2] {
  return (commit, changes) => {
    if (commit > after) graph.apply(changes);
  };
}

function readSnapshot(folder: string): { graph: Graph; head: Head } {
  const path = join(folder, SNAPSHOT);
  if (!existsSync(path)) return { graph: createGraph(), head: { id: randomUUID(), commits: 0 } };
  const bytes = readFileSync(path);
  const end = bytes.indexOf(10);
  const head = end === -1 ? undefined : readLine(bytes.subarray(0, end));
  try {
    if (head === undefined) throw new TypeError("its head is not whole");
    return { graph: openSnapshot([bytes.subarray(end + 1)]), head: head as Head };
  } catch (cause) {
    throw new Failure("store/damaged", "The snapshot is damaged", {
      cause,
      remedy: "Put back a copy of DATA_DIR, or load the stories anew into an empty one",
    });
  }
}

/** Writes the snapshot beside the old one, lets it take its place, and only then lets the journal go. */
function fold(folder: string, graph: Graph, head: Head): void {
  const path = join(folder, SNAPSHOT);
  writeWhole(`${path}.part`, [writeLine(head), ...graph.snapshot()]);
  renameSync(`${path}.part`, path);
  syncFolder(path);
  rmSync(join(folder, JOURNAL));
  syncFolder(path);
}

function writeWhole(path: string, chunks: Iterable<Uint8Array>): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (const chunk of chunks) for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}
