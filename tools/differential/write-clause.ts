import type { Surroundings } from "./expressions.ts";
import type { WriteTargets } from "./write-targets.ts";
import type { Variable } from "./value-type.ts";

/** A clause that writes, and the variables that the next one may name. */
export interface WriteClause {
  readonly text: string;
  readonly variables: readonly Variable[];
  /** Something was deleted, so that nothing of an element may be read any more. */
  readonly deleted: boolean;
}

export interface WriteContext extends Surroundings {
  readonly targets: WriteTargets;
}

/** Answers null when nothing is left that the clause may write. */
export type WriteClauseMaker = (variables: readonly Variable[], around: WriteContext) => WriteClause | null;

export function elementsOf(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ type }) => type === "node" || type === "relationship");
}
