import { randomUUID } from "node:crypto";
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import { openDatabase, type Database } from "../../../engine/index.ts";
import type { StoreProgress } from "../store.ts";
import { compactFolder, isCompactionPending } from "./compaction.ts";
import { findFile, onDisk, PUT_BACK } from "./disk-failure.ts";
import { JOURNAL, SNAPSHOT } from "./folder-files.ts";
import { openJournal, type OpenedJournal } from "./journal.ts";
import { readHead, readJournal, type Head } from "./journal-reader.ts";
import { quarantineFile, removePartialFiles, syncFolder } from "./journal-repair.ts";
import { readSnapshotFile, writeSnapshotFile } from "./snapshot-file.ts";

/*
 * A data folder contains `graph.journal`, the commits in order, and after a checkpoint `graph.snapshot`, the graph at
 * one commit. Opening reads the snapshot and replays the journal's later commits. So a crash between the snapshot and
 * the new journal neither loses a commit nor applies one twice.
 */
/** A larger journal is checkpointed into a snapshot when the folder is opened or closed. */
const CHECKPOINT_BYTES = 8 << 20;

export interface OpenedFolder extends OpenedJournal {
  readonly database: Database;
  /** In words, why the journal is large and its checkpoint failed; null otherwise. */
  readonly checkpointProblem: string | null;
}

/** The journal's id and number of commits: a folder with another id or fewer commits is not the same one. */
export interface FolderState {
  readonly id: string;
  readonly commits: number;
}

export interface FolderOptions {
  /** The state this process last saw; null at the first opening. */
  readonly known?: FolderState | null;
  onProgress?(progress: StoreProgress): void;
}

/**
 * Opens a folder for writing.
 * @throws Failure store/damaged when snapshot and journal do not contain the whole graph
 */
export function openFolder(folder: string, { known = null, onProgress }: FolderOptions = {}): OpenedFolder {
  return onDisk(join(folder, JOURNAL), () => {
    removePartialFiles(folder);
    const { database, head, damage } = readSnapshot(folder, onProgress);
    const path = join(folder, JOURNAL);
    const total = Number(findFile(path)?.size ?? 0);
    // A folder that was emptied while the app runs must not become a new, empty database.
    if (known !== null && total === 0 && !isContinuationOf(head, known)) throw folderReplaced();
    const onRead = (done: number) => onProgress?.({ what: "reading the journal", done, total });
    const opened = openJournal({ path, head, visit: applier(database, head.commits), onRead });
    if (known !== null && !isContinuationOf(opened.journal, known)) {
      opened.journal.close();
      throw folderReplaced();
    }
    const cut =
      [damage === null ? null : `${damage}; it is kept as ${quarantineFile(join(folder, SNAPSHOT))}`, opened.cut]
        .filter((words) => words !== null)
        .join("; ") || null;
    if (isCompactionPending(folder))
      return { ...finishCompaction(folder, { ...opened, database }, onProgress), cut, database };
    const { isWritten, problem } = checkpointWhenLarge(folder, { ...opened, database }, onProgress);
    if (!isWritten) return { ...opened, cut, database, checkpointProblem: problem };
    const { id, commits } = opened.journal;
    opened.journal.close();
    const reopened = openJournal({ path, head: { id, commits }, visit: () => undefined });
    return { journal: reopened.journal, cut, database, checkpointProblem: null };
  });
}

/**
 * Reads the graph of a folder that another thread writes to, up to a known commit: a later one may still be rolled
 * back.
 * @throws Failure store/damaged when the folder does not contain that commit
 */
export function readFolder(
  folder: string,
  known: FolderState | null = null,
): { readonly database: Database; readonly commits: number } {
  const path = join(folder, JOURNAL);
  return onDisk(path, () => {
    const { database, head } = readSnapshot(folder);
    const file = openSync(path, "r");
    try {
      const apply = applier(database, head.commits);
      const last = known?.commits ?? Number.POSITIVE_INFINITY;
      const read = readJournal(file, head.commits, (commit, changes) => commit <= last && apply(commit, changes));
      const commits = Math.max(read.commits, head.commits);
      if (known !== null && (read.head?.id !== known.id || commits < last || head.commits > last))
        throw folderReplaced();
      return { database, commits: Math.min(commits, last) };
    } finally {
      closeSync(file);
    }
  });
}

/** Finishes a pending compaction; if that fails, the journal stays in use and the compaction stays pending. */
function finishCompaction(
  folder: string,
  opened: Pick<OpenedFolder, "database" | "journal">,
  onProgress: FolderOptions["onProgress"],
): Pick<OpenedFolder, "journal" | "checkpointProblem"> {
  try {
    return { journal: compactFolder(folder, opened, onProgress).journal, checkpointProblem: null };
  } catch (error) {
    return { journal: opened.journal, checkpointProblem: error instanceof Failure ? error.message : String(error) };
  }
}

function isContinuationOf({ id, commits }: FolderState, known: FolderState): boolean {
  return id === known.id && commits >= known.commits;
}

function folderReplaced(): Failure {
  return new Failure("store/damaged", "DATA_DIR no longer holds what this process wrote: it was replaced or changed", {
    remedy: PUT_BACK,
  });
}

export interface Checkpoint {
  readonly isWritten: boolean;
  /** In words, why the checkpoint failed: the journal still holds every commit. */
  readonly problem: string | null;
}

/** Writes a snapshot and deletes the journal, if the journal is large. */
export function checkpointWhenLarge(
  folder: string,
  { database, journal }: Pick<OpenedFolder, "database" | "journal">,
  onProgress?: (progress: StoreProgress) => void,
): Checkpoint {
  if (journal.bytes <= CHECKPOINT_BYTES) return { isWritten: false, problem: null };
  const path = join(folder, JOURNAL);
  try {
    // A different journal at this path belongs to another graph and must not be deleted.
    journal.verify();
    const onWritten = (done: number) => onProgress?.({ what: "writing the snapshot", done, total: null });
    const head = { id: journal.id, commits: journal.commits };
    onDisk(join(folder, SNAPSHOT), () => writeSnapshotFile(join(folder, SNAPSHOT), { database, head }, onWritten));
    journal.verify();
    onDisk(path, () => rmSync(path));
  } catch (error) {
    return { isWritten: false, problem: error instanceof Failure ? error.message : String(error) };
  }
  syncFolder(folder);
  return { isWritten: true, problem: null };
}

function applier(database: Database, after: number): Parameters<typeof readJournal>[2] {
  return (commit, changes) => {
    if (commit > after) database.apply(changes);
  };
}

interface ReadSnapshot {
  readonly database: Database;
  readonly head: Head;
  /** In words, why the snapshot is unreadable, when the journal starts at the first commit. */
  readonly damage: string | null;
}

/** @throws Failure store/damaged */
function readSnapshot(folder: string, onProgress?: (progress: StoreProgress) => void): ReadSnapshot {
  const nothing = (damage: string | null) => ({
    database: openDatabase(),
    head: { id: randomUUID(), commits: 0 },
    damage,
  });
  try {
    const onRead = (done: number, total: number) => onProgress?.({ what: "reading the snapshot", done, total });
    const snapshot = readSnapshotFile(join(folder, SNAPSHOT), onRead);
    return snapshot === null ? nothing(null) : { ...snapshot, damage: null };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (isCompleteJournal(join(folder, JOURNAL)))
      return nothing("the snapshot is damaged, and the journal tells all of it");
    throw new Failure("store/damaged", "The snapshot is damaged, and the journal does not go back to the beginning", {
      cause,
      remedy: "Put back a copy of DATA_DIR, or load the stories anew into an empty one",
    });
  }
}

/** Whether a journal starts at the first commit: true until the first checkpoint. */
function isCompleteJournal(path: string): boolean {
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
