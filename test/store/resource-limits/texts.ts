import type { CypherValue } from "../../../contract/cypher-value.ts";
import { joined, repeated, type CostlyQuery } from "./costly-query.ts";

function nestedLists(depth: number): CypherValue {
  let list: CypherValue = [];
  for (let level = 1; level < depth; level += 1) list = [list];
  return list;
}

const LONG_SUM = `x${repeated(2_300, "+1")}`;

/** What is written without end. */
export const TEXTS: readonly CostlyQuery[] = [
  { why: "parentheses", statement: `RETURN ${repeated(4_900, "(")}1${repeated(4_900, ")")} AS x` },
  { why: "brackets", statement: `RETURN ${repeated(4_900, "[")}${repeated(4_900, "]")} AS x` },
  { why: "parentheses that are not closed", statement: `RETURN ${repeated(9_900, "(")}` },
  { why: "parentheses of patterns", statement: `MATCH ${repeated(2_000, "(")}a${repeated(2_000, ")")} RETURN a` },
  { why: "maps", statement: `RETURN ${repeated(1_900, "{a:")}1${repeated(1_900, "}")} AS x` },
  { why: "NOT", statement: `RETURN ${repeated(2_400, "NOT ")}true AS x` },
  { why: "signs", statement: `RETURN ${repeated(4_900, "- ")}1 AS x` },
  { why: "CASE", statement: `RETURN ${repeated(400, "CASE WHEN true THEN ")}1${repeated(400, " END")} AS x` },
  {
    why: "CASE of a thousand",
    statement: `RETURN CASE 1 ${joined(500, (i) => `WHEN ${i + 2} THEN ${i}`, " ")} END AS x`,
  },
  { why: "functions", statement: `RETURN ${repeated(1_900, "abs(")}1${repeated(1_900, ")")} AS x` },
  { why: "subqueries", statement: `${repeated(700, "CALL () { ")}RETURN 1 AS x${repeated(700, " } RETURN 1 AS x")}` },
  {
    why: "EXISTS",
    statement: `MATCH (n) WHERE ${repeated(500, "EXISTS { MATCH (n) WHERE ")}true${repeated(500, " }")} RETURN n`,
  },
  { why: "COUNT in COUNT", statement: `RETURN ${repeated(500, "COUNT { RETURN ")}1 AS x${repeated(500, " } AS x")}` },
  { why: "comprehensions", statement: `RETURN ${repeated(600, "[x IN ")}[1]${repeated(600, "]")} AS x` },
  {
    why: "comprehensions that go through themselves",
    statement: `RETURN size(${repeated(60, "[x IN ")}range(1, 1000)${repeated(60, " | x + 1]")}) AS x`,
  },
  { why: "sums", statement: `RETURN ${repeated(4_900, "1+")}1 AS x` },
  { why: "powers", statement: `RETURN ${repeated(4_900, "2^")}2 AS x` },
  { why: "comparisons", statement: `RETURN ${repeated(4_900, "1<")}1 AS x` },
  { why: "ORs", statement: `MATCH (n) WHERE ${joined(700, (i) => `n.i = ${i}`, " OR ")} RETURN count(n)` },
  {
    why: "ANDs of names",
    statement: `MATCH (n) WHERE ${joined(700, (i) => `n.i <> ${-i}`, " AND ")} RETURN count(n)`,
  },
  { why: "XORs", statement: `RETURN ${repeated(1_900, "true XOR ")}false AS x` },
  { why: "IN of IN", statement: `RETURN 1 ${repeated(1_200, "IN [1] ")} AS x` },
  { why: "indexes", statement: `RETURN [1]${repeated(3_000, "[0]")} AS x` },
  { why: "properties of properties", statement: `WITH {a: 1} AS m RETURN m${repeated(4_000, ".a")} AS x` },
  { why: "slices", statement: `RETURN [1]${repeated(1_500, "[0..1]")} AS x` },
  { why: "IS NULLs", statement: `RETURN 1 ${repeated(1_200, "IS NULL ")} AS x` },
  { why: "types", statement: `RETURN 1 IS :: ${repeated(1_200, "LIST<")}INTEGER${repeated(1_200, ">")} AS x` },
  { why: "types in a choice", statement: `RETURN 1 IS :: ${repeated(1_200, "INTEGER | ")}INTEGER AS x` },
  { why: "columns", statement: `RETURN ${joined(1_200, (i) => `1 AS c${i}`, ",")}` },
  {
    why: "columns that are grouped",
    statement: `UNWIND [1, 2] AS x RETURN count(*), ${joined(900, (i) => `x AS c${i}`, ",")}`,
  },
  {
    why: "keys of an order",
    statement: `UNWIND range(1, 1000) AS x RETURN x ORDER BY ${joined(1_900, () => "x%7", ",")}`,
  },
  {
    why: "a long sum that is ordered by",
    statement: `UNWIND [1, 2] AS x RETURN ${LONG_SUM} AS y ORDER BY ${LONG_SUM}`,
  },
  {
    why: "a long sum that is grouped by",
    statement: `UNWIND [1, 2] AS x RETURN ${LONG_SUM} AS y, count(*), sum(${LONG_SUM})`,
  },
  {
    why: "sums of everything in a sum",
    statement: `UNWIND [1, 2] AS x RETURN ${joined(900, () => "sum(x)", "+")} AS y ORDER BY sum(x)`,
  },
  { why: "unions", statement: joined(600, () => "RETURN 1 AS a", " UNION ") },
  { why: "unions of all", statement: joined(400, () => "MATCH (n) RETURN n.i", " UNION ALL ") },
  { why: "clauses", statement: `${repeated(1_000, "WITH 1 AS x ")}RETURN x` },
  { why: "clauses that star", statement: `WITH 1 AS x ${joined(500, (i) => `WITH *, 1 AS a${i}`, " ")} RETURN *` },
  { why: "matches", statement: `${repeated(700, "MATCH (n) ")}RETURN n` },
  { why: "optional matches", statement: `${joined(280, (i) => `OPTIONAL MATCH (n${i}:Nothing)`, " ")}RETURN 1 AS x` },
  { why: "patterns", statement: `MATCH ${joined(1_500, (i) => `(n${i})`, ",")} RETURN 1 AS x` },
  { why: "labels", statement: `MATCH (n:${joined(1_500, (i) => `L${i}`, "&")}) RETURN n` },
  { why: "labels in a choice", statement: `MATCH (n:${joined(1_500, (i) => `L${i}`, "|")}) RETURN count(n)` },
  { why: "labels that are not", statement: `MATCH (n:${repeated(4_000, "!")}P) RETURN count(n)` },
  {
    why: "labels in parentheses",
    statement: `MATCH (n:${repeated(3_000, "(")}P${repeated(3_000, ")")}) RETURN count(n)`,
  },
  {
    why: "types of relationships",
    statement: `MATCH ()-[r:${joined(1_500, (i) => `T${i}`, "|")}]->() RETURN count(r)`,
  },
  { why: "properties of a pattern", statement: `MATCH (n {${joined(900, (i) => `k${i}: ${i}`, ",")}}) RETURN n` },
  { why: "names of keys nothing has", statement: `MATCH (n) RETURN ${joined(800, (i) => `n.unheard${i}`, ",")}` },
  {
    why: "parameters",
    statement: `RETURN ${joined(1_500, (i) => `$p${i}`, "+")} AS x`,
    parameters: Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`p${i}`, i])),
  },
  {
    why: "a parameter as deep as may be",
    statement: "RETURN $deep AS x, [$deep] AS y, {d: $deep} AS z",
    parameters: { deep: nestedLists(64) },
  },
  {
    why: "a parameter that nests on",
    statement: "RETURN reduce(l = $deep, i IN range(1, 1000) | [l, $deep]) AS x",
    parameters: { deep: nestedLists(64) },
  },
  {
    why: "a long list as a parameter",
    statement: "UNWIND $l AS a UNWIND $l AS b UNWIND $l AS c RETURN count(a IN $l)",
    parameters: { l: Array.from({ length: 5_000 }, (_, i) => i) },
  },
  { why: "a long name", statement: `WITH 1 AS ${repeated(9_900, "a")} RETURN 1 AS x` },
  { why: "a long name in backticks", statement: `MATCH (n:\`${repeated(9_900, "é")}\`) RETURN n` },
  { why: "a long text", statement: `RETURN size('${repeated(9_900, "x")}') AS x` },
  { why: "a text that is not closed", statement: `RETURN '${repeated(9_900, "\\\\")}` },
  { why: "a comment that is not closed", statement: `RETURN 1 /*${repeated(9_900, "*")}` },
  { why: "comments", statement: `RETURN ${repeated(1_900, "/**/ ")}1 AS x` },
  { why: "escapes", statement: `RETURN '${repeated(1_600, "\\u0041")}' AS x` },
  {
    why: "escapes of halves of pairs",
    statement: `RETURN size('${repeated(800, "\\uD83D\\uD83D")}') AS x, '\\uD800' AS y, reverse('\\uDC00\\uD800') AS z`,
  },
  { why: "a name of half a pair", statement: "MATCH (n:`\\uD800`) RETURN n.`\\uDFFF` AS `\\uDBFF`" },
  { why: "a long number", statement: `RETURN ${repeated(9_900, "9")} AS x` },
  { why: "a long number with a point", statement: `RETURN 0.${repeated(9_900, "9")} AS x` },
  { why: "a number of a long power", statement: `RETURN 1e${repeated(9_900, "9")} AS x` },
  { why: "a hexadecimal number", statement: `RETURN 0x${repeated(9_900, "F")} AS x` },
  { why: "spaces", statement: `RETURN${repeated(9_900, " ")}1 AS x` },
  { why: "spaces of every kind", statement: `RETURN${repeated(3_000, "\u2003\u3000\u00a0")}1 AS x` },
  { why: "hops", statement: `MATCH ${repeated(1_900, "()--")}() RETURN 1 AS x` },
  { why: "hops that are quantified", statement: `MATCH ${repeated(400, "(()--()){1,2} ")}RETURN 1 AS x` },
  { why: "rounds in rounds", statement: `MATCH ${repeated(300, "(")}(a)--(b)${repeated(300, "){1,2}")} RETURN 1 AS x` },
  { why: "rounds of a thousand million", statement: "MATCH ((a)-->(b)){1000000000,2000000000} RETURN count(*)" },
  { why: "hops of a thousand million", statement: "MATCH (a)-[*1000000000..2000000000]->(b) RETURN count(*)" },
  {
    why: "procedures nobody has",
    statement: repeated(60, "CALL apoc.cypher.runMany('RETURN 1', {}) YIELD result ") + "RETURN 1 AS x",
  },
  { why: "map projections", statement: `MATCH (n:P) RETURN n {${joined(1_200, (i) => `.k${i}`, ",")}} AS x` },
  { why: "hints without an index", statement: `MATCH (n:P) ${repeated(300, "USING SCAN n:P ")}RETURN n` },
];

/** Numbers, dates and moments beyond their bounds. */
export const NUMBERS: readonly CostlyQuery[] = [
  { why: "past the largest whole number", statement: "RETURN 9223372036854775807 + 1 AS x" },
  { why: "products past it", statement: "RETURN reduce(p = 2, i IN range(1, 100) | p * p) AS x" },
  { why: "the least, negated", statement: "RETURN -(-9223372036854775808) AS x, abs(-9223372036854775808) AS y" },
  { why: "divided by nothing", statement: "RETURN 1 / 0 AS x, 1 % 0 AS y, 1.0 / 0 AS z" },
  { why: "a date past all years", statement: "RETURN date('2020-01-03') + duration({days: 9223372036854775807}) AS x" },
  { why: "a date before all years", statement: "RETURN date('2020-01-03') - duration({years: 9000000000000000}) AS x" },
  {
    why: "a moment past all years",
    statement: "RETURN datetime('2020-01-03T00:47Z') + duration({seconds: 9223372036854775807}) AS x",
  },
  {
    why: "a moment of a zone past all years",
    statement: "RETURN datetime('2020-01-03T00:47[Asia/Baghdad]') + duration({months: 900000000000}) AS x",
  },
  { why: "a duration times much", statement: "RETURN duration({months: 9007199254740991}) * 1.0e300 AS x" },
  { why: "a duration by nothing", statement: "RETURN duration({days: 1}) / 0 AS x" },
  {
    why: "a duration doubled",
    statement: "RETURN reduce(d = duration({seconds: 1}), i IN range(1, 2000) | d + d) AS x",
  },
  { why: "a year of many digits", statement: "RETURN date({year: 9223372036854775807}) AS x" },
  { why: "a moment of an epoch far off", statement: "RETURN datetime({epochMillis: 9223372036854775807}) AS x" },
  {
    why: "a truncated moment far off",
    statement: "RETURN datetime.truncate('millennium', datetime({year: 999999999})) AS x",
  },
  { why: "a zone nobody has", statement: "RETURN datetime({year: 2020, timezone: 'Mars/Olympus'}) AS x" },
  {
    why: "between the ends of time",
    statement: "RETURN duration.between(date('-999999999-01-01'), date('+999999999-12-31')) AS x",
  },
  { why: "rounded to many places", statement: "RETURN round(1.5, 9223372036854775807) AS x" },
  {
    why: "a text left of much",
    statement: "RETURN left('abc', 9223372036854775807) AS x, substring('abc', 9223372036854775807) AS y",
  },
  {
    why: "an item far off",
    statement: "RETURN [1, 2][9223372036854775807] AS x, [1, 2][-9223372036854775808..9223372036854775807] AS y",
  },
  { why: "a limit past all", statement: "MATCH (n) RETURN n.i SKIP 9223372036854775807 LIMIT 9223372036854775807" },
  { why: "a point beyond the world", statement: "RETURN point({longitude: 1.0e308, latitude: 1.0e308}) AS x" },
];
