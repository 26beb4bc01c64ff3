import { readFileSync } from "node:fs";

/** A file of data beside these tests. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}
