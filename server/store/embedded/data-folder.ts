import { randomUUID } from "node:crypto";
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import type { Graph } from "../../../engine/graph/graph.ts";
import { createGraph } from "../../../engine/graph/property-graph.ts";
import type { StoreProgress } from "../store.ts";
import { compactFolder, isCompactionOwed } from "./compaction.ts";
import { findFile, onDisk, PUT_BACK } from "./disk-failure.ts";
import { JOURNAL, SNAPSHOT } from "./folder-files.ts";
import { openJournal, type OpenedJournal } from "./journal.ts";
import { readHead, readJournal, type Head } from "./journal-reader.ts";
import { putAside, removeParts, syncFolder } from "./journal-repair.ts";
import { readSnapshotFile, writeSnapshotFile } from "./snapshot-file.ts";

/*
 * A data folder holds `graph.journal`, the commits as they came, and after a while `graph.snapshot`, the graph as it was
 * at some commit. Opening reads the snapshot and then those commits of the journal that came after it; so a process that
 * ends between the writing of a snapshot and the beginning of a new journal loses nothing and doubles nothing.
 */
/** A journal larger than this is folded into a snapshot when the folder is opened or closed. */
const FOLD_BYTES = 8 << 20;

export interface OpenedFolder extends OpenedJournal {
  readonly graph: Graph;
  /** In words, when the journal is large and no snapshot could be written of it. */
  readonly unfolded: string | null;
}

/** What a folder is known to hold: one that holds less, or another graph, is not the one. */
export interface FolderState {
  readonly id: string;
  readonly commits: number;
}

export interface FolderOptions {
  /** What this process has seen in the folder before; null at its first opening. */
  readonly known?: FolderState | null;
  onProgress?(progress: StoreProgress): void;
}

/**
 * Opens a folder to write to it.
 * @throws Failure store/damaged when neither snapshot nor journal tells the whole graph
 */
export function openFolder(folder: string, { known = null, onProgress }: FolderOptions = {}): OpenedFolder {
  return onDisk(join(folder, JOURNAL), () => {
    removeParts(folder);
    const { graph, head, damage } = readSnapshot(folder, onProgress);
    const path = join(folder, JOURNAL);
    const total = Number(findFile(path)?.size ?? 0);
    // A folder that was emptied under the app must not be begun anew as if it had always been empty.
    if (known !== null && total === 0 && !holds(head, known)) throw emptied();
    const onRead = (done: number) => onProgress?.({ what: "reading the journal", done, total });
    const opened = openJournal({ path, head, visit: applier(graph, head.commits), onRead });
    if (known !== null && !holds(opened.journal, known)) {
      opened.journal.close();
      throw emptied();
    }
    const cut =
      [damage === null ? null : `${damage}; it is kept as ${putAside(join(folder, SNAPSHOT))}`, opened.cut]
        .filter((words) => words !== null)
        .join("; ") || null;
    if (isCompactionOwed(folder)) return { ...compactedAtLast(folder, { ...opened, graph }, onProgress), cut, graph };
    const { isFolded, problem } = foldWhenLarge(folder, { ...opened, graph }, onProgress);
    if (!isFolded) return { ...opened, cut, graph, unfolded: problem };
    const { id, commits } = opened.journal;
    opened.journal.close();
    const anew = openJournal({ path, head: { id, commits }, visit: () => undefined });
    return { journal: anew.journal, cut, graph, unfolded: null };
  });
}

/**
 * The graph of a folder that another thread writes to, at the commit that is known: a later one may still be taken back.
 * @throws Failure store/damaged when the folder does not hold it
 */
export function readFolder(
  folder: string,
  known: FolderState | null = null,
): { readonly graph: Graph; readonly commits: number } {
  const path = join(folder, JOURNAL);
  return onDisk(path, () => {
    const { graph, head } = readSnapshot(folder);
    const file = openSync(path, "r");
    try {
      const apply = applier(graph, head.commits);
      const last = known?.commits ?? Number.POSITIVE_INFINITY;
      const read = readJournal(file, head.commits, (commit, changes) => commit <= last && apply(commit, changes));
      const commits = Math.max(read.commits, head.commits);
      if (known !== null && (read.head?.id !== known.id || commits < last || head.commits > last)) throw emptied();
      return { graph, commits: Math.min(commits, last) };
    } finally {
      closeSync(file);
    }
  });
}

/** Finishes what an erasure has left to do; where that fails, the journal goes on and it is still owed. */
function compactedAtLast(
  folder: string,
  opened: Pick<OpenedFolder, "graph" | "journal">,
  onProgress: FolderOptions["onProgress"],
): Pick<OpenedFolder, "journal" | "unfolded"> {
  try {
    return { journal: compactFolder(folder, opened, onProgress).journal, unfolded: null };
  } catch (error) {
    return { journal: opened.journal, unfolded: error instanceof Failure ? error.message : String(error) };
  }
}

function holds({ id, commits }: FolderState, known: FolderState): boolean {
  return id === known.id && commits >= known.commits;
}

function emptied(): Failure {
  return new Failure("store/damaged", "DATA_DIR no longer holds what this process wrote: it was replaced or changed", {
    remedy: PUT_BACK,
  });
}

export interface Folding {
  readonly isFolded: boolean;
  /** In words, when it was needed and could not be done: the journal still holds all of it. */
  readonly problem: string | null;
}

/** Folds a journal that has grown into a snapshot. */
export function foldWhenLarge(
  folder: string,
  { graph, journal }: Pick<OpenedFolder, "graph" | "journal">,
  onProgress?: (progress: StoreProgress) => void,
): Folding {
  if (journal.bytes <= FOLD_BYTES) return { isFolded: false, problem: null };
  const path = join(folder, JOURNAL);
  try {
    // Another journal at this path is another graph's: it must not be let go.
    journal.verify();
    const onWritten = (done: number) => onProgress?.({ what: "writing the snapshot", done, total: null });
    const head = { id: journal.id, commits: journal.commits };
    onDisk(join(folder, SNAPSHOT), () => writeSnapshotFile(join(folder, SNAPSHOT), { graph, head }, onWritten));
    journal.verify();
    onDisk(path, () => rmSync(path));
  } catch (error) {
    return { isFolded: false, problem: error instanceof Failure ? error.message : String(error) };
  }
  syncFolder(folder);
  return { isFolded: true, problem: null };
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
function readSnapshot(folder: string, onProgress?: (progress: StoreProgress) => void): ReadSnapshot {
  const nothing = (damage: string | null) => ({ graph: createGraph(), head: { id: randomUUID(), commits: 0 }, damage });
  try {
    const onRead = (done: number, total: number) => onProgress?.({ what: "reading the snapshot", done, total });
    const snapshot = readSnapshotFile(join(folder, SNAPSHOT), onRead);
    return snapshot === null ? nothing(null) : { ...snapshot, damage: null };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
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
  if (findFile(path) === null) return false;
  return onDisk(path, () => {
    const file = openSync(path, "r");
    try {
      return readHead(file)?.commits === 0;
    } finally {
      closeSync(file);
    }
  });
}
