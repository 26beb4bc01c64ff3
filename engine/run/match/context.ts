import type { QueryGraph } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Execution } from "../execution.ts";
import type { Trail } from "./trail.ts";

/** One step of a match: binds its variables for each match it finds and calls `next`; false stops the whole match. */
export type MatchStep = (next: () => boolean) => () => boolean;

/** The state that the steps of one match share. */
export interface MatchContext {
  readonly execution: Execution;
  readonly pattern: QueryGraph;
  /** Every variable of the clause and of earlier ones, with its slot. */
  readonly scope: Scope;
  readonly trail: Trail;
  /** The relationships in traversal order, as a list slot for each edge of variable length. */
  readonly walks: ReadonlyMap<number, Binding>;
  /** Variables that are bound before this MATCH. */
  readonly given: ReadonlySet<string>;
  binding(name: string): Binding;
}
