import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import { diskFailure, isFull } from "./disk-failure.ts";
import { writeLine } from "./journal-line.ts";
import type { Head, ReadJournal } from "./journal-reader.ts";

const CHUNK = 1 << 20;

/** Syncs a directory: makes renames and new files in it durable. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Writes a file under a temporary name, syncs it, and renames it to its path. */
export function writeFileAtomically(path: string, chunks: Iterable<Uint8Array>): void {
  const part = `${path}.part`;
  const file = openSync(part, "w", 0o600);
  try {
    try {
      for (const chunk of chunks) for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Removes temporary files of `writeFileAtomically` that a killed process left. */
export function removePartialFiles(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && /^graph\.(journal|snapshot).*\.part$/.test(entry.name)) rmSync(join(folder, entry.name));
}

/** An unused name for a quarantined file, for example `graph.journal.cut-2026-01-03T00-47-00-000Z`. */
function quarantinePath(path: string): string {
  const beside = `${path}.cut-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  let free = beside;
  for (let number = 2; existsSync(free); number += 1) free = `${beside}-${number}`;
  return free;
}

/**
 * Quarantines a copy of the damaged journal and rewrites the journal up to its last complete commit. The rewritten
 * journal gets a new id, because its next commits reuse the numbers of lost ones.
 * @throws Failure store/full when there is no space for the copy; nothing is changed then
 */
export function repairJournal(
  path: string,
  file: number,
  read: Pick<ReadJournal, "start" | "end">,
  head: Head,
): string {
  const beside = quarantinePath(path);
  try {
    writeFileAtomically(beside, bytesOf(file, 0, Number.POSITIVE_INFINITY));
    writeFileAtomically(path, withHead(head, bytesOf(file, read.start, read.end)));
  } catch (cause) {
    if (!isFull(cause)) throw diskFailure(cause, basename(path));
    throw new Failure("store/full", "The journal is damaged, and there is no room to put it aside", {
      cause,
      remedy: "Make room on the disk of DATA_DIR",
    });
  }
  return basename(beside);
}

function* withHead(head: Head, rest: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield writeLine(head);
  yield* rest;
}

/** Reads a file's bytes from one offset to another. */
export function* bytesOf(file: number, from: number, to: number): Iterable<Buffer> {
  for (let at = from; at < to;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, to - at));
    const read = readSync(file, chunk, 0, chunk.length, at);
    if (read === 0) return;
    at += read;
    yield chunk.subarray(0, read);
  }
}

/** Quarantines an unreadable file: renames it inside its folder. */
export function quarantineFile(path: string): string {
  const beside = quarantinePath(path);
  renameSync(path, beside);
  syncFolder(dirname(path));
  return basename(beside);
}
