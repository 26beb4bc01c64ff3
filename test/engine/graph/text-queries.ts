import { readFileSync } from "node:fs";

interface TextQueries {
  /** The name and the summary of each element, which is numbered by its place. */
  readonly texts: readonly (readonly [string, string | null])[];
  /** The elements Neo4j finds, ascending; null where it refuses. test/store/text-search.test.ts holds it to that. */
  readonly queries: readonly { readonly query: string; readonly found: readonly number[] | null }[];
}

export function textQueries(): TextQueries {
  return JSON.parse(readFileSync(new URL("text-queries.json", import.meta.url), "utf8")) as TextQueries;
}
