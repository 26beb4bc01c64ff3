import type { PatternPart } from "../syntax/ast.ts";
import type { PathSelector } from "../syntax/path-selector.ts";

export type SelectivePart = PatternPart & { readonly selector: PathSelector };

/** Whether the selector of a pattern keeps only some of its paths. */
export function isSelective(part: PatternPart): part is SelectivePart {
  return part.selector !== null && part.selector.kind !== "all";
}

/**
 * How many paths a selector keeps per pair of end nodes: at most so many paths, of at most so many different lengths.
 */
export interface PathQuota {
  readonly paths: number;
  readonly lengths: number;
}

export function pathQuota(selector: PathSelector): PathQuota {
  const all = Number.POSITIVE_INFINITY;
  switch (selector.kind) {
    case "shortestPath":
      return { paths: 1, lengths: 1 };
    case "allShortestPaths":
    case "allShortest":
      return { paths: all, lengths: 1 };
    case "any":
    case "shortest":
      return { paths: selector.count, lengths: all };
    case "shortestGroups":
      return { paths: all, lengths: selector.count };
    case "all":
      return { paths: all, lengths: all };
  }
}
