import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json, from which sources and build find queries, stories, pages and built threads. */
export const PACKAGE_ROOT = rootOf(import.meta.dirname);

function rootOf(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootOf(dirname(folder));
}
