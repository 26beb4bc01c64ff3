import type { PatternElement, QuantifiedPath } from "../syntax/ast.ts";
import { isSingleRelationship } from "../syntax/pattern-shape.ts";
import { listOf, typeSet, type TypeSet } from "../values/type-set.ts";

export const NODE = typeSet("Node");
export const RELATIONSHIP = typeSet("Relationship");
export const PATH = typeSet("Path");

/** The type of a pattern variable; a repeated relationship is a list. */
export function typeOfElement(element: Exclude<PatternElement, QuantifiedPath>): TypeSet {
  if (element.type === "NodePattern") return NODE;
  return isSingleRelationship(element) ? RELATIONSHIP : listOf(RELATIONSHIP);
}
