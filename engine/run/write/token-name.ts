import { noTokenName } from "../../errors.ts";
import type { Names } from "../../graph/graph.ts";

/** The number of a label, type or property key that a write names. @throws CypherError for an invalid name */
export function tokenNumber(names: Names, name: string): number {
  if (name === "" || name.includes("\0")) throw noTokenName(name);
  return names.intern(name);
}
