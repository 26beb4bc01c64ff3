import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import type { Change } from "../../../engine/index.ts";
import { diskFailure, findFile, isFull, onDisk, PUT_BACK } from "./disk-failure.ts";
import { identityOf, verifyFile, type FileIdentity } from "./file-identity.ts";
import { writeLine } from "./journal-line.ts";
import { readJournal, type Head, type ReadJournal } from "./journal-reader.ts";
import { repairJournal, syncFolder } from "./journal-repair.ts";

/** An append-only file: a head, then one commit per line. */
export interface Journal {
  readonly id: string;
  /** The number of all commits of this folder. */
  readonly commits: number;
  readonly bytes: number;
  readonly identity: FileIdentity;
  /**
   * Appends a commit; it is synced to disk when this returns.
   * @throws Failure store/full, store/unavailable or store/damaged: nothing of the commit is kept, unless the message
   * says otherwise
   */
  append(changes: readonly Change[]): void;
  /** Checks that a commit can be written. @throws Failure when the file at the path is not the open one */
  verify(): void;
  /** Idempotent. */
  close(): void;
}

export interface OpenedJournal {
  readonly journal: Journal;
  /** In words, what was truncated or repaired; null if nothing was. */
  readonly cut: string | null;
}

export interface JournalOptions {
  readonly path: string;
  /** The snapshot's head, for a new journal or one with an unreadable head. */
  readonly head: Head;
  visit(commit: number, changes: readonly Change[]): void;
  /** Reports the bytes read so far. */
  onRead?(bytes: number): void;
}

/**
 * Opens a journal for appending, or creates one, and reads its commits. Truncates an unfinished commit, which was never
 * acknowledged. Quarantines everything after a damaged line, because each commit depends on the one before.
 * @throws Failure store/full when there is no space for the quarantined copy
 */
export function openJournal(options: JournalOptions): OpenedJournal {
  return onDisk(options.path, () => openAt(options));
}

function openAt({ path, head, visit, onRead }: JournalOptions): OpenedJournal {
  findFile(path);
  const file = openSync(path, "a+", 0o600);
  try {
    const read = readJournal(file, head.commits, visit, onRead);
    const { rest } = read;
    const isOlder = read.start > 0 && read.commits < head.commits;
    if (rest?.kind === "damaged" || (read.head === null && read.start > 0) || isOlder) {
      // The snapshot contains every commit of a journal that ends before it.
      const repaired = { id: randomUUID(), commits: isOlder ? head.commits : read.before };
      const kept = isOlder ? { start: read.end, end: read.end } : read;
      const cut = `${damageOf(read)}; the journal as it was is kept as ${repairJournal(path, file, kept, repaired)}`;
      const { journal } = openJournal({ path, head: repaired, visit: () => undefined });
      closeSync(file);
      return { journal, cut };
    }
    const journal = new JournalFile({ path, file, head: read.head ?? head, commits: read.commits, bytes: read.end });
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

interface JournalFileOptions {
  readonly path: string;
  readonly file: number;
  readonly head: Head;
  readonly commits: number;
  readonly bytes: number;
}

class JournalFile implements Journal {
  readonly id: string;
  readonly identity: FileIdentity;
  commits: number;
  bytes: number;
  private readonly path: string;
  private readonly file: number;
  private readonly head: Head;
  /** Why the journal accepts no more commits until the folder is opened again. */
  private broken: Failure | null = null;
  private isClosed = false;

  constructor({ path, file, head, commits, bytes }: JournalFileOptions) {
    this.path = path;
    this.file = file;
    this.head = head;
    this.id = head.id;
    this.identity = identityOf(file);
    this.commits = Math.max(commits, head.commits);
    this.bytes = bytes;
  }

  begin(): void {
    this.put(writeLine(this.head));
  }

  append(changes: readonly Change[]): void {
    this.verify();
    this.put(writeLine([this.commits + 1, changes]));
    this.commits += 1;
  }

  verify(): void {
    if (this.broken !== null) throw this.broken;
    if (this.isClosed) throw new Failure("store/unavailable", "The store is closed");
    this.verifyPath(this.bytes);
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    closeSync(this.file);
  }

  /** Truncates the file after the last complete line, and restores that line's newline if it is missing. */
  cut(isUnended: boolean): void {
    ftruncateSync(this.file, this.bytes);
    fdatasyncSync(this.file);
    if (isUnended) this.put(Buffer.from("\n"));
  }

  private put(line: Buffer): void {
    let written = 0;
    try {
      while (written < line.length) written += writeSync(this.file, line, written);
    } catch (error) {
      if (written > 0 || isFull(error)) this.takeBack();
      throw this.refused(error);
    }
    this.sync();
    try {
      // The file may have been removed or renamed during the write.
      this.verifyPath(this.bytes + line.length);
    } catch (error) {
      this.takeBack();
      throw error;
    }
    this.bytes += line.length;
  }

  /**
   * Syncs the file. After a failed fsync the system may have dropped the data, and a second fsync may succeed without
   * it. So the file is closed, and only reading it again shows what it contains.
   */
  private sync(): void {
    try {
      fdatasyncSync(this.file);
    } catch (cause) {
      this.break(cause, "The journal could not be forced to disk: whether this change is kept shows after a restart");
      throw this.broken;
    }
  }

  private verifyPath(bytes: number): void {
    verifyFile({ path: this.path, identity: this.identity, bytes: { exactly: bytes } });
  }

  /** Truncates a line that failed; if that fails too, the journal accepts no more commits. */
  private takeBack(): void {
    try {
      ftruncateSync(this.file, this.bytes);
      fdatasyncSync(this.file);
    } catch (cause) {
      this.break(cause, "The journal ends in a change that was refused and could not be taken off");
    }
  }

  private break(cause: unknown, message: string): void {
    this.broken = new Failure("store/unavailable", message, {
      cause,
      remedy: `Nothing more is written until then. Check the disk of DATA_DIR. ${PUT_BACK}`,
    });
    this.close();
  }

  private refused(cause: unknown): unknown {
    if (this.broken !== null) return this.broken;
    const failure = diskFailure(cause, basename(this.path));
    if (!(failure instanceof Failure)) return failure;
    const { code, remedy } = failure;
    const message = isFull(cause) ? "The disk took no more" : failure.message;
    return new Failure(code, `${message}; nothing of this change was kept`, { cause, remedy });
  }
}

function damageOf({ head, commits, rest }: ReadJournal): string {
  if (rest?.kind === "damaged")
    return rest.lines === 0
      ? `${rest.bytes} bytes behind commit ${commits} are damaged and were cut`
      : `${rest.lines} commits (${rest.bytes} bytes) behind commit ${commits} are damaged, or stand on one that is, and were cut`;
  return head === null
    ? `the first line of the journal was damaged and was written anew; its commits up to ${commits} are all there`
    : `the journal ends at commit ${commits}, before the snapshot, and was begun anew`;
}

function tailOf({ commits, rest }: ReadJournal): string {
  return rest?.kind === "unended"
    ? `the end of commit ${commits} was written anew`
    : `${rest?.bytes ?? 0} bytes behind commit ${commits} were unfinished and were cut`;
}
