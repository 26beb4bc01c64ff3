import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/graph/graph.ts";
import { writeLine } from "./journal-line.ts";
import { readJournal, type Head, type ReadJournal } from "./journal-reader.ts";
import { repairJournal, syncFolder } from "./journal-repair.ts";

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
  /** In words, when something was cut off or repaired. */
  readonly cut: string | null;
}

export interface JournalOptions {
  readonly path: string;
  /** The head of a file that is new, or whose own cannot be read: the snapshot's. */
  readonly head: Head;
  visit(commit: number, changes: readonly Change[]): void;
}

/**
 * Reads a journal, or begins one, and keeps it open for what comes. A commit that was not finished is cut off: it was
 * never acknowledged. Behind a damaged line everything is put aside, because each commit stands on the one before.
 * @throws Failure store/full when there is no room to put it aside
 */
export function openJournal({ path, head, visit }: JournalOptions): OpenedJournal {
  const file = openSync(path, "a+", 0o600);
  try {
    const read = readJournal(file, head.commits, visit);
    const { rest } = read;
    const isOlder = read.start > 0 && read.commits < head.commits;
    if (rest?.kind === "damaged" || (read.head === null && read.start > 0) || isOlder) {
      // All of a journal that ends before the snapshot does is in the snapshot.
      const repaired = { id: randomUUID(), commits: isOlder ? head.commits : read.before };
      const kept = isOlder ? { start: read.end, end: read.end } : read;
      const cut = `${damageOf(read)}; the journal as it was is kept as ${repairJournal(path, file, kept, repaired)}`;
      const { journal } = openJournal({ path, head: repaired, visit: () => undefined });
      closeSync(file);
      return { journal, cut };
    }
    const journal = new JournalFile(file, read.head ?? head, read.commits, read.end);
    if (rest !== null) journal.cut(rest.kind === "unended");
    if (read.head === null) {
      journal.begin();
      syncFolder(dirname(path));
    }
    return { journal, cut: rest === null ? null : tailOf(read) };
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
    this.put(writeLine([this.commits + 1, changes]));
    this.commits += 1;
  }

  close(): void {
    closeSync(this.file);
  }

  /** Takes off what stands behind the last whole line, and ends that line when its end is gone. */
  cut(isUnended: boolean): void {
    ftruncateSync(this.file, this.bytes);
    fdatasyncSync(this.file);
    if (isUnended) this.put(Buffer.from("\n"));
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

function damageOf({ head, commits, rest }: ReadJournal): string {
  if (rest?.kind === "damaged")
    return `${rest.lines} commits (${rest.bytes} bytes) behind commit ${commits} are damaged, or stand on one that is, and were cut`;
  return head === null
    ? `the first line of the journal was damaged and was written anew; its commits up to ${commits} are all there`
    : `the journal ends at commit ${commits}, before the snapshot, and was begun anew`;
}

function tailOf({ commits, rest }: ReadJournal): string {
  return rest?.kind === "unended"
    ? `the end of commit ${commits} was written anew`
    : `${rest?.bytes ?? 0} bytes behind commit ${commits} were unfinished and were cut`;
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
