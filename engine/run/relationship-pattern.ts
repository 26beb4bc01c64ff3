import type { Direction } from "../graph/graph.ts";
import { plainNames } from "../plan/plain-labels.ts";
import type { RelationshipPattern } from "../syntax/ast.ts";
import type { Execution } from "./execution.ts";

/** Which way to walk an edge from the side that is bound. */
export function directionOf({ direction }: RelationshipPattern, reversed: boolean): Direction {
  if (direction === "both") return "both";
  return (direction === "right") !== reversed ? "out" : "in";
}

/** The numbers of the types an edge names: null for any; names nothing has are left out. `rest` tests what numbers cannot say. */
export function typesOf(
  { types }: RelationshipPattern,
  execution: Execution,
): { numbers: number[] | null; plain: boolean } {
  const names = plainNames(types);
  if (names === null) return { numbers: null, plain: types === null };
  return { numbers: names.map((name) => execution.graph.types.find(name)).filter((type) => type >= 0), plain: true };
}
