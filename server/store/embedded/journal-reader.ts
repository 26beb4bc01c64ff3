import { readSync } from "node:fs";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/index.ts";
import { readLine } from "./journal-line.ts";

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** The first line of a journal and of a snapshot: the id of its folder, and the number of commits before it. */
export interface Head {
  readonly id: string;
  readonly commits: number;
}

export interface ReadJournal {
  /** null when there is no first line, or its checksum does not match. */
  readonly head: Head | null;
  /** The number of commits before its first one. */
  readonly before: number;
  /** The number of the last complete commit. */
  readonly commits: number;
  /** Offset where the commits begin: after the first line, complete or not. */
  readonly start: number;
  /** Offset after the last complete line. */
  readonly end: number;
  /** What follows it; null when nothing does. */
  readonly rest: Rest | null;
}

/**
 * - "unfinished": the beginning of one line, which was being written when the process ended and was never acknowledged.
 * - "unended": a whole line, of which only the very last byte is another. It counts among the commits.
 * - "damaged": a line that was acknowledged and no longer fits its checksum, and all lines behind it; also what cannot
 *   be the beginning of a line, as the zeros that many file systems leave after a power failure.
 */
export interface Rest {
  readonly kind: "unfinished" | "unended" | "damaged";
  readonly bytes: number;
  /** Lines that end with a newline. */
  readonly lines: number;
}

/**
 * Reads a journal up to its last complete line, and classifies what follows.
 * @param given the number of commits that are known without the journal
 * @throws Failure store/damaged when the journal starts after the commit that follows them
 */
export function readJournal(
  file: number,
  given: number,
  visit: (commit: number, changes: readonly Change[]) => void,
  onRead: (bytes: number) => void = () => undefined,
): ReadJournal {
  let head: Head | null = null;
  let [before, commits, start, end] = [given, given, 0, 0];
  let rest: { kind: Rest["kind"]; bytes: number; lines: number } | null = null;
  let isFirst = true;
  for (const { line, isLast } of linesOf(file, onRead)) {
    if (isLast && line.length === 0) break;
    if (rest !== null) {
      rest.bytes += line.length + (isLast ? 0 : 1);
      rest.lines += isLast ? 0 : 1;
      continue;
    }
    if (isFirst && !isLast) {
      isFirst = false;
      head = headOf(readLine(line));
      before = commits = head?.commits ?? given;
      if (commits > given) throw missing(given, commits);
      start = end = line.length + 1;
      continue;
    }
    const record = isFirst ? undefined : commitOf(readLine(isLast ? line.subarray(0, -1) : line), commits);
    // When the first line is unreadable, the commit numbers tell whether the journal is older than the snapshot.
    if (record !== undefined && end === start && head === null && record.commit <= given)
      before = commits = record.commit - 1;
    if (record?.commit !== commits + 1) {
      rest = {
        kind: isLast && isBeginning(line) ? "unfinished" : "damaged",
        bytes: line.length + (isLast ? 0 : 1),
        lines: isLast ? 0 : 1,
      };
      continue;
    }
    ({ commit: commits } = record);
    visit(commits, record.changes);
    if (isLast) rest = { kind: "unended", bytes: 1, lines: 0 };
    end += line.length + (isLast ? 0 : 1);
  }
  return { head, before, commits, start, end: rest?.kind === "unended" ? end - 1 : end, rest };
}

/** Whether a line without a newline can be an interrupted write: checksum, space, JSON without control characters. */
function isBeginning(line: Buffer): boolean {
  const start = line.subarray(0, 10).toString("latin1");
  return /^[0-9a-f]{0,8}$|^[0-9a-f]{8} [[{]?$/.test(start) && line.every((byte) => byte >= 32);
}

/** The first line of a journal; null when there is none, or its checksum does not match. */
export function readHead(file: number): Head | null {
  for (const { line, isLast } of linesOf(file)) return isLast ? null : headOf(readLine(line));
  return null;
}

/** Reads a record as the first line of a journal or a snapshot; null when it is something else. */
export function headOf(record: unknown): Head | null {
  return typeof record === "object" && record !== null && "id" in record && "commits" in record
    ? (record as Head)
    : null;
}

/** A line is `[number, changes]`; in the format without commit numbers it is the changes alone. */
function commitOf(record: unknown, before: number): { commit: number; changes: readonly Change[] } | undefined {
  if (!Array.isArray(record)) return undefined;
  return typeof record[0] === "number"
    ? { commit: record[0], changes: record[1] as Change[] }
    : { commit: before + 1, changes: record as Change[] };
}

function missing(given: number, before: number): Failure {
  const snapshot = given === 0 ? "there is no snapshot" : `the snapshot is of commit ${given}`;
  return new Failure("store/damaged", `The journal begins behind commit ${before}, and ${snapshot}`, {
    remedy: "Put back a copy of DATA_DIR, or load the stories anew into an empty one",
  });
}

interface Line {
  readonly line: Buffer;
  /** Whether this is the text after the last newline, which may be empty. */
  readonly isLast: boolean;
}

function* linesOf(file: number, onRead: (bytes: number) => void = () => undefined): Iterable<Line> {
  let held: Buffer[] = [];
  for (let at = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(file, chunk, 0, CHUNK, at);
    if (read === 0) break;
    at += read;
    onRead(at);
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to !== -1 && to < read; to = chunk.indexOf(NEWLINE, from)) {
      yield { line: Buffer.concat([...held, chunk.subarray(from, to)]), isLast: false };
      held = [];
      from = to + 1;
    }
    held.push(chunk.subarray(from, read));
  }
  yield { line: Buffer.concat(held), isLast: true };
}
