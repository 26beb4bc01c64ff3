import { expect } from "chai";
import { prepare } from "../../../engine/run-statement.ts";
import type { Limits } from "../../../engine/budget.ts";
import type { Value } from "../../../engine/values/value.ts";
import { Database } from "../database.ts";

describe("No query goes on for ever", () => {
  const database = new Database(
    "UNWIND range(1, 50) AS i CREATE (:N {i: i})",
    "MATCH (a:N), (b:N) CREATE (a)-[:T]->(b)",
  );
  const limits: Partial<Limits> = { steps: 200_000, elements: 20_000, listLength: 10_000, stringLength: 10_000 };
  const refusal = (text: string) => database.refusal(text, {}, { limits, allow: "read" }).join(" ");

  const attacks: Readonly<Record<string, readonly string[]>> = {
    "LimitExceeded ListTooLong": [
      "RETURN range(1, 10000000000) AS x",
      "RETURN reduce(l = [1], i IN range(1, 40) | l + l) AS l",
    ],
    "LimitExceeded StringTooLong": [
      "RETURN size(reduce(s = 'x', i IN range(1, 34) | s + s)) AS n",
      "WITH reduce(s = 'x', i IN range(1, 12) | s + s) AS s RETURN replace(s, 'x', s) AS n",
    ],
    "LimitExceeded NestingTooDeep": [
      "RETURN reduce(l = [], i IN range(1, 5000) | [l]) AS deep",
      "RETURN reduce(l = [], i IN range(1, 5000) | [1, [l]]) AS deep",
      "RETURN reduce(m = {}, i IN range(1, 5000) | {m: m}) AS deep",
    ],
    "LimitExceeded TooManyElements": [
      "RETURN reduce(l = [], i IN range(1, 40) | [l, l]) AS wide",
      `WITH [1] AS x ${"WITH [x, x] AS x ".repeat(40)} RETURN x`,
      "RETURN reduce(l = coalesce(null, [1, 2]), i IN range(1, 40) | [x IN l | l]) AS wide",
      "UNWIND range(1, 100000) AS i RETURN collect(i) AS l",
      "UNWIND range(1, 100000) AS i RETURN i, count(*) AS c",
      "UNWIND range(1, 100000) AS i WITH DISTINCT i RETURN sum(i) AS s",
      "UNWIND range(1, 100000) AS i WITH i ORDER BY -i RETURN sum(i) AS s",
      "UNWIND range(1, 100000) AS i WITH i, [x IN range(1, 100) | x + i] AS l ORDER BY i RETURN count(*) AS c",
      "RETURN [x IN range(1, 1000) | range(1, 1000)] AS x",
      "RETURN COLLECT { UNWIND range(1, 100000) AS x RETURN x } AS l",
      "MATCH p = (:N)-[*1..3]->() RETURN collect(p) AS ps",
    ],
    "LimitExceeded TooManySteps": [
      // Every type of a list is held against every other.
      `WITH [1, 1.5, 'a', true, {a: 1}, date(), time(), datetime(), localtime()] AS v
       RETURN valueType([x IN range(1, 511) | [i IN range(0, 8) WHERE x / toInteger(2 ^ i) % 2 = 1 | v[i]]]) AS t`,
      "UNWIND range(1, 100000000) AS x RETURN count(*) AS c",
      "MATCH (a), (b), (c), (d), (e) RETURN count(*) AS c",
      "MATCH (a:N)-[*1..20]->(b) RETURN count(*) AS c",
      "MATCH (n) CALL (n) { UNWIND range(1, 1000000) AS x RETURN count(x) AS c } RETURN sum(c)",
      "UNWIND range(1, 100000000) AS x WITH x WHERE x < 0 RETURN x",
      "WITH range(1, 1000) AS a, range(1, 1000) AS b UNWIND range(1, 1000) AS i RETURN count(a = b) AS c",
      "WITH reduce(s = 'x', i IN range(1, 13) | s + s) AS s UNWIND range(1, 10000) AS i RETURN count(s CONTAINS 'y') AS c",
    ],
  };

  for (const [refused, texts] of Object.entries(attacks)) {
    for (const text of texts) {
      it(`${refused}: ${text.slice(0, 90)}`, () => {
        expect(refusal(text)).to.equal(refused);
      });
    }
  }

  it("ends by the clock", () => {
    let now = 0;
    const clock = () => (now += 100);
    expect(
      database.refusal("UNWIND range(1, 100000000) AS x RETURN count(*)", {}, { clock, limits: { timeMillis: 1000 } }),
    ).to.deep.equal(["TimedOut", "TimedOut"]);
  });

  it("ends when its owner cancels it", () => {
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    cancel[0] = 1;
    expect(database.refusal("UNWIND range(1, 100000000) AS x RETURN count(*)", {}, { cancel })).to.deep.equal([
      "Cancelled",
      "Cancelled",
    ]);
  });

  it("cuts rows beyond the limit and says so", () => {
    const { rows, truncated } = database.result("UNWIND range(1, 10) AS x RETURN x", {}, { limits: { rows: 3 } });
    expect({ rows, truncated }).to.deep.equal({ rows: [[1], [2], [3]], truncated: true });
    const exact = database.result("UNWIND range(1, 3) AS x RETURN x", {}, { limits: { rows: 3 } });
    expect(exact.truncated).to.equal(false);
  });

  it("gives back what it held, so that small work can be done often", () => {
    const often =
      "UNWIND range(1, 5000) AS i CALL (i) { UNWIND [1, 2, 3, i] AS x WITH DISTINCT x ORDER BY x RETURN collect(x) AS l } RETURN sum(size(l)) AS s";
    expect(database.result(often, {}, { limits }).rows).to.deep.equal([[19_997]]);
  });

  it("learns no name from a statement that only reads", () => {
    const { graph } = database;
    const sizes = () => [graph.labels.size, graph.types.size, graph.keys.size];
    const before = sizes();
    const read =
      "MATCH (a:Unheard {unheard: 1})-[r:UNHEARD {of: 2}]->(b) WHERE b.never > r.before RETURN a.at, b {.all}, [(a)-[x:NO {o: 1}]-() | x.y]";
    expect(database.result(read).rows).to.deep.equal([]);
    expect(database.result("MATCH (n:N) RETURN n.unheard AS x LIMIT 1").rows).to.deep.equal([[null]]);
    expect(sizes()).to.deep.equal(before);
  });

  it("refuses a parameter that nests deeper than anything made here may", () => {
    const nested = (depth: number) => {
      let value: Value = [];
      for (let level = 1; level < depth; level += 1) value = [value];
      return value;
    };
    expect(database.result("RETURN size($p) AS n", { p: nested(200) }).rows).to.deep.equal([[1]]);
    for (const depth of [201, 20_000])
      expect(database.refusal("RETURN size($p) AS n", { p: nested(depth) })[0]).to.equal("LimitExceeded");
  });

  it("counts what is written, and keeps none of it when it is too much", () => {
    const writes = [
      "FOREACH (i IN range(1, 9000) | CREATE (:W {i: i}))",
      "FOREACH (i IN range(1, 9000) | MERGE (:W {i: i}))",
      "UNWIND range(1, 5000) AS i CREATE (:W)-[:T]->(:W)",
      "MATCH (n:N) FOREACH (i IN range(1, 500) | SET n.i = i)",
      "MATCH (n:N) SET n.text = reduce(s = 'x', i IN range(1, 16) | s + s) SET n.more = n.text + n.text",
      "MATCH (n:N) FOREACH (i IN range(1, 500) | SET n:A REMOVE n:A)",
      "MATCH ()-[r]->() WITH collect(r) AS all FOREACH (r IN all | DELETE r)",
    ];
    const before = database.rows("MATCH (n) RETURN count(n), sum(size(keys(n)))");
    for (const text of writes) {
      const told = database.refusal(text, {}, { limits: { elements: 20_000, stringLength: 200_000 } });
      expect([text, ...told]).to.deep.equal([text, "LimitExceeded", "TooManyElements"]);
    }
    expect(database.rows("MATCH (n) RETURN count(n), sum(size(keys(n)))")).to.deep.equal(before);
    expect(database.value("MATCH ()-[r]->() RETURN count(r)")).to.equal(2_500);
  });

  describe("looks up from its work often enough to be ended", () => {
    const long = "WITH reduce(s = $unit, i IN range(1, 18) | s + s) AS s";
    /** Units of work: rows, items, comparisons, characters. */
    const works: readonly (readonly [what: string, units: number, text: string, unit?: string])[] = [
      ["a scan", 125_000, "MATCH (a:N), (b:N), (c:N) RETURN count(a.i) AS n"],
      ["hops", 122_500, "MATCH (a)-->(b)-->(c) RETURN count(*) AS n"],
      ["trails", 100_000, "MATCH (a:N {i: 1})-[*1..3]->(b) RETURN count(*) AS n"],
      ["rows", 200_000, "UNWIND range(1, 200000) AS i RETURN count(i) AS n"],
      ["reduce", 200_000, "RETURN reduce(s = 0, i IN range(1, 200000) | s + i) AS n"],
      ["a list gone through", 200_000, "RETURN size([i IN range(1, 200000) WHERE i % 2 = 0]) AS n"],
      ["a sort", 100_000, "UNWIND range(1, 100000) AS i WITH i ORDER BY -i RETURN count(i) AS n"],
      ["groups", 100_000, "UNWIND range(1, 100000) AS i WITH i, count(*) AS c RETURN count(c) AS n"],
      ["a percentile", 100_000, "UNWIND range(1, 100000) AS i RETURN percentileDisc(-i, 0.5) AS n"],
      ["a shortest path", 2_500, "MATCH p = allShortestPaths((a:N {i: 1})-[*..2]->(b:N {i: 2})) RETURN count(p) AS n"],
      ["writing", 40_000, "UNWIND range(1, 40000) AS i CREATE (x:W {i: i}) DELETE x"],
      ["a regular expression", 262_144, `${long} RETURN s =~ '(a|b|.{0,40}c)*d' AS n`, "a"],
      ["a text looked through", 262_144, `${long} RETURN s CONTAINS (left(s, 90000) + 'b' + left(s, 90000)) AS n`, "a"],
      ["a text replaced", 262_144, `${long} RETURN size(replace(s, 'a', 'b')) AS n`, "a"],
      ["a text normalised", 524_288, `${long} RETURN size(normalize(s, NFD)) AS n`, "a\u0301"],
    ];
    const MOST_UNITS_A_LOOK = 40_000;

    before(() => prepare("RETURN 'a' =~ 'a' AS x"));

    for (const [what, units, text, unit = ""] of works) {
      it(what, () => {
        let looks = -1;
        const clock = () => {
          looks += 1;
          return 0;
        };
        expect(database.result(text, { unit }, { clock }).rows).to.have.length(text.includes("RETURN") ? 1 : 0);
        expect(units / looks).to.be.below(MOST_UNITS_A_LOOK);
        const cancel = new Int32Array(new SharedArrayBuffer(4));
        let after = 0;
        const cancelling = () => {
          after += cancel[0] ?? 0;
          cancel[0] = 1;
          return 0;
        };
        expect(database.refusal(text, { unit }, { clock: cancelling, cancel })).to.deep.equal([
          "Cancelled",
          "Cancelled",
        ]);
        expect(after).to.equal(0);
      });
    }
  });
});
