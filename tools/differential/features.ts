import { FUNCTIONS } from "../../engine/values/functions/registry.ts";
import { LOOKUPS } from "./constrained.ts";
import { NODE_CONDITIONS, PATH_CONDITIONS, RELATIONSHIP_CONDITIONS } from "./everyday-conditions.ts";
import { VALUE_FEATURES } from "./everyday-values.ts";
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
  "a map projection without a name",
  "a name that hides another",
  "a function's name in another case",
  "ORDER BY of a call",
  "reduce()",
  "any()",
  "all()",
  "none()",
  "single()",
];

/** What people write every day. */
const EVERYDAY = [
  ...[NODE_CONDITIONS, RELATIONSHIP_CONDITIONS, PATH_CONDITIONS].flatMap((forms) => Object.keys(forms)),
  ...VALUE_FEATURES,
  "WITH *",
  "WITH DISTINCT",
  "WITH … ORDER BY … LIMIT … WHERE",
  "LIMIT of a parameter",
  "a parameter in a property map",
  "a list as a parameter",
  "a list of maps as a parameter",
  "a whole property map as a parameter",
  "groups by a part of a date",
  "groups of an ordered list",
  "head(collect(…)) of an order",
  "collect(DISTINCT …)[..n]",
  "count(DISTINCT …)",
  "collect() and UNWIND back",
  "UNWIND of a list of nodes",
  "UNWIND of a pattern comprehension",
  "RETURN *",
  "ORDER BY of an aggregate",
  "a map projection in collect()",
  "WHERE inside a quantified path",
  "WHERE over the shortest path",
  "UNION of pipelines",
  "LIMIT in a part of UNION",
  ...["a stored date", "a stored datetime", "a stored duration", "a stored point", "a property"].map(
    (what) => `ORDER BY of ${what}`,
  ),
  "CASE in ORDER BY",
];

const SUBQUERIES = [
  ...["WHERE", "OPTIONAL MATCH", "CASE", "ORDER BY", "SET", "a subquery"].map((place) => `a subquery in ${place}`),
  ...["WHERE", "WITH", "UNION", "UNWIND", "aggregation"].map((what) => `${what} inside a subquery`),
  "a bare pattern in a subquery",
  "UNION without RETURN",
  "RETURN * inside a subquery",
  "UNION inside COLLECT { }",
  ...["aggregation", "ORDER BY", "RETURN *", "UNION", "collect()"].map((what) => `${what} inside CALL { }`),
  "CALL { } in CALL { }",
  "a write inside CALL { } (x)",
  "aggregation of writes inside CALL { }",
  "UNION of writes inside CALL { }",
  "a write in CALL { } in CALL { }",
];

const EVERYDAY_WRITES = [
  "MERGE after UNWIND of a list of maps",
  "MERGE of a relationship with properties",
  "MERGE of a whole path",
  "FOREACH over CASE",
  "FOREACH over a path",
  "DELETE after OPTIONAL MATCH",
  "DELETE of a path",
  "SET of a whole map",
  "a label of an expression",
  "MATCH after SET",
  "a write after another",
];

const CONSTRAINED = [
  ...["CREATE", "MERGE", "SET", "DELETE and CREATE", "writes in FOREACH and CALL"].map(
    (what) => `${what} under a constraint`,
  ),
  ...Object.keys(LOOKUPS),
  "ORDER BY … LIMIT by an index",
  "an index of relationships",
  "a parameter looked up in an index",
  "a hint",
  "a read by an index after a write",
  "everyday reads by an index",
  "everyday writes by an index",
];

const functions = FUNCTIONS.map(({ name }) => name);
const untold = functions.filter((name) => name !== "exists" && FUNCTION_TEMPLATES[name] === undefined);
if (untold.length > 0) throw new Error(`No template says how to call ${untold.join(", ")}`);

/** What a run of many statements must have asked at least once, in statements that were answered. */
export const EXPECTED: readonly string[] = [
  ...CLAUSES,
  ...PATTERNS,
  ...EXPRESSIONS,
  ...EVERYDAY,
  ...SUBQUERIES,
  ...EVERYDAY_WRITES,
  ...CONSTRAINED,
  ...functions.map((name) => `${name}()`),
  ...AGGREGATES.map((name) => `${name}()`),
];
