import { joined, repeated, type CostlyQuery } from "./costly-query.ts";

/** Whose work has no end worth waiting for. */
export const WORK: readonly CostlyQuery[] = [
  { why: "every four nodes", statement: "MATCH (a), (b), (c), (d) RETURN count(*) AS n" },
  { why: "every six nodes that never fit", statement: "MATCH (a), (b), (c), (d), (e), (f) WHERE a.x > b.y RETURN a" },
  { why: "every trail", statement: "MATCH p = (a)-[*]-(b) RETURN count(p) AS n" },
  { why: "every trail from nothing on", statement: "MATCH (a:P)-[*0..]-(b) RETURN count(*) AS n" },
  { why: "every trail back to where it began", statement: "MATCH (a:P)-[*0..]-(a) RETURN count(*) AS n" },
  { why: "trails of forty hops", statement: "MATCH (a)-[:T*40]->(b) RETURN count(*) AS n" },
  { why: "trails to a label nothing has", statement: "MATCH (n) WHERE EXISTS { (n)-[*1..20]-(:Nothing) } RETURN n" },
  { why: "a thousand rounds of a path", statement: "MATCH ((a)--(b)){1,1000} RETURN count(*) AS n" },
  {
    why: "rounds with a condition",
    statement: "MATCH (x) ((a)-[r]-(b) WHERE a.i >= 0){2,60} (y) RETURN count(*) AS n",
  },
  { why: "rounds without a bound", statement: "MATCH p = (x:P) (()-[]-()-[]-())+ (y:P) RETURN count(p) AS n" },
  {
    why: "shortest paths between all",
    statement: "MATCH p = allShortestPaths((a)-[*]-(b)) WHERE a <> b RETURN count(p)",
  },
  {
    why: "a shortest path that no path can be",
    statement:
      "MATCH p = shortestPath((a:P {i: 1})-[*]-(b:P {i: 2})) WHERE all(r IN relationships(p) WHERE r.w < 0) RETURN p",
  },
  {
    why: "a shortest path longer than any",
    statement: "MATCH (a:P {i: 1}), (b:P {i: 2}) MATCH p = shortestPath((a)-[*]-(b)) WHERE length(p) > 30 RETURN p",
  },
  { why: "many shortest", statement: "MATCH p = SHORTEST 1000 (a:P)-[*]-(b:P) RETURN count(p) AS n" },
  { why: "groups of shortest", statement: "MATCH p = SHORTEST 50 GROUPS (a:P)-[]-+(b:P) RETURN count(p) AS n" },
  { why: "any, in a quantified path", statement: "MATCH p = ANY 500 (a:P) ((x)--(y))+ (b:P) RETURN count(p) AS n" },
  {
    why: "a chain of patterns that hold together at one end",
    statement: `MATCH ${joined(14, (i) => `(a${i})-->(b${i})-->(a${i + 1})`, ", ")} RETURN count(*) AS n`,
  },
  {
    why: "fourteen patterns apart",
    statement: `MATCH ${joined(14, (i) => `(a${i})-->(b${i})`, ", ")} RETURN count(*) AS n`,
  },
  { why: "a pattern of hundreds of hops", statement: `MATCH (a)${repeated(900, "--()")} RETURN count(*) AS n` },
  {
    why: "a pattern of hops both ways with names",
    statement: `MATCH ${joined(400, (i) => `(n${i})-[r${i}]-`, "")}(z) RETURN n0`,
  },
  {
    why: "rows of rows",
    statement: "UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000000000) AS b RETURN count(*)",
  },
  {
    why: "rows of rows of rows",
    statement: repeated(40, "UNWIND range(1, 100) AS x WITH x ") + "RETURN count(x) AS n",
  },
  {
    why: "rows that are all passed over",
    statement: "UNWIND range(1, 1000000000) AS a WITH a SKIP 999999999 RETURN a",
  },
  { why: "rows in any order", statement: "UNWIND range(1, 50000000) AS i RETURN i ORDER BY rand() LIMIT 1" },
  { why: "a count of the even", statement: "RETURN size([x IN range(1, 2000000000) WHERE x % 2 = 0]) AS n" },
  { why: "all of a range", statement: "RETURN all(x IN range(1, 10000000000) WHERE x > 0) AS yes" },
  { why: "a sum over a range", statement: "RETURN reduce(s = 0, i IN range(1, 10000000000) | s + i) AS s" },
  {
    why: "a sum over a range that is allowed",
    statement: "UNWIND range(1, 1000) AS r RETURN sum(reduce(s = 0, i IN range(1, 900000) | s + i))",
  },
  {
    why: "lists in lists in lists",
    statement: "RETURN size([a IN range(1, 100000) | [b IN range(1, 100000) | [c IN range(1, 100000) | c]]])",
  },
  {
    why: "lists gone through in lists gone through",
    statement:
      "RETURN any(a IN range(1, 100000) WHERE any(b IN range(1, 100000) WHERE any(c IN range(1, 100000) WHERE a + b + c < 0)))",
  },
  {
    why: "a subquery a row",
    statement:
      "UNWIND range(1, 1000000) AS i CALL (i) { UNWIND range(1, 100000) AS j RETURN count(j) AS c } RETURN sum(c)",
  },
  {
    why: "a call a row, and in it another",
    statement:
      "UNWIND range(1, 9999) AS i CALL (i) { UNWIND range(1, 9999) AS j CALL (j) { UNWIND range(1, 9999) AS k RETURN count(k) AS c } RETURN sum(c) AS d } RETURN sum(d)",
  },
  {
    why: "counts in counts",
    statement:
      "MATCH (a) WHERE COUNT { (a)--(b) WHERE COUNT { (b)--(c) WHERE COUNT { (c)--(d) WHERE COUNT { (d)--()--()--() } > 0 } > 0 } > 0 RETURN count(a)",
  },
  {
    why: "collected in collected",
    statement:
      "MATCH (a) RETURN COLLECT { MATCH (b) RETURN COLLECT { MATCH (c) RETURN COLLECT { MATCH (d) RETURN d.i } } }",
  },
  {
    why: "patterns as lists in lists",
    statement: "MATCH (a) RETURN [(a)--(b) | [(b)--(c) | [(c)--(d) | [(d)--(e) | e.i]]]] AS all",
  },
  {
    why: "a list compared with itself",
    statement: "WITH range(1, 200000) AS a, range(1, 200000) AS b UNWIND range(1, 100000) AS i RETURN count(a = b)",
  },
  {
    why: "a list looked through",
    statement: "WITH range(1, 900000) AS l UNWIND range(1, 900000) AS i WITH i, l WHERE -i IN l RETURN count(*)",
  },
  {
    why: "a list cut again and again",
    statement: "RETURN size(reduce(l = range(1, 300000), i IN range(1, 300000) | tail(l))) AS n",
  },
  {
    why: "a list cut by places",
    statement: "WITH range(1, 500000) AS l UNWIND range(1, 500000) AS i RETURN sum(size(l[i..])) AS n",
  },
  { why: "a list that grows by one", statement: "RETURN size(reduce(l = [], i IN range(1, 500000) | l + i)) AS n" },
  {
    why: "a list that grows at its head",
    statement: "RETURN size(reduce(l = [], i IN range(1, 500000) | [i] + l)) AS n",
  },
  {
    why: "a list turned round",
    statement: "WITH range(1, 900000) AS l UNWIND range(1, 900000) AS i RETURN sum(size(reverse(l)))",
  },
  {
    why: "a list of texts made numbers",
    statement:
      "WITH [x IN range(1, 200000) | toString(x)] AS l UNWIND range(1, 100000) AS i RETURN sum(size(toIntegerList(l)))",
  },
  { why: "a text that grows by one", statement: "RETURN size(reduce(s = '', i IN range(1, 900000) | s + 'x')) AS n" },
  {
    why: "a text looked through",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 900000) AS i RETURN count(s CONTAINS 'xxxxxxxxxxxxxxxy')",
  },
  {
    why: "a text cut",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 500000) AS i RETURN sum(size(substring(s, i, i)))",
  },
  {
    why: "a text turned round",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(reverse(s)))",
  },
  {
    why: "a text in capitals",
    statement:
      "WITH reduce(s = 'ß', i IN range(1, 18) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(toUpper(s)))",
  },
  {
    why: "a text trimmed",
    statement:
      "WITH reduce(s = ' ', i IN range(1, 19) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(trim(s + 'x' + s)))",
  },
  {
    why: "a text made normal",
    statement:
      "WITH reduce(s = '\u0041\u030a\u0327', i IN range(1, 17) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(normalize(s, NFC)))",
  },
  {
    why: "a text of marks made normal",
    statement:
      "WITH reduce(s = '\u0327\u030a', i IN range(1, 17) | s + s) AS s RETURN size(normalize('a' + s, NFC)) AS n",
  },
  {
    why: "a text asked whether it is normal",
    statement:
      "WITH reduce(s = '\u0327\u030a', i IN range(1, 17) | s + s) AS s UNWIND range(1, 900000) AS i RETURN count(s IS NFD NORMALIZED)",
  },
  {
    why: "a text cut at every letter",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 17) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(split(s, '')))",
  },
  {
    why: "a text cut at many marks",
    statement:
      "WITH reduce(s = 'xy', i IN range(1, 17) | s + s) AS s, [x IN range(1, 2000) | 'x' + x] AS marks UNWIND range(1, 900000) AS i RETURN sum(size(split(s, marks)))",
  },
  {
    why: "a text counted",
    statement: "WITH reduce(s = '😀', i IN range(1, 18) | s + s) AS s UNWIND range(1, 900000) AS i RETURN sum(size(s))",
  },
  {
    why: "a long text made a number",
    statement:
      "WITH reduce(s = '9', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(toInteger(s))",
  },
  {
    why: "a long text made a float",
    statement:
      "WITH reduce(s = '9', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(toFloat(s + 'x'))",
  },
  {
    why: "a long text made a date",
    statement:
      "WITH reduce(s = '9', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(date(s))",
  },
  {
    why: "a long text made a duration",
    statement:
      "WITH reduce(s = '9', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(duration('P' + s + 'Y'))",
  },
  {
    why: "spaces before a date",
    statement:
      "WITH reduce(s = ' ', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(datetime(s + 'x' + s))",
  },
  {
    why: "every percentile of everything",
    statement: "UNWIND range(1, 30000000) AS i RETURN percentileCont(i, 0.5), percentileDisc(i, 0.9)",
  },
  {
    why: "deviations of everything",
    statement: "UNWIND range(1, 1000000000) AS i RETURN stDev(i), avg(i), max(i), min(i)",
  },
  {
    why: "the largest of long lists",
    statement: "WITH range(1, 500000) AS l UNWIND range(1, 500000) AS i RETURN size(max(l))",
  },
  {
    why: "the largest of long texts",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 900000) AS i RETURN size(max(s + toString(i % 2)))",
  },
  {
    why: "text compared",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s UNWIND range(1, 900000) AS i RETURN count(s + 'a' < s + 'b')",
  },
  { why: "durations added up", statement: "UNWIND range(1, 1000000000) AS i RETURN sum(duration({seconds: i}))" },
  {
    why: "moments between moments",
    statement:
      "UNWIND range(1, 1000000000) AS i RETURN count(duration.between(datetime({epochSeconds: i}), datetime('2020-01-03T00:47[Asia/Baghdad]')))",
  },
  {
    why: "two halves of a union without end",
    statement:
      "UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i UNION UNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 RETURN i",
  },
  {
    why: "the schema a row",
    statement: "UNWIND range(1, 1000000) AS i CALL db.schema.nodeTypeProperties() YIELD nodeType RETURN count(*)",
  },
  {
    why: "the labels a row",
    statement: "UNWIND range(1, 1000000000) AS i CALL db.labels() YIELD label RETURN count(*)",
  },
  {
    why: "the picture of the schema a row",
    statement: "UNWIND range(1, 1000000) AS i CALL db.schema.visualization() YIELD nodes RETURN count(*)",
  },
  {
    why: "properties of all",
    statement: "UNWIND range(1, 1000000) AS i MATCH (n) RETURN count(DISTINCT properties(n))",
  },
  { why: "a profile of all", statement: "PROFILE MATCH (a), (b), (c), (d) RETURN count(*)" },
];

/** Whose answer or whose middle has no room. */
export const ROOM: readonly CostlyQuery[] = [
  { why: "a range of ten thousand million", statement: "RETURN range(1, 10000000000) AS x" },
  { why: "a range as one answer", statement: "RETURN range(1, 5000000) AS x" },
  { why: "a range of large steps", statement: "RETURN range(-9223372036854775808, 9223372036854775807, 3) AS x" },
  { why: "a text doubled", statement: "RETURN size(reduce(s = 'x', i IN range(1, 34) | s + s)) AS n" },
  { why: "a text doubled by ||", statement: "RETURN size(reduce(s = 'x', i IN range(1, 60) | s || s)) AS n" },
  { why: "a list doubled", statement: "RETURN size(reduce(l = [1], i IN range(1, 40) | l + l)) AS n" },
  { why: "a list doubled by ||", statement: "RETURN size(reduce(l = [1], i IN range(1, 40) | l || l)) AS n" },
  { why: "a list of itself twice", statement: "RETURN reduce(l = [], i IN range(1, 60) | [l, l]) AS wide" },
  { why: "a map of itself twice", statement: "RETURN reduce(m = {}, i IN range(1, 60) | {a: m, b: m}) AS wide" },
  {
    why: "a list of itself twice, clause by clause",
    statement: `WITH [1] AS x ${repeated(60, "WITH [x, x] AS x ")}RETURN x`,
  },
  { why: "a list that nests", statement: "RETURN reduce(l = [], i IN range(1, 20000) | [l]) AS deep" },
  { why: "a map that nests", statement: "RETURN reduce(m = {}, i IN range(1, 20000) | {m: m}) AS deep" },
  {
    why: "a list that nests beside others",
    statement: "RETURN reduce(l = [1], i IN range(1, 20000) | [i, [l], i]) AS deep",
  },
  {
    why: "a text replaced by more",
    statement:
      "RETURN replace(reduce(s = 'a', i IN range(1, 20) | s + s), 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') AS s",
  },
  {
    why: "nothing replaced by much",
    statement: "WITH reduce(s = 'a', i IN range(1, 16) | s + s) AS s RETURN replace(s, '', s) AS s",
  },
  {
    why: "a text cut to a long list",
    statement: "RETURN split(reduce(s = 'a,', i IN range(1, 24) | s + s), ',') AS l",
  },
  { why: "a text cut at nothing", statement: "RETURN split(reduce(s = 'a,', i IN range(1, 22) | s + s), '') AS l" },
  {
    why: "a text cut at every comma",
    statement: "RETURN size(split(reduce(s = ',', i IN range(1, 19) | s + s), ',')) AS n",
  },
  {
    why: "a list of texts, as text",
    statement:
      "WITH [x IN range(1, 200000) | 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'] AS l RETURN 'a' + toString(l) AS s",
  },
  {
    why: "texts that are kept",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN collect(s + toString(i)) AS all",
  },
  {
    why: "texts that are told apart",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN DISTINCT s + toString(i) AS all",
  },
  {
    why: "texts that are sorted",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN s + toString(i) AS t ORDER BY t DESC",
  },
  {
    why: "texts that are sorted by",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN i ORDER BY s + toString(i) DESC",
  },
  {
    why: "texts that are sorted by, but few",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN i ORDER BY s + toString(i) DESC LIMIT 50000",
  },
  {
    why: "texts that are grouped by",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN s + toString(i) AS t, count(*)",
  },
  {
    why: "texts that answer",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 1000) AS i RETURN s + toString(i) AS t",
  },
  {
    why: "the largest texts of each",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s UNWIND range(1, 100000) AS i RETURN i, max(s + toString(i)) AS t",
  },
  {
    why: "texts in a list",
    statement:
      "WITH reduce(s = 'x', i IN range(1, 18) | s + s) AS s RETURN [x IN range(1, 100000) | s + toString(x)] AS all",
  },
  {
    why: "texts in a written list",
    statement: `WITH reduce(s = 'x', i IN range(1, 19) | s + s) AS s RETURN [${joined(600, (i) => `s + '${i}'`, ", ")}] AS all`,
  },
  { why: "lists in a written list", statement: `RETURN [${joined(400, () => "range(1, 900000)", ", ")}] AS all` },
  { why: "lists in columns", statement: `RETURN ${joined(300, (i) => `range(1, 900000) AS c${i}`, ", ")}` },
  {
    why: "lists kept clause by clause",
    statement: `WITH 1 AS x ${joined(200, (i) => `WITH *, range(1, 900000) AS c${i}`, " ")} RETURN x`,
  },
  { why: "everything collected", statement: "UNWIND range(1, 100000000) AS i RETURN size(collect(i)) AS n" },
  {
    why: "everything collected as maps",
    statement: "UNWIND range(1, 100000000) AS i RETURN size(collect({a: i, b: [i]})) AS n",
  },
  {
    why: "everything collected once",
    statement: "UNWIND range(1, 100000000) AS i RETURN size(collect(DISTINCT toString(i))) AS n",
  },
  { why: "everything counted once", statement: "UNWIND range(1, 30000000) AS i RETURN count(DISTINCT i) AS n" },
  {
    why: "everything told apart",
    statement: "UNWIND range(1, 30000000) AS i WITH DISTINCT {i: i} AS m RETURN count(m) AS n",
  },
  { why: "everything sorted", statement: "UNWIND range(1, 30000000) AS i WITH i ORDER BY -i RETURN count(i) AS n" },
  {
    why: "everything sorted to nearly the end",
    statement: "UNWIND range(1, 5000000) AS x RETURN DISTINCT toString(x) + 'x' AS s ORDER BY s SKIP 4999999",
  },
  {
    why: "everything grouped",
    statement: "UNWIND range(1, 30000000) AS i RETURN i % 29999999 AS g, count(*), sum(i), avg(i), collect(i)",
  },
  {
    why: "everything of two unions",
    statement: "UNWIND range(1, 30000000) AS i RETURN i UNION UNWIND range(1, 30000000) AS i RETURN -i AS i",
  },
  { why: "every path collected", statement: "MATCH p = (a)-[*1..6]-(b) RETURN size(collect(p)) AS n" },
  { why: "every path told apart", statement: "MATCH p = (a)-[*1..6]-(b) RETURN DISTINCT p" },
  { why: "every path sorted", statement: "MATCH p = (a)-[*1..6]-(b) RETURN p ORDER BY length(p) DESC" },
  { why: "every pair collected", statement: "MATCH (a), (b) RETURN collect([a, b]) AS pairs" },
  { why: "every pair kept", statement: "MATCH (a), (b), (c) WITH a, b, c ORDER BY a.i RETURN count(*)" },
  {
    why: "values of every row for a percentile",
    statement: "UNWIND range(1, 100000000) AS i RETURN i % 10 AS g, percentileDisc(i, 0.5)",
  },
  { why: "wholes of nodes in a list", statement: "MATCH (a:Long), (b) RETURN collect(a) AS all" },
  { why: "wholes of nodes in a path", statement: "MATCH p = (a:Long)-[*1..4]-(b) RETURN p" },
  { why: "properties in a list", statement: "MATCH (a:Long), (b) RETURN collect(properties(a)) AS all" },
  { why: "texts of the graph joined", statement: "MATCH (a:Long), (b) RETURN collect(a.text + b.i) AS all" },
  { why: "texts of the graph as letters", statement: "MATCH (a:Long), (b) RETURN collect(split(a.text, '')) AS all" },
  { why: "wholes of nodes as maps", statement: "MATCH (a:Long), (b) RETURN collect(a {.*}) AS all" },
  {
    why: "keys of a large map",
    statement: `RETURN keys({${joined(900, (i) => `k${i}: ${i}`, ", ")}}) AS k, [x IN range(1, 500000) | keys($m)] AS all`,
    parameters: { m: { a: 1, b: 2 } },
  },
];
