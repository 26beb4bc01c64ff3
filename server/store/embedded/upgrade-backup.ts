import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { syncFolder } from "./journal-repair.ts";

/** The folder with the backup of the files of 0.1.0, made before their stories are upgraded. */
export const BACKUP_FOLDER = "graph-0.1.0";

/**
 * Backs up journal and snapshot in the data folder, once, so that 0.1.0 can open its own files again.
 * @returns the name of the backup folder; null when it exists already
 */
export function backUpFiles(folder: string, files: readonly string[]): string | null {
  const backup = join(folder, BACKUP_FOLDER);
  if (existsSync(backup)) return null;
  const part = `${backup}.part`;
  mkdirSync(part, { recursive: true, mode: 0o700 });
  for (const name of files) if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(part, name));
  syncFolder(part);
  renameSync(part, backup);
  syncFolder(folder);
  return BACKUP_FOLDER;
}
