import type { PatternPart } from "../syntax/ast.ts";
import type { PathSelector } from "../syntax/path-selector.ts";

export type SelectivePart = PatternPart & { readonly selector: PathSelector };

/** Whether some of its paths are wanted and not all. */
export function isSelective(part: PatternPart): part is SelectivePart {
  return part.selector !== null && part.selector.kind !== "all";
}

/** How many paths a selector wants for two ends: so many at most, of so many lengths at most. */
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
