import { textSearch } from "./graph/fulltext.ts";
import { onDemand, type OnDemand } from "./on-demand.ts";
import { writesGraph } from "./plan/clause-order.ts";
import { isSelective } from "./plan/path-quota.ts";
import { regex } from "./run/operators.ts";
import { manySteps, pathSearch, recalling } from "./run/match.ts";
import { calling, counts, writing } from "./run/query.ts";
import type { PatternPart } from "./syntax/ast.ts";
import type { Statement } from "./syntax/statement.ts";
import { walk } from "./syntax/walk.ts";
import { statistics } from "./values/aggregation.ts";
import { findFunction } from "./values/functions.ts";
import { preciseTypes } from "./values/functions/scalar.ts";
import { spatialCalls } from "./values/functions/spatial.ts";
import { temporalCalls } from "./values/functions/temporal.ts";

/** Telling what indexes, constraints, functions and procedures there are. */
export const showWork = onDemand("SHOW", () => import("./run/show.ts"));
/** Making and dropping indexes and constraints. */
export const schemaWork = onDemand("The schema", () => import("./run/schema.ts"));

/** Telling a plan. */
export const plans = onDemand("Plans", () => import("./plan/explain.ts"));

type Part = OnDemand<unknown>;

/** What a statement needs of the parts that few statements need. */
export function partsOf({ mode, body }: Statement): ReadonlySet<Part> {
  const parts = new Set<Part>(mode === "run" ? [] : [plans]);
  if (body.type === "Show") parts.add(showWork).add(calling);
  else if (body.type !== "Query") parts.add(schemaWork);
  let sources = 0;
  walk(body, (node) => {
    if (node.type === "PatternPart" || node.type === "Unwind" || node.type === "CallProcedure") sources += 1;
    if (writesGraph(node.type)) parts.add(writing);
    if (node.type === "CallProcedure") parts.add(calling);
    const part = partOf(node);
    if (part !== null) parts.add(part);
  });
  // What stands before a pattern, or beside it, has it begun once for each row.
  if (sources > 1) parts.add(recalling);
  return parts;
}

function partOf(node: { readonly type: string } & Record<string, unknown>): Part | null {
  switch (node.type) {
    case "Binary":
      return node["operator"] === "=~" ? regex : null;
    case "CountStar":
      return counts;
    case "Function":
      return partOfFunction(node["name"] as string);
    case "QuantifiedPath":
      return manySteps;
    case "RelationshipPattern":
      return node["range"] === null && node["quantifier"] === null ? null : manySteps;
    case "PatternPart":
      return isSelective(node as unknown as PatternPart) ? pathSearch : null;
    case "CallProcedure": {
      const name = (node["name"] as string).toLowerCase();
      return name.startsWith("db.index.fulltext.") ? textSearch : null;
    }
    default:
      return null;
  }
}

const STATISTICS = /^(stdevp?|percentile(cont|disc))$/i;

function partOfFunction(name: string): Part | null {
  if (name.toLowerCase() === "count") return counts;
  if (STATISTICS.test(name)) return statistics;
  const found = findFunction(name.toLowerCase());
  if (found?.name === "valueType") return preciseTypes;
  const category = found?.category;
  if (category === "Temporal") return temporalCalls;
  return category === "Spatial" ? spatialCalls : null;
}
