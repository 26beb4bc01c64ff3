import { expect } from "chai";
import { Database } from "../database.ts";

/** Statements that nest as deep as is wanted. */
const NESTING: Readonly<Record<string, (depth: number) => string>> = {
  parentheses: (depth) => `RETURN ${around(depth, "(", "1", ")")} AS x`,
  lists: (depth) => `RETURN size(${around(depth, "[", "1", "]")}) AS x`,
  maps: (depth) => `RETURN size(keys(${around(depth, "{a: ", "1", "}")})) AS x`,
  negations: (depth) => `RETURN size([y IN [1] WHERE ${"NOT ".repeat(depth * 2)}true]) AS x`,
  signs: (depth) => `RETURN ${"- ".repeat(depth * 2)}1 AS x`,
  calls: (depth) => `RETURN ${around(depth, "coalesce(null, ", "1", ")")} AS x`,
  cases: (depth) => `RETURN ${around(depth, "CASE WHEN true THEN ", "1", " END")} AS x`,
  comprehensions: (depth) => `RETURN ${around(depth, "head([x IN [1] | ", "x", "])")} AS x`,
  reductions: (depth) => `RETURN ${around(depth, "reduce(a = 0, x IN [1] | ", "1", ")")} AS x`,
  "map projections": (depth) => `WITH {a: 1} AS m RETURN size(keys(${around(depth, "m {a: ", "1", "}")})) AS x`,
  "queries that test": (depth) =>
    `MATCH (a) WHERE ${around(depth, "EXISTS { MATCH (a) WHERE ", "true", " }")} RETURN count(*) AS x`,
  "queries that run": (depth) =>
    `${around(depth, "CALL () { ", "RETURN 1 AS x", " RETURN x }").replace("x RETURN x", "x")} RETURN x`,
  "labels in parentheses": (depth) => `MATCH (a:${around(depth, "(", "A", ")")}) RETURN count(*) AS x`,
  types: (depth) => `RETURN size([y IN [1] WHERE NOT y IS :: ${around(depth, "LIST<", "INTEGER", ">")}]) AS x`,
};

function around(depth: number, open: string, inner: string, close: string): string {
  return open.repeat(depth) + inner + close.repeat(depth);
}

/** Statements that go on as long as is wanted. */
const CHAINS: Readonly<Record<string, (length: number) => string>> = {
  sums: (length) => `RETURN 1${" + 1".repeat(length)} - ${length} AS x`,
  alternatives: (length) => `RETURN size([y IN [1] WHERE false${" OR true".repeat(length)}]) AS x`,
  comparisons: (length) => `RETURN size([y IN [1] WHERE 1${" <= 1".repeat(length)}]) AS x`,
  items: (length) => `RETURN head([1${", 1".repeat(length)}]) AS x`,
  labels: (length) => `MATCH (a:A${"|A".repeat(length)}) RETURN count(*) AS x`,
  branches: (length) => `RETURN CASE 5 ${"WHEN 1 THEN 2 ".repeat(length)}ELSE 1 END AS x`,
  writes: (length) => `MATCH (a) SET a.x = 1${", a.x = 1".repeat(length)} RETURN a.x AS x`,
};

describe("A statement", () => {
  const database = new Database("CREATE (:A)");

  for (const [name, of] of Object.entries(NESTING)) {
    it(`may hold ${name} within ${name}, and is refused where they nest too deep for any stack`, () => {
      expect(database.value(of(60))).to.equal(1);
      expect(database.refusal(of(5_000))).to.deep.equal(["SyntaxError", "NestingTooDeep"]);
    });
  }

  for (const [name, of] of Object.entries(CHAINS)) {
    it(`may be long: thousands of ${name} are no deep nesting`, () => {
      expect(database.value(of(3_000))).to.equal(1);
    });
  }
});
