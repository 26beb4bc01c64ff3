import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { Failure } from "../../../contract/errors.ts";

/** Who holds a folder: a process by its number and, where the system tells it, by when it began. */
interface Holder {
  readonly pid: number;
  readonly began: string | null;
}

export interface FolderLock {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes a folder for this process alone, by a file that names it. The lock of a process that is gone is taken over; a
 * number that has come round again, as in a container that was started anew, is told apart by when the process began.
 * @throws Failure store/in-use, which names the process that has it
 */
export function lockFolder(path: string): FolderLock {
  const own = `${path}.${process.pid}`;
  writeHolder(own, { pid: process.pid, began: beginningOf(process.pid) });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (isFirst(own, path)) return releaser(path);
      const holder = readHolder(path);
      if (holder !== null && isRunning(holder)) throw inUse(holder);
      takeAway(path, holder);
    }
    throw new Failure("store/in-use", "The data folder could not be locked", {
      remedy: "Choose another folder with DATA_DIR",
    });
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link is made whole or not at all, and by one of many. */
function isFirst(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Puts a stale lock aside; when another process has meanwhile put its own there, gives it back. */
function takeAway(path: string, stale: Holder | null): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken !== null && (taken.pid !== stale?.pid || taken.began !== stale.began)) isFirst(aside, path);
  rmSync(aside, { force: true });
}

function releaser(path: string): FolderLock {
  let held = true;
  return {
    release: () => {
      if (held) rmSync(path, { force: true });
      held = false;
    },
  };
}

function inUse({ pid }: Holder): Failure {
  const who = pid === process.pid ? "this process" : `process ${pid}`;
  return new Failure("store/in-use", `The data folder is in use by ${who}`, {
    remedy: "Stop it, or choose another folder with DATA_DIR",
  });
}

function writeHolder(path: string, holder: Holder): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeSync(file, `${holder.pid} ${holder.began ?? "-"}\n`);
  } finally {
    closeSync(file);
  }
}

/** null when there is no lock, or none that names a process. */
function readHolder(path: string): Holder | null {
  try {
    const [pid = "", began = "-"] = readFileSync(path, "utf8").trim().split(" ");
    return /^[1-9]\d*$/.test(pid) ? { pid: Number(pid), began: began === "-" ? null : began } : null;
  } catch {
    return null;
  }
}

function isRunning({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return began === null || began === beginningOf(pid);
}

/** When a process began, in the clock ticks that Linux counts; null where there is no such file. */
function beginningOf(pid: number): string | null {
  try {
    // Behind the name, which may hold anything but ends at the last parenthesis, it is the twentieth field.
    return (
      readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\)\s*/s, "")
        .split(" ")[19] ?? null
    );
  } catch {
    return null;
  }
}
