import { expect } from "chai";
import type { Limits } from "../../../engine/run/budget.ts";
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
});
