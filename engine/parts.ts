import { textSearch } from "./graph/fulltext.ts";
import { onDemand, type OnDemand } from "./on-demand.ts";
import { writesGraph } from "./plan/clause-order.ts";
import { isSelective } from "./plan/path-quota.ts";
import { regex } from "./run/expression.ts";
import { manySteps, pathSearch } from "./run/match.ts";
import { calling, writing } from "./run/query.ts";
import type { PatternPart } from "./syntax/ast.ts";
import type { Statement } from "./syntax/statement.ts";
import { walk } from "./syntax/walk.ts";
import { distributions } from "./values/aggregation.ts";
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
  walk(body, (node) => {
    if (writesGraph(node.type)) parts.add(writing);
    if (node.type === "CallProcedure") parts.add(calling);
    const part = partOf(node);
    if (part !== null) parts.add(part);
  });
  return parts;
}

function partOf(node: { readonly type: string } & Record<string, unknown>): Part | null {
  switch (node.type) {
    case "Binary":
      return node["operator"] === "=~" ? regex : null;
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

function partOfFunction(name: string): Part | null {
  if (/^(stdev|percentile)/i.test(name)) return distributions;
  const found = findFunction(name.toLowerCase());
  if (found?.name === "valueType") return preciseTypes;
  const category = found?.category;
  if (category === "Temporal") return temporalCalls;
  return category === "Spatial" ? spatialCalls : null;
}
