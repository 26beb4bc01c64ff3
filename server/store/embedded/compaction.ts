import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join, relative } from "node:path";
import type { Database } from "../../../engine/index.ts";
import type { StoreProgress } from "../store.ts";
import { findFile, onDisk } from "./disk-failure.ts";
import { JOURNAL, SNAPSHOT } from "./folder-files.ts";
import { openJournal, type Journal } from "./journal.ts";
import { writeLine } from "./journal-line.ts";
import { syncFolder, writeFileAtomically } from "./journal-repair.ts";
import { BACKUP_FOLDER } from "./upgrade-backup.ts";
import { writeSnapshotFile } from "./snapshot-file.ts";

/** Marker file: an erasure has begun, and the folder's files still hold the erased bytes. */
const PENDING_MARKER = "graph.compact";

/** Records on disk that the folder needs a compaction, by this process or the next one that opens it. */
export function markCompactionPending(folder: string): void {
  const path = join(folder, PENDING_MARKER);
  onDisk(path, () => writeFileAtomically(path, []));
}

export function isCompactionPending(folder: string): boolean {
  return existsSync(join(folder, PENDING_MARKER));
}

export interface CompactedFolder {
  readonly journal: Journal;
  /** Names of the deleted files. */
  readonly removed: readonly string[];
}

/**
 * Compacts a folder: writes a new snapshot and an empty journal, and deletes quarantined copies. Overwrites the old
 * files with zeros before it frees them, unless a hard link keeps them: that is somebody's backup. A crash at any point
 * loses nothing, and the compaction can run again.
 * @throws Failure store/full, store/unavailable, store/damaged: the old journal stays in use
 */
export function compactFolder(
  folder: string,
  { database, journal }: { readonly database: Database; readonly journal: Journal },
  onProgress?: (progress: StoreProgress) => void,
): CompactedFolder {
  const [path, snapshot] = [join(folder, JOURNAL), join(folder, SNAPSHOT)];
  // A different journal at this path belongs to another graph.
  journal.verify();
  const { id, commits } = journal;
  const old = [path, snapshot].filter((file) => findFile(file) !== null).map((file) => openSync(file, "r+"));
  try {
    const onWritten = (done: number) => onProgress?.({ what: "writing the snapshot", done, total: null });
    onDisk(snapshot, () => writeSnapshotFile(snapshot, { database, head: { id, commits } }, onWritten));
    onDisk(path, () => writeFileAtomically(path, [writeLine({ id, commits })]));
    const reopened = openJournal({ path, head: { id, commits }, visit: () => undefined }).journal;
    journal.close();
    return { journal: reopened, removed: onDisk(path, () => wipeOldFiles(folder, old)) };
  } finally {
    for (const file of old) closeSync(file);
  }
}

/** Overwrites unlinked files and quarantined copies, then removes the pending marker. */
function wipeOldFiles(folder: string, old: readonly number[]): string[] {
  for (const file of old) overwrite(file);
  const removed = copiesIn(folder);
  for (const path of removed) {
    const file = openSync(path, "r+");
    try {
      rmSync(path);
      overwrite(file);
    } finally {
      closeSync(file);
    }
  }
  if (existsSync(join(folder, BACKUP_FOLDER))) rmdirSync(join(folder, BACKUP_FOLDER));
  syncFolder(folder);
  rmSync(join(folder, PENDING_MARKER), { force: true });
  syncFolder(folder);
  return removed.map((path) => relative(folder, path));
}

/** Quarantined files, partial files, and the backup of an older version. */
function copiesIn(folder: string): string[] {
  const beside = readdirSync(folder)
    .filter((name) => /^graph\.(journal|snapshot)./.test(name))
    .map((name) => join(folder, name));
  const backup = join(folder, BACKUP_FOLDER);
  const older = existsSync(backup) ? readdirSync(backup).map((name) => join(backup, name)) : [];
  return [...beside, ...older].filter((path) => statSync(path).isFile());
}

const ZEROS = Buffer.alloc(1 << 20);

/** Overwrites a file with zeros if no link to it is left. */
function overwrite(file: number): void {
  const { nlink, size } = fstatSync(file);
  if (nlink > 0) return;
  for (let at = 0; at < size;) at += writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fsyncSync(file);
}
