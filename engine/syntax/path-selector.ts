/** `shortestPath(…)` and `allShortestPaths(…)` are function "shortestPath" / "allShortestPaths"; the others are Cypher 5's keywords. */
export type PathSelector = {
  /** Where it stands; with a count, where that stands. */
  readonly at: number;
} & (
  | { readonly kind: "shortestPath" | "allShortestPaths" }
  | { readonly kind: "any"; readonly count: number }
  | { readonly kind: "all" }
  | { readonly kind: "shortest"; readonly count: number }
  | { readonly kind: "allShortest" }
  | { readonly kind: "shortestGroups"; readonly count: number }
);

/** `+`, `*`, `{1,3}`; max null is unbounded. `at` is where it stands. */
export interface Quantifier {
  readonly min: number;
  readonly max: number | null;
  readonly at: number;
}

/** shortestPath() and allShortestPaths(): the conditions of the WHERE are part of what they look for. */
export function isPathFunction(selector: PathSelector): boolean {
  return selector.kind === "shortestPath" || selector.kind === "allShortestPaths";
}
