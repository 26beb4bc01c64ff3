import type { Direction } from "../graph/graph.ts";
import { plainNames } from "../plan/plain-labels.ts";
import type { RelationshipPattern } from "../syntax/ast.ts";
import type { Execution } from "./execution.ts";

/** The direction of an expand from the bound end of a relationship. */
export function directionOf({ direction }: RelationshipPattern, reversed: boolean): Direction {
  if (direction === "both") return "both";
  return (direction === "right") !== reversed ? "out" : "in";
}

/**
 * The numbers of a relationship's types. null for any type; unknown names are left out. `plain` is false where a type
 * expression must be tested in addition.
 */
export function typesOf(
  { types }: RelationshipPattern,
  execution: Execution,
): { numbers: number[] | null; plain: boolean } {
  const names = plainNames(types);
  if (names === null) return { numbers: null, plain: types === null };
  return { numbers: names.map((name) => execution.graph.types.find(name)).filter((type) => type >= 0), plain: true };
}
