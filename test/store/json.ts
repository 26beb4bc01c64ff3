import { readFileSync } from "node:fs";
import type { CypherValue } from "../../contract/cypher-value.ts";

/** A file of data beside these tests. */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}

/** An answer as a reader sees it: an entity is its name, and a relation, which brings its receipt, its id. */
export function inWords(value: CypherValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: CypherValue) => inWords(item));
  if (typeof value !== "object" || value === null) return value;
  const tagged = value as { readonly [key: string]: CypherValue | undefined };
  if (tagged["$type"] === "Node") return (tagged["properties"] as { readonly name?: string }).name;
  return tagged["$type"] === "Relationship" ? { receipt: tagged["id"] } : value;
}
