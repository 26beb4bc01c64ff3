import { textSearch } from "./graph/fulltext.ts";
import { onDemand, type OnDemand } from "./on-demand.ts";
import { writesGraph } from "./plan/clause-order.ts";
import { isSelective } from "./plan/path-quota.ts";
import { manySteps, pathSearch } from "./run/match.ts";
import { schemaShape } from "./run/procedures.ts";
import { writing } from "./run/query.ts";
import type { PatternPart } from "./syntax/ast.ts";
import type { Statement } from "./syntax/statement.ts";
import { walk } from "./syntax/walk.ts";
import { findFunction } from "./values/functions.ts";
import { temporalCalls } from "./values/functions/temporal.ts";
import { regexLibrary } from "./values/regex.ts";

/** Tells of indexes, constraints, functions and procedures. */
export const showWork = onDemand("SHOW", () => import("./run/show.ts"));

/** Makes and drops indexes and constraints. */
export const schemaWork = onDemand("The schema", () => import("./run/schema.ts"));

type Part = OnDemand<unknown>;

/** What a statement needs of the parts that few statements need. */
export function partsOf({ body }: Statement): ReadonlySet<Part> {
  const parts = new Set<Part>();
  if (body.type === "Show") parts.add(showWork);
  else if (body.type !== "Query") parts.add(schemaWork);
  walk(body, (node) => {
    if (writesGraph(node.type)) parts.add(writing);
    const part = partOf(node);
    if (part !== null) parts.add(part);
  });
  return parts;
}

function partOf(node: { readonly type: string } & Record<string, unknown>): Part | null {
  switch (node.type) {
    case "Binary":
      return node["operator"] === "=~" ? regexLibrary : null;
    case "Function":
      return findFunction((node["name"] as string).toLowerCase())?.category === "Temporal" ? temporalCalls : null;
    case "QuantifiedPath":
      return manySteps;
    case "RelationshipPattern":
      return node["range"] === null && node["quantifier"] === null ? null : manySteps;
    case "PatternPart":
      return isSelective(node as unknown as PatternPart) ? pathSearch : null;
    case "CallProcedure": {
      const name = (node["name"] as string).toLowerCase();
      if (name.startsWith("db.index.fulltext.")) return textSearch;
      return name.startsWith("db.schema.") ? schemaShape : null;
    }
    default:
      return null;
  }
}
