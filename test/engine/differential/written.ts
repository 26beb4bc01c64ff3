import type { Surroundings } from "./expressions.ts";
import type { Touched } from "./touched.ts";
import type { Variable } from "./value-type.ts";

/** A clause that writes, and what the next one may name. */
export interface Written {
  readonly text: string;
  readonly variables: readonly Variable[];
  /** Something was deleted, so that nothing of an element may be read any more. */
  readonly deleted: boolean;
}

export interface Writing extends Surroundings {
  readonly touched: Touched;
}

/** null when nothing is left that the clause may touch. */
export type WritingClause = (variables: readonly Variable[], around: Writing) => Written | null;

export function elementsOf(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ type }) => type === "node" || type === "relationship");
}
