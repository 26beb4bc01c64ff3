import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { syncFolder } from "./journal-repair.ts";

/** Where the files of 0.1.0 are kept before the stories in them are brought over. */
export const KEPT = "graph-0.1.0";

/**
 * Copies journal and snapshot beside themselves, once: what 0.1.0 wrote can be opened by 0.1.0 again.
 * @returns the name of the folder; null when it was there already
 */
export function keepOldFiles(folder: string, files: readonly string[]): string | null {
  const kept = join(folder, KEPT);
  if (existsSync(kept)) return null;
  const part = `${kept}.part`;
  mkdirSync(part, { recursive: true, mode: 0o700 });
  for (const name of files) if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(part, name));
  syncFolder(part);
  renameSync(part, kept);
  syncFolder(folder);
  return KEPT;
}
