import type { Graph } from "../graph/graph.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Value } from "../values/value.ts";

/** What the planner reads of a run: statistics and indexes of the graph, and the statement. */
export interface PlannerContext {
  readonly graph: Graph;
  /** The statement as written, quoted in the plan's details; empty when no plan is printed. */
  readonly text: string;
  /**
   * Whether the statement may delete. The planner then scans relationships by type, since an endpoint may be deleted
   * before them.
   */
  readonly writes: boolean;
  /** Evaluates an expression that reads no variable. */
  constant(expression: Expression): Value;
}
