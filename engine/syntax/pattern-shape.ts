import type { NodePattern, PatternElement, RelationshipPattern } from "./ast.ts";

export type SingleRelationship = RelationshipPattern & { readonly range: null; readonly quantifier: null };

/** A relationship pattern that matches exactly one relationship: neither `[*]` nor a quantifier. */
export function isSingleRelationship(element: PatternElement): element is SingleRelationship {
  return element.type === "RelationshipPattern" && element.range === null && element.quantifier === null;
}

/** A node pattern without labels, properties and WHERE. */
export function isUnconstrained({ labels, properties, where }: NodePattern): boolean {
  return labels === null && properties === null && where === null;
}
