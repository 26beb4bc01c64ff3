import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of package.json: queries, stories, pages and built threads are found from it, by sources and by the build. */
export const PACKAGE_ROOT = rootOf(import.meta.dirname);

function rootOf(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : rootOf(dirname(folder));
}
