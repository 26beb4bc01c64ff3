import { randomUUID } from "node:crypto";
import {
  closeSync,
  ftruncateSync,
  futimesSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeSync,
  type BigIntStats,
} from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../../contract/errors.ts";
import { FolderInUse, type AppAddress } from "../folder-holder.ts";
import { findFile, onDisk, systemCode } from "./disk-failure.ts";
import { identityOf, type FileIdentity } from "./file-identity.ts";
import { lockHead, lockTail, parseLock, type LockText } from "./lock-text.ts";

export interface FolderLock {
  readonly path: string;
  readonly identity: FileIdentity;
  /** Writes the app's address into the lock, for commands on this machine; null removes it. */
  announce(app: AppAddress | null): void;
  /** Idempotent. */
  release(): void;
}

export interface LockOptions {
  /** The command that takes the folder, for example "start"; a rejected process reports it. */
  readonly command?: string | undefined;
  /** The heartbeat interval of the holder. */
  readonly heartbeatMillis?: number;
  /** How long the lock of a process on another host is watched without a heartbeat before it is taken over. */
  readonly watchMillis?: number;
  /** Called before a lock is watched. */
  onWatch?(holder: string): void;
}

const HEARTBEAT_MILLIS = 2_000;
const WATCH_MILLIS = 12_000;

/**
 * Locks a folder for this process with a lock file. Takes over the lock of a process that has ended; a reused process
 * id, as in a restarted container, is detected by the start time of the process. A process on another host or in
 * another container is not visible: its lock is watched for a heartbeat.
 * @throws Failure store/in-use, which names the process that holds it
 */
export async function lockFolder(path: string, options: LockOptions = {}): Promise<FolderLock> {
  // The first process of each container has the same id.
  const own = `${path}.${process.pid}-${randomUUID().slice(0, 8)}`;
  const place = ownPlace();
  const file = onDisk(own, () => openSync(own, "w", 0o600));
  try {
    const { command = null } = options;
    const head = lockHead({ pid: process.pid, began: beginningOf(process.pid), place, command });
    onDisk(own, () => writeSync(file, `${head}${lockTail(null)}`));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (onDisk(path, () => isFirst(own, path))) return holding({ path, file, head }, options.heartbeatMillis);
      const holder = readHolder(path);
      if (holder !== null && (await isRunning(holder, path, options))) throw inUse(readHolder(path) ?? holder, place);
      onDisk(path, () => takeAway(path, holder));
    }
    throw new Failure(
      "store/in-use",
      "The data folder could not be locked: other processes take its lock all the time",
      {
        remedy: "Stop them, or choose another folder with DATA_DIR",
      },
    );
  } catch (error) {
    closeSync(file);
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Creates the lock with link(2), which is atomic. */
function isFirst(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Renames a stale lock away; renames it back if another process has replaced it meanwhile. */
function takeAway(path: string, stale: LockText | null): void {
  const aside = `${path}.${process.pid}-${randomUUID().slice(0, 8)}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken !== null && !isDeepStrictEqual(taken, stale)) isFirst(aside, path);
  rmSync(aside, { force: true });
}

interface HeldFile {
  readonly path: string;
  /** Its descriptor. */
  readonly file: number;
  /** The line without the app's address. */
  readonly head: string;
}

/** Sends heartbeats through the lock's file descriptor, so that they never touch another process's lock. */
function holding({ path, file, head }: HeldFile, heartbeatMillis = HEARTBEAT_MILLIS): FolderLock {
  const identity = identityOf(file);
  const heartbeat = setInterval(() => {
    try {
      futimesSync(file, new Date(), new Date());
    } catch {
      // The next commit detects a disk that fails.
    }
  }, heartbeatMillis).unref();
  let held = true;
  return {
    path,
    identity,
    announce: (app) => {
      if (!held) return;
      const [start, tail] = [Buffer.byteLength(head), lockTail(app)];
      // One write of the text after the head, since other processes may read it meanwhile.
      writeSync(file, tail, start);
      ftruncateSync(file, start + Buffer.byteLength(tail));
    },
    release: () => {
      if (!held) return;
      held = false;
      clearInterval(heartbeat);
      if (isOurs(path, identity)) rmSync(path, { force: true });
      closeSync(file);
    },
  };
}

/** Whether the lock at the path is still this process's file; another process may have replaced it. */
function isOurs(path: string, { dev, ino }: FileIdentity): boolean {
  try {
    const found = findFile(path);
    return found?.dev === dev && found.ino === ino;
  } catch {
    return false;
  }
}

function inUse({ pid, place, command, app }: LockText, own: string): Failure {
  const isElsewhere = place !== null && place !== own;
  return new FolderInUse({ pid, command, isElsewhere, app: isElsewhere ? null : app });
}

/**
 * null when there is no lock, or none that names a process.
 * @throws Failure when it is not a regular file or not readable: it can be the lock of a running process
 */
function readHolder(path: string): LockText | null {
  if (findFile(path) === null) return null;
  let text: string;
  try {
    text = onDisk(path, () => readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Failure && systemCode(error.cause) === "ENOENT") return null;
    throw error;
  }
  return parseLock(text);
}

async function isRunning(holder: LockText, path: string, options: LockOptions): Promise<boolean> {
  if (holder.place !== null && holder.place !== ownPlace()) return isTouched(holder, path, options);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (systemCode(error) !== "EPERM") return false;
  }
  return holder.began === null || holder.began === beginningOf(holder.pid);
}

/**
 * Whether the lock gets a heartbeat, is removed or replaced while it is watched. Does not compare clocks of two hosts.
 */
async function isTouched(holder: LockText, path: string, { watchMillis = WATCH_MILLIS, onWatch }: LockOptions) {
  onWatch?.(`process ${holder.pid} of ${holder.place ?? "another host"}`);
  const before = refreshed(path);
  const end = performance.now() + watchMillis;
  while (performance.now() < end) {
    await sleep(Math.min(250, watchMillis));
    const now = refreshed(path);
    if (now === null) return false;
    if (now.ino !== before?.ino || now.mtimeNs !== before.mtimeNs) return true;
  }
  return false;
}

/**
 * The current state of the lock in its file system: NFS asks the server when a file is opened, not when it is stat'ed.
 */
function refreshed(path: string): BigIntStats | null {
  try {
    closeSync(openSync(path, "r"));
  } catch {
    // findFile below reports the state.
  }
  return findFile(path);
}

/** The start time of a process in clock ticks, as Linux counts them; null where /proc has no such file. */
function beginningOf(pid: number): string | null {
  try {
    // The process name may contain anything but ends at the last parenthesis; the start time is the twentieth field
    // after it.
    return (
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\)\s*/s, "")
        .split(" ")[19] ?? null
    );
  } catch {
    return null;
  }
}

/** The host and, on Linux, the process namespace: two containers may have the same host name. */
function ownPlace(): string {
  let namespace = "-";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {
    // Not Linux: the host alone.
  }
  return `${hostname()}/${namespace}`.replaceAll(/\s/g, "");
}
