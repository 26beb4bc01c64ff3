import { chooseNodeAccessPath } from "./choose-access-path.ts";
import type { PathConditions } from "./path-conditions.ts";
import type { PlannerContext } from "./planner-context.ts";
import type { QueryGraph } from "./query-graph.ts";

/** From here on an end is found by searching rather than looked up beforehand. */
const MANY = 8;

interface Input {
  /** The names of the first and the last node. */
  readonly ends: readonly [string, string];
  /** The two nodes with the conditions of them alone. */
  readonly pattern: QueryGraph;
  readonly conditions: PathConditions;
  /** Names that stand before. */
  readonly bound: ReadonlySet<string>;
  readonly context: PlannerContext;
}

/**
 * Which end one search from the other is to find; null when both are looked up first, and each pair is searched for
 * from both ends. An end that conditions on the way read has to be known before.
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
