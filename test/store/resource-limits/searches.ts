import { joined, repeated, type CostlyQuery } from "./costly-query.ts";

const LONG_PATTERN = `(${repeated(200, "(")}a${repeated(200, ")*")})`;

/** Regular expressions and full-text queries that other engines never finish. */
export const SEARCHES: readonly CostlyQuery[] = [
  {
    why: "a pattern that tries everything",
    statement: "RETURN reduce(s = 'a', i IN range(1, 16) | s + s) =~ $re AS x",
    parameters: { re: "(.*a){22}" },
  },
  { why: "a plus of a plus", statement: "RETURN (reduce(s = 'a', i IN range(1, 17) | s + s) + '!') =~ '(a+)+' AS x" },
  {
    why: "a choice of the same",
    statement: "RETURN (reduce(s = 'a', i IN range(1, 17) | s + s) + '!') =~ '(a|a|aa)+' AS x",
  },
  {
    why: "a choice of much",
    statement: "RETURN (reduce(s = 'a', i IN range(1, 18) | s + s) + '!') =~ '(.*)*(.*)*(.*)*x' AS x",
  },
  { why: "a thousand of a thousand", statement: "RETURN 'a' =~ '(a{1000}){1000}' AS x" },
  { why: "a hundred of a hundred of a hundred", statement: "RETURN 'a' =~ '((a{100}){100}){100}' AS x" },
  { why: "a thousand of a text", statement: "RETURN reduce(s = 'a', i IN range(1, 18) | s + s) =~ '.{1000}' AS x" },
  {
    why: "a thousand at most of anything",
    statement: "RETURN reduce(s = 'a', i IN range(1, 18) | s + s) =~ '(.{0,1000}b?)*c' AS x",
  },
  {
    why: "nothing of nothing",
    statement: "RETURN reduce(s = 'a', i IN range(1, 18) | s + s) =~ '((((a*)*)*)*)*b' AS x",
  },
  {
    why: "many parentheses",
    statement: "RETURN 'a' =~ $re AS x",
    parameters: { re: `${repeated(480, "(")}a${repeated(480, ")")}` },
  },
  { why: "many stars", statement: "RETURN 'a' =~ $re AS x", parameters: { re: LONG_PATTERN } },
  { why: "a pattern a row", statement: "UNWIND range(1, 1000000) AS i RETURN count('a' =~ ('a{0,9}' + toString(i)))" },
  {
    why: "a large pattern a row",
    statement: "UNWIND range(1, 1000000) AS i RETURN count('a' =~ ('(a{100}){10}' + toString(i)))",
  },
  {
    why: "many that may be a thousand",
    statement: "RETURN reduce(s = 'a', i IN range(1, 11) | s + s) =~ $re AS x",
    parameters: { re: joined(40, (i) => `(x|.{0,1000}${String.fromCodePoint(98 + (i % 20))}?)*`, "") },
  },
  {
    why: "as many as are let through",
    statement: "RETURN reduce(s = 'a', i IN range(1, 18) | s + s) =~ $re AS x",
    parameters: { re: joined(4, (i) => `(x|.{0,1000}${String.fromCodePoint(98 + i)}?)*`, "") },
  },
  { why: "classes", statement: "RETURN 'a' =~ $re AS x", parameters: { re: repeated(90, "\\p{L}\\P{N}") } },
  { why: "back-references", statement: "RETURN 'aa' =~ '(a*)*\\\\1' AS x" },
  { why: "look-around", statement: "RETURN 'aa' =~ '(?=(a+))a*b' AS x" },
  {
    why: "a long text a row",
    statement:
      "WITH reduce(s = 'a', i IN range(1, 19) | s + s) AS s UNWIND range(1, 100000) AS i RETURN count(s =~ '(a|b|c|d)*e')",
  },
  { why: "a pattern over the graph", statement: "MATCH (n), (m) WHERE n.text =~ '(.*,){22}P' RETURN n" },
  { why: "a pattern that is text of the graph", statement: "MATCH (n:Long) RETURN 'a' =~ n.text AS x" },
  {
    why: "prefixes",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: joined(400, (i) => `w${i}*`, " OR ") },
  },
  {
    why: "prefixes of one letter",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(900, "w* ") },
  },
  {
    why: "slips",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: joined(900, (i) => `w${i}~2`, " ") },
  },
  {
    why: "stars inside",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(400, "*w*1*2*3*4*5* ") },
  },
  {
    why: "stars alone",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(2_000, "**** ") },
  },
  {
    why: "everything",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(3_000, "*:* ") },
  },
  {
    why: "ranges",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(900, "[a TO z] ") },
  },
  {
    why: "phrases with much between",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(500, '"w1 w2 w1 w2"~99 ') },
  },
  {
    why: "parentheses in a search",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: `${repeated(9_000, "(")}w1${repeated(9_000, ")")}` },
  },
  {
    why: "signs in a search",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(9_000, "+-!") },
  },
  {
    why: "boosts",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: repeated(1_000, "w1^9999999999999999 ") },
  },
  {
    why: "a long word in a search",
    statement: "CALL db.index.fulltext.queryNodes('words', $q) YIELD node RETURN count(node)",
    parameters: { q: `${repeated(30_000, "w")}~2` },
  },
  {
    why: "a search a row",
    statement:
      "UNWIND range(1, 1000000) AS i CALL db.index.fulltext.queryNodes('words', 'w* OR x~2') YIELD node RETURN count(node)",
  },
  {
    why: "an index nobody has",
    statement: "CALL db.index.fulltext.queryNodes($q, 'x') YIELD node RETURN node",
    parameters: { q: repeated(9_000, "x") },
  },
];
