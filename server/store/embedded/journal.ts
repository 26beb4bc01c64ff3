import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";

/**
 * An append-only file: each line one commit, `checksum json`. A line counts when its checksum fits; what stands behind
 * the last whole line (a torn tail, a flipped bit) is cut when the file is opened, and told.
 */
export interface Journal {
  /** Commits so far. */
  readonly commits: number;
  /** On disk when it returns. @throws Failure store/full, with nothing of the commit kept */
  append(changes: readonly Change[]): void;
  close(): void;
}

export interface OpenedJournal {
  readonly journal: Journal;
  /** In words, when something was cut. */
  readonly cut: string | null;
}

export function openJournal(path: string, apply: (changes: readonly Change[]) => void): OpenedJournal {
  const file = openSync(path, "a+", 0o600);
  try {
    return readAndKeep(file, path, apply);
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function readAndKeep(file: number, path: string, apply: (changes: readonly Change[]) => void): OpenedJournal {
  const bytes = readFileSync(path);
  let good = 0;
  let commits = 0;
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    const changes = end === -1 ? null : readLine(bytes.subarray(at, end));
    if (changes === null) break;
    apply(changes);
    commits += 1;
    good = end + 1;
    at = good;
  }
  const cut =
    good === bytes.length
      ? null
      : `${bytes.length - good} bytes behind commit ${commits} were damaged and have been cut`;
  if (cut !== null) {
    ftruncateSync(file, good);
    fdatasyncSync(file);
  }
  let size = good;
  const journal = {
    commits,
    append: (changes: readonly Change[]) => {
      const line = writeLine(changes);
      try {
        for (let at = 0; at < line.length;) at += writeSync(file, line, at);
        fdatasyncSync(file);
      } catch (error) {
        ftruncateSync(file, size);
        throw new Failure("store/full", "The disk took no more; nothing of this change was kept", {
          cause: error,
          remedy: "Make room on the disk of DATA_DIR",
        });
      }
      size += line.length;
      journal.commits += 1;
    },
    close: () => closeSync(file),
  };
  return { journal, cut };
}

function writeLine(changes: readonly Change[]): Buffer {
  const json = Buffer.from(JSON.stringify(changes));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from("\n")]);
}

function readLine(line: Buffer): Change[] | null {
  const space = line.indexOf(32);
  if (space === -1) return null;
  const json = line.subarray(space + 1);
  if (line.subarray(0, space).toString("latin1") !== checksum(json)) return null;
  return JSON.parse(json.toString("utf8")) as Change[];
}

function checksum(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}
