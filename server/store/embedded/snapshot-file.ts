import { closeSync, openSync } from "node:fs";
import { basename } from "node:path";
import { openDatabase, type Database } from "../../../engine/index.ts";
import { diskFailure, findFile, systemCode } from "./disk-failure.ts";
import { readLine, writeLine } from "./journal-line.ts";
import { headOf, type Head } from "./journal-reader.ts";
import { bytesOf, writeFileAtomically } from "./journal-repair.ts";

/** A graph and its commit: a head like the journal's, then the bytes that `openDatabase` reads. */
export interface Snapshot {
  readonly database: Database;
  readonly head: Head;
}

const NEWLINE = 10;
const MAX_HEAD = 1_000;

/**
 * Reads the snapshot at a path in chunks, since it may be larger than one buffer. null when there is none.
 * @throws Failure when the disk cannot read it; any other error when it is damaged
 */
export function readSnapshotFile(path: string, onRead: (bytes: number, total: number) => void): Snapshot | null {
  const found = findFile(path);
  if (found === null) return null;
  try {
    const file = openSync(path, "r");
    try {
      const pieces = counted(bytesOf(file, 0, Number.POSITIVE_INFINITY), (bytes) => onRead(bytes, Number(found.size)));
      const [first = Buffer.alloc(0)] = bytesOf(file, 0, MAX_HEAD);
      const end = first.indexOf(NEWLINE);
      const head = end === -1 ? null : headOf(readLine(first.subarray(0, end)));
      if (head === null) throw new TypeError("its head is not whole");
      return { database: openDatabase({ snapshot: behind(pieces, end + 1) }), head };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw systemCode(error) === null ? error : diskFailure(error, basename(path));
  }
}

/** Writes a snapshot to a temporary file, syncs it, and renames it over the old one. */
export function writeSnapshotFile(
  path: string,
  { database, head }: Snapshot,
  onWritten: (bytes: number) => void,
): void {
  writeFileAtomically(path, counted(chain(writeLine(head), database.snapshot()), onWritten));
}

function* counted<T extends Uint8Array>(pieces: Iterable<T>, onBytes: (bytes: number) => void): Iterable<T> {
  let bytes = 0;
  for (const piece of pieces) {
    yield piece;
    onBytes((bytes += piece.length));
  }
}

function* chain(first: Uint8Array, rest: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield first;
  yield* rest;
}

/** The chunks without their first `bytes` bytes. */
function* behind(pieces: Iterable<Uint8Array>, bytes: number): Iterable<Uint8Array> {
  let left = bytes;
  for (const piece of pieces) {
    yield piece.subarray(left);
    left = 0;
  }
}
