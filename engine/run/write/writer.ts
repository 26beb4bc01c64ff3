import type { Scope } from "../../plan/scope.ts";
import type { Ahead } from "./precompute-reads.ts";

/** What a writing clause does to one row, and the scope its rows then have. */
export interface Writer {
  readonly scope: Scope;
  /** What is asked of the graph before anything is written. */
  readonly ahead?: Ahead;
  /** Does the work; MERGE may make several rows of one, and calls `again` for each. */
  apply(again: () => void): void;
}
