import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { writeLine } from "./journal-line.ts";
import { readJournal, type Head } from "./journal-reader.ts";

/** An append-only file: its head, then each line one commit. */
export interface Journal {
  readonly id: string;
  /** Ever made in this folder. */
  readonly commits: number;
  readonly bytes: number;
  /** On disk when it returns. @throws Failure store/full or store/unavailable, with nothing of the commit kept */
  append(changes: readonly Change[]): void;
  close(): void;
}

export interface OpenedJournal {
  readonly journal: Journal;
  /** In words, when an unfinished commit was cut off. */
  readonly cut: string | null;
}

export interface JournalOptions {
  readonly path: string;
  /** The head of a file that is new. */
  readonly head: Head;
  visit(commit: number, changes: readonly Change[]): void;
}

/** Reads a journal, or begins one, and keeps it open for what comes. @throws Failure store/damaged */
export function openJournal({ path, head, visit }: JournalOptions): OpenedJournal {
  const file = openSync(path, "a+", 0o600);
  try {
    const read = readJournal(file, "The journal", visit);
    if (read.torn > 0) {
      ftruncateSync(file, read.end);
      fdatasyncSync(file);
    }
    const journal = new JournalFile(file, read.head ?? head, read.commits, read.end);
    if (read.head === null) journal.begin();
    const cut =
      read.torn === 0 ? null : `${read.torn} bytes behind commit ${read.commits} were unfinished and were cut`;
    return { journal, cut };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

class JournalFile implements Journal {
  readonly id: string;
  commits: number;
  private broken: unknown = null;

  constructor(
    private readonly file: number,
    private readonly head: Head,
    commits: number,
    public bytes: number,
  ) {
    this.id = head.id;
    this.commits = Math.max(commits, head.commits);
  }

  begin(): void {
    this.put(writeLine(this.head));
  }

  append(changes: readonly Change[]): void {
    this.put(writeLine(changes));
    this.commits += 1;
  }

  close(): void {
    closeSync(this.file);
  }

  private put(line: Buffer): void {
    if (this.broken !== null) throw refused(this.broken);
    try {
      for (let at = 0; at < line.length;) at += writeSync(this.file, line, at);
      fdatasyncSync(this.file);
    } catch (error) {
      this.takeBack();
      throw refused(error);
    }
    this.bytes += line.length;
  }

  /** What was half written goes; when even that fails, nothing more may be added behind it. */
  private takeBack(): void {
    try {
      ftruncateSync(this.file, this.bytes);
      fdatasyncSync(this.file);
    } catch (error) {
      this.broken = error;
    }
  }
}

function refused(cause: unknown): Failure {
  const { code = "" } = cause as NodeJS.ErrnoException;
  return FULL.has(code)
    ? new Failure("store/full", "The disk took no more; nothing of this change was kept", {
        cause,
        remedy: "Make room on the disk of DATA_DIR",
      })
    : new Failure("store/unavailable", `The journal could not be written (${code}); nothing of this change was kept`, {
        cause,
        remedy: "Look at the disk of DATA_DIR",
      });
}
