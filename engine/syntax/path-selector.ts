/**
 * `shortestPath(…)` and `allShortestPaths(…)` have the kinds "shortestPath" and "allShortestPaths"; the other kinds are
 * Cypher 5's keywords.
 */
export type PathSelector = {
  /** Offset of the selector, or of its count. */
  readonly at: number;
} & (
  | { readonly kind: "shortestPath" | "allShortestPaths" }
  | { readonly kind: "any"; readonly count: number }
  | { readonly kind: "all" }
  | { readonly kind: "shortest"; readonly count: number }
  | { readonly kind: "allShortest" }
  | { readonly kind: "shortestGroups"; readonly count: number }
);

/** `+`, `*`, `{1,3}`; max null is unbounded. `at` is its offset. */
export interface Quantifier {
  readonly min: number;
  readonly max: number | null;
  readonly at: number;
}

/** shortestPath() and allShortestPaths(): their search includes the predicates of the WHERE. */
export function isPathFunction(selector: PathSelector): boolean {
  return selector.kind === "shortestPath" || selector.kind === "allShortestPaths";
}
