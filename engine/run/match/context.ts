import type { QueryGraph } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Execution } from "../execution.ts";
import type { Trail } from "./trail.ts";

/** One step of a match: binds its variables for each match it finds and calls `next`; false stops the whole match. */
export type MatchStep = (next: () => boolean) => () => boolean;

/** What the steps of one match share. */
export interface MatchContext {
  readonly execution: Execution;
  readonly pattern: QueryGraph;
  /** Every name of the clause and of before, with its slot. */
  readonly scope: Scope;
  readonly trail: Trail;
  /** Relationships in the order walked, as the list slot of each edge that is not single holds them. */
  readonly walks: ReadonlyMap<number, Binding>;
  /** Names that stood before this MATCH. */
  readonly given: ReadonlySet<string>;
  binding(name: string): Binding;
}
