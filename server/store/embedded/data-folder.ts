import { randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import { openSnapshot } from "../../../engine/graph/snapshot.ts";
import { writeSnapshot } from "../../../engine/graph/snapshot-writer.ts";
import { openJournal, type OpenedJournal } from "./journal.ts";
import { readLine, writeLine } from "./journal-line.ts";
import { readHead, readJournal, type Head } from "./journal-reader.ts";
import { putAside, syncFolder, writeWhole } from "./journal-repair.ts";

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

/**
 * Opens a folder to write to it.
 * @throws Failure store/damaged when neither snapshot nor journal tells the whole graph
 */
export function openFolder(folder: string): OpenedFolder {
  const { graph, head, damage } = readSnapshot(folder);
  const path = join(folder, JOURNAL);
  const opened = openJournal({ path, head, visit: applier(graph, head.commits) });
  const cut =
    [damage === null ? null : `${damage}; it is kept as ${putAside(join(folder, SNAPSHOT))}`, opened.cut]
      .filter((words) => words !== null)
      .join("; ") || null;
  if (!foldWhenLarge(folder, { ...opened, graph })) return { ...opened, cut, graph };
  const { id, commits } = opened.journal;
  opened.journal.close();
  const anew = openJournal({ path, head: { id, commits }, visit: () => undefined });
  return { journal: anew.journal, cut, graph };
}

/** The graph of a folder that another thread writes to, and the commit it is at. */
export function readFolder(folder: string): { readonly graph: Graph; readonly commits: number } {
  const { graph, head } = readSnapshot(folder);
  const file = openSync(join(folder, JOURNAL), "r");
  try {
    const { commits } = readJournal(file, head.commits, applier(graph, head.commits));
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
    return false;
  }
}

function applier(graph: Graph, after: number): Parameters<typeof readJournal>[2] {
  return (commit, changes) => {
    if (commit > after) graph.apply(changes);
  };
}

interface ReadSnapshot {
  readonly graph: Graph;
  readonly head: Head;
  /** In words, when it cannot be read and the journal tells everything from the beginning. */
  readonly damage: string | null;
}

/** @throws Failure store/damaged */
function readSnapshot(folder: string): ReadSnapshot {
  const path = join(folder, SNAPSHOT);
  const nothing = (damage: string | null) => ({ graph: createGraph(), head: { id: randomUUID(), commits: 0 }, damage });
  if (!existsSync(path)) return nothing(null);
  const bytes = readFileSync(path);
  const end = bytes.indexOf(10);
  const head = end === -1 ? undefined : readLine(bytes.subarray(0, end));
  try {
    if (head === undefined) throw new TypeError("its head is not whole");
    return { graph: openSnapshot([bytes.subarray(end + 1)]), head: head as Head, damage: null };
  } catch (cause) {
    if (tellsEverything(join(folder, JOURNAL)))
      return nothing("the snapshot is damaged, and the journal tells all of it");
    throw new Failure("store/damaged", "The snapshot is damaged, and the journal does not go back to the beginning", {
      cause,
      remedy: "Put back a copy of DATA_DIR, or load the stories anew into an empty one",
    });
  }
}

/** Whether a journal begins with the first commit there ever was: so it is until a snapshot has taken its place. */
function tellsEverything(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, "r");
  try {
    return readHead(file)?.commits === 0;
  } finally {
    closeSync(file);
  }
}

/** Writes the snapshot beside the old one, lets it take its place, and only then lets the journal go. */
function fold(folder: string, graph: Graph, head: Head): void {
  writeWhole(join(folder, SNAPSHOT), chain(writeLine(head), writeSnapshot(graph)));
  rmSync(join(folder, JOURNAL));
  syncFolder(folder);
}

function* chain(first: Uint8Array, rest: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield first;
  yield* rest;
}
