import { fstatSync, statSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Failure } from "../../../contract/errors.ts";
import { diskFailure, PUT_BACK, systemCode } from "./disk-failure.ts";

/** Identifies a file whatever its name: device and inode. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

export function identityOf(file: number): FileIdentity {
  const { dev, ino } = fstatSync(file, { bigint: true });
  return { dev, ino };
}

/** A file that must still be at its path. */
export interface ExpectedFile {
  readonly path: string;
  readonly identity: FileIdentity;
  /** Its size in bytes, exactly or at least; null where that does not matter. */
  readonly bytes: { readonly exactly: number } | { readonly atLeast: number } | null;
}

/**
 * Checks that a path still names the file that this process has open. A file that was removed, renamed or replaced, or
 * whose volume was unmounted, still accepts writes through its descriptor, but all of them are lost.
 * @throws Failure store/damaged
 */
export function verifyFile(expected: ExpectedFile): void {
  let stats: FoundFile | null = null;
  try {
    stats = statSync(expected.path, { bigint: true });
  } catch (error) {
    if (!isAbsent(error)) throw diskFailure(error, basename(expected.path));
  }
  compare(expected, stats);
}

/** The same without blocking the thread. @throws Failure store/damaged */
export async function verifyFileAsync(expected: ExpectedFile): Promise<void> {
  let stats: FoundFile | null = null;
  try {
    stats = await stat(expected.path, { bigint: true });
  } catch (error) {
    if (!isAbsent(error)) throw diskFailure(error, basename(expected.path));
  }
  compare(expected, stats);
}

interface FoundFile extends FileIdentity {
  readonly size: bigint;
}

function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ESTALE", "ENOTCONN"].includes(systemCode(error) ?? "");
}

function compare({ path, identity, bytes }: ExpectedFile, found: FoundFile | null): void {
  const name = basename(path);
  if (found === null)
    throw changed(`${name} is no longer in DATA_DIR: the file, the folder or its volume was removed or renamed`);
  if (found.dev !== identity.dev || found.ino !== identity.ino)
    throw changed(`${name} in DATA_DIR is not the file that this process opened: it was replaced`);
  if (bytes === null) return;
  const size = Number(found.size);
  if ("exactly" in bytes ? size !== bytes.exactly : size < bytes.atLeast) {
    const expected = "exactly" in bytes ? bytes.exactly : bytes.atLeast;
    throw changed(
      `${name} in DATA_DIR has ${size} bytes, not the ${expected} that this process wrote: something else changed it`,
    );
  }
}

function changed(message: string): Failure {
  return new Failure("store/damaged", message, { remedy: PUT_BACK });
}
