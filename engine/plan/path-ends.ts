import { chooseNodeAccessPath } from "./choose-access-path.ts";
import type { PathConditions } from "./path-conditions.ts";
import type { PlannerContext } from "./planner-context.ts";
import type { QueryGraph } from "./query-graph.ts";

/** From this many candidates on, an end node is searched for instead of looked up first. */
const MANY = 8;

interface Input {
  /** The names of the first and the last node. */
  readonly ends: readonly [string, string];
  /** The two end nodes with their own predicates. */
  readonly pattern: QueryGraph;
  readonly conditions: PathConditions;
  /** Variables that are bound earlier. */
  readonly bound: ReadonlySet<string>;
  readonly context: PlannerContext;
}

/**
 * The end that a search from the other one finds. null when both are looked up first and each pair is searched from
 * both ends. An end that predicates read during the search must be looked up first.
 */
export function openEnd({ ends, pattern, conditions, bound, context }: Input): "start" | "end" | null {
  const [start, end] = ends;
  if (start === end) return null;
  const cost = (name: string) => (bound.has(name) ? 1 : chooseNodeAccessPath(name, pattern, bound, context).cost);
  const [first, last] = [cost(start), cost(end)];
  const [open, most] = last >= first ? ["end" as const, last] : ["start" as const, first];
  const name = open === "end" ? end : start;
  return most <= MANY || bound.has(name) || conditions.read.has(name) ? null : open;
}
