import { readSync } from "node:fs";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { readLine } from "./journal-line.ts";

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** The first line of a journal and of a snapshot: which folder it is of, and how many commits came before. */
export interface Head {
  readonly id: string;
  readonly commits: number;
}

export interface ReadJournal {
  /** null when the file ends before its first line does. */
  readonly head: Head | null;
  /** Up to and with the last whole line. */
  readonly commits: number;
  /** Where the last whole line ends. */
  readonly end: number;
  /** Bytes behind it: a commit that was being written when the process ended, and was never acknowledged. */
  readonly torn: number;
}

/**
 * Reads a journal to its end. A last line that was not finished is told as torn; anything else that does not fit its
 * checksum is damage, because it was acknowledged once.
 * @throws Failure store/damaged, which names the line
 */
export function readJournal(
  file: number,
  name: string,
  visit: (commit: number, changes: readonly Change[]) => void,
): ReadJournal {
  let head: Head | null = null;
  let commits = 0;
  let end = 0;
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  for (const { line, isLast } of linesOf(file)) {
    number += 1;
    if (isLast) {
      rest = line;
      break;
    }
    const record = readLine(line);
    if (record === undefined) throw damaged(name, number);
    if (head === null) {
      head = record as Head;
      commits = head.commits;
    } else {
      commits += 1;
      visit(commits, record as Change[]);
    }
    end += line.length + 1;
  }
  // The end of an acknowledged line whose newline was changed: all of it is there but the last byte.
  if (rest.length > 0 && readLine(rest.subarray(0, -1)) !== undefined) throw damaged(name, number);
  return { head, commits, end, torn: rest.length };
}

interface Line {
  readonly line: Buffer;
  /** What stands behind the last newline; also when that is nothing. */
  readonly isLast: boolean;
}

function* linesOf(file: number): Iterable<Line> {
  let held: Buffer[] = [];
  for (let at = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(file, chunk, 0, CHUNK, at);
    if (read === 0) break;
    at += read;
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

function damaged(name: string, line: number): Failure {
  return new Failure("store/damaged", `${name} is damaged at line ${line}: its checksum does not fit`, {
    remedy: "Put back a copy of DATA_DIR, or load the stories anew into an empty one",
  });
}
