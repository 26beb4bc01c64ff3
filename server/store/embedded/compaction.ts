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
import type { Graph } from "../../../engine/graph/graph.ts";
import type { StoreProgress } from "../store.ts";
import { findFile, onDisk } from "./disk-failure.ts";
import { JOURNAL, SNAPSHOT } from "./folder-files.ts";
import { openJournal, type Journal } from "./journal.ts";
import { writeLine } from "./journal-line.ts";
import { syncFolder, writeWhole } from "./journal-repair.ts";
import { KEPT } from "./old-folder.ts";
import { writeSnapshotFile } from "./snapshot-file.ts";

/** Stands in a folder from before something is taken out for good until its files have forgotten it. */
const OWED = "graph.compact";

/** Says on disk that the folder's files must be written anew, by this process or the next that opens it. */
export function oweCompaction(folder: string): void {
  const path = join(folder, OWED);
  onDisk(path, () => writeWhole(path, []));
}

export function isCompactionOwed(folder: string): boolean {
  return existsSync(join(folder, OWED));
}

export interface CompactedFolder {
  readonly journal: Journal;
  /** Names of the files that are there no more. */
  readonly removed: readonly string[];
}

/**
 * Leaves in a folder the graph as it is and nothing that was: a new snapshot, a journal that begins behind it, and no
 * copies that were put aside. What the old files held is overwritten before they are let go, unless another name keeps
 * them: that is somebody's backup. Ended at any place it can be done again, and loses nothing.
 * @throws Failure store/full, store/unavailable, store/damaged: the journal that was goes on
 */
export function compactFolder(
  folder: string,
  { graph, journal }: { readonly graph: Graph; readonly journal: Journal },
  onProgress?: (progress: StoreProgress) => void,
): CompactedFolder {
  const [path, snapshot] = [join(folder, JOURNAL), join(folder, SNAPSHOT)];
  // Another journal at this path is another graph's.
  journal.verify();
  const { id, commits } = journal;
  const old = [path, snapshot].filter((file) => findFile(file) !== null).map((file) => openSync(file, "r+"));
  try {
    const onWritten = (done: number) => onProgress?.({ what: "writing the snapshot", done, total: null });
    onDisk(snapshot, () => writeSnapshotFile(snapshot, { graph, head: { id, commits } }, onWritten));
    onDisk(path, () => writeWhole(path, [writeLine({ id, commits })]));
    const anew = openJournal({ path, head: { id, commits }, visit: () => undefined }).journal;
    journal.close();
    return { journal: anew, removed: onDisk(path, () => forget(folder, old)) };
  } finally {
    for (const file of old) closeSync(file);
  }
}

/** Overwrites what no name leads to any more, and what was put aside; only then is nothing owed. */
function forget(folder: string, old: readonly number[]): string[] {
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
  if (existsSync(join(folder, KEPT))) rmdirSync(join(folder, KEPT));
  syncFolder(folder);
  rmSync(join(folder, OWED), { force: true });
  syncFolder(folder);
  return removed.map((path) => relative(folder, path));
}

/** Damaged files that were put aside, parts of files, and those of an older version. */
function copiesIn(folder: string): string[] {
  const beside = readdirSync(folder)
    .filter((name) => /^graph\.(journal|snapshot)./.test(name))
    .map((name) => join(folder, name));
  const kept = join(folder, KEPT);
  const older = existsSync(kept) ? readdirSync(kept).map((name) => join(kept, name)) : [];
  return [...beside, ...older].filter((path) => statSync(path).isFile());
}

const ZEROS = Buffer.alloc(1 << 20);

/** Overwrites all of a file that has no name any more. */
function overwrite(file: number): void {
  const { nlink, size } = fstatSync(file);
  if (nlink > 0) return;
  for (let at = 0; at < size;) at += writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fsyncSync(file);
}
