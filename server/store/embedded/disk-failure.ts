import { lstatSync, statSync, type BigIntStats } from "node:fs";
import { basename } from "node:path";
import { Failure } from "../../../contract/errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The code of a system error, for example ENOSPC; null for any other error. */
export function systemCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

export function isFull(error: unknown): boolean {
  return FULL.has(systemCode(error) ?? "");
}

/**
 * Turns a system error about a file of the data folder into a Failure with a remedy. The message names the file without
 * its path, because it may be sent over HTTP. Other errors are returned unchanged.
 */
export function diskFailure(cause: unknown, file: string): unknown {
  const code = systemCode(cause);
  if (cause instanceof Failure || code === null) return cause;
  const named = `${file} in DATA_DIR`;
  if (FULL.has(code)) {
    return new Failure("store/full", `The disk has no room for ${named}`, {
      cause,
      remedy: "Make room on the disk of DATA_DIR",
    });
  }
  switch (code) {
    case "EISDIR":
    case "ENOTDIR":
      return wrongKind(file, "a folder", cause);
    case "ELOOP":
      return wrongKind(file, "a symbolic link that leads to itself", cause);
    case "EACCES":
    case "EPERM":
      return new Failure("store/unavailable", `This user may not read and write ${named} (${code})`, {
        cause,
        remedy: `Give this user read and write access to ${named}, or start as the user who owns it`,
      });
    case "EROFS":
      return new Failure("store/unavailable", `The disk of DATA_DIR is mounted read-only: ${file} cannot be written`, {
        cause,
        remedy: "Mount it for writing",
      });
    case "ENOENT":
      return new Failure("store/unavailable", `${named} is missing`, { cause, remedy: PUT_BACK });
    default:
      return new Failure("store/unavailable", `${named} cannot be read or written (${code})`, {
        cause,
        remedy: "Check the disk of DATA_DIR",
      });
  }
}

export const PUT_BACK = "Stop the app, put DATA_DIR back as it was, and start the app again";

function wrongKind(file: string, kind: string, cause?: unknown): Failure {
  return new Failure("store/damaged", `${file} in DATA_DIR is ${kind}, not a file`, {
    cause,
    remedy: "Move it away, or choose another folder with DATA_DIR",
  });
}

/**
 * The regular file at a path; null when nothing is there.
 * @throws Failure when it is something else (a folder, a pipe, a dangling link), or cannot be read
 */
export function findFile(path: string): BigIntStats | null {
  const name = basename(path);
  try {
    const stats = statSync(path, { bigint: true });
    if (stats.isFile()) return stats;
    throw wrongKind(name, stats.isDirectory() ? "a folder" : "a device, a pipe or a socket");
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw diskFailure(error, name);
  }
  // A link to a volume that is not mounted must not count as a new folder.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  throw wrongKind(name, "a symbolic link to nothing");
}

/** Runs file operations on the data folder. @throws Failure for a system error */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskFailure(error, basename(path));
  }
}
