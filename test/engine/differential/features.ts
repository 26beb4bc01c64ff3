import { FUNCTIONS } from "../../../engine/values/functions.ts";
import { FUNCTION_TEMPLATES } from "./function-templates.ts";
import { OPERATORS } from "./templates.ts";

const AGGREGATES = [
  "count(*)",
  "count",
  "sum",
  "avg",
  "min",
  "max",
  "collect",
  "stDev",
  "stDevP",
  "percentileCont",
  "percentileDisc",
];

const CLAUSES = [
  "MATCH",
  "OPTIONAL MATCH",
  "WHERE",
  "UNWIND",
  "WITH",
  "RETURN",
  "DISTINCT",
  "aggregation",
  "ORDER BY",
  "ORDER BY over mixed values",
  "SKIP",
  "LIMIT",
  "UNION",
  "UNION ALL",
  "CALL { }",
  "OPTIONAL CALL { }",
  "CREATE",
  "MERGE",
  "ON CREATE SET",
  "ON MATCH SET",
  "SET",
  "REMOVE",
  "DELETE",
  "DETACH DELETE",
  "FOREACH",
  "CALL { } that writes",
  "MATCH after a write",
  "FINISH",
];

/** Which of the paths between two nodes are taken. */
export const SELECTORS = [
  "shortestPath",
  "allShortestPaths",
  "SHORTEST 1",
  "ALL SHORTEST",
  "ANY",
  "SHORTEST 2",
  "SHORTEST 2 GROUPS",
  "ANY SHORTEST",
] as const;

const PATTERNS = [
  "properties in a pattern",
  "inline WHERE",
  "label expression",
  "type expression",
  "dynamic label",
  "path variable",
  "variable length",
  "quantified path",
  ...SELECTORS,
  "a predicate over shortestPath()",
  "a predicate over allShortestPaths()",
  "a predicate over paths that are selected",
  "a predicate inside SHORTEST ( )",
  "pattern predicate in WHERE",
  "pattern comprehension",
  "EXISTS { }",
  "COUNT { }",
  "COLLECT { }",
];

const EXPRESSIONS = [
  ...Object.keys(OPERATORS),
  "null",
  "another type",
  "parameter",
  "CASE",
  "simple CASE",
  "list comprehension",
  "map projection",
  "reduce()",
  "any()",
  "all()",
  "none()",
  "single()",
];

const functions = FUNCTIONS.map(({ name }) => name);
const untold = functions.filter((name) => name !== "exists" && FUNCTION_TEMPLATES[name] === undefined);
if (untold.length > 0) throw new Error(`No template says how to call ${untold.join(", ")}`);

/** What a run of many statements must have asked at least once, in statements that were answered. */
export const EXPECTED: readonly string[] = [
  ...CLAUSES,
  ...PATTERNS,
  ...EXPRESSIONS,
  ...functions.map((name) => `${name}()`),
  ...AGGREGATES.map((name) => `${name}()`),
];
