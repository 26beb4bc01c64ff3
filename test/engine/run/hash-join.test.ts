import { expect } from "chai";
import type { Value } from "../../../engine/values/value.ts";
import { Database, type Plain } from "../database.ts";

/** Values of every kind, some of them equal without being the same, some beyond comparing. */
const VALUES = `[1, 1.0, 2, 0, -0.0, 0.0/0.0, 9007199254740993, 9007199254740992.0, 'a', 'Ä', true, [1], [1.0], [],
  date('2020-01-01'), datetime('2020-01-01T00:00Z'), datetime('2020-01-01T01:00+01:00'), duration('P1D'),
  duration('PT24H'), point({x: 1, y: 2}), null]`;
const MADE = [
  `UNWIND ${VALUES} AS value CREATE (:N {v: value, one: 1}), (:N:M {v: value, two: 2})`,
  "MATCH (n:N {v: 'a'}), (m:M {v: 2}) CREATE (n)-[:T]->(m)",
];
/** Of a node `n` and a value `x` that stood before. */
const CONDITIONS = [
  "n.v = x",
  "x = n.v",
  "n.v = [x][0]",
  "n.v = x AND n.one = 1",
  "n.v = x AND n:M",
  "n.v = x OR n.two = 2",
  "n.v <> x",
  "n.v < x",
  "NOT n.v = x",
  "n.v IN [x, 1]",
  "n.one = 1 AND n.v IS NOT NULL",
  "n.v = x AND EXISTS { (n)-[:T]->() }",
  "n.v = x AND COUNT { MATCH (m:M) WHERE m.v = n.v } > 1",
  "n.v = x = true",
  "n.none = x",
  "EXISTS { MATCH (m:M) WHERE m.v = x AND m.v = n.v }",
  // Some of these fail for some values, unless another drops the row.
  "1 / n.v = x",
  "1 / n.v = 1 AND n.v = x",
  "n.v = 1 / x",
  "n.v = 1 / x AND n.one = 3",
  "n.v = x AND 1 / n.one > 0 AND 1 / x > 0",
  "x = 'a' AND toInteger(n.v) = 1",
];

describe("What is found again and again", () => {
  const database = new Database(...MADE);
  const outcome = (statement: string, parameters: Readonly<Record<string, Value>> = {}): Plain[][] | string => {
    try {
      return database.rows(statement, parameters);
    } catch (error) {
      return (error as Error).name;
    }
  };
  const count = database.rows(`RETURN size(${VALUES}) AS c`)[0]?.[0] as number;
  const shapes: readonly (readonly [name: string, query: (condition: string) => string])[] = [
    ["a MATCH behind what gives rows", (condition) => `MATCH (n:N) WHERE ${condition} RETURN i, id(n) AS n`],
    ["an OPTIONAL MATCH", (condition) => `OPTIONAL MATCH (n:N) WHERE ${condition} RETURN i, id(n) AS n`],
    ["a part beside another", (condition) => `MATCH (o {one: 1}), (n) WHERE ${condition} RETURN i, id(o), id(n) AS n`],
    ["a COUNT { }", (condition) => `RETURN i, COUNT { MATCH (n:N) WHERE ${condition} } AS n`],
    ["a path", (condition) => `MATCH (n:N)-[r:T]-(m) WHERE ${condition} RETURN i, id(n) AS n, id(m)`],
  ];
  for (const [name, query] of shapes) {
    for (const condition of CONDITIONS) {
      it(`is what is found once, in ${name}: ${condition}`, () => {
        const places = Array.from({ length: count }, (_, place) => place);
        const given = (at: string) => `WITH ${VALUES} AS values UNWIND ${at} AS i WITH i, values[i] AS x`;
        const single = places.map((place) => outcome(`${given(`[${place}]`)} ${query(condition)}`));
        const failed = single.find((one) => typeof one === "string");
        const twice = outcome(`${given(`[${[...places, ...places].join()}]`)} ${query(condition)}`);
        expect(twice).to.deep.equal(failed ?? [...single, ...single].flat());
      });
    }
  }

  it("is looked for anew when the graph has changed", () => {
    const own = new Database("CREATE (:N {v: 1}), (:N {v: 2}), (:N {v: 2})");
    const statement = `UNWIND [1, 2, 2, 3, 3] AS x
      CALL (x) { MATCH (n:N {v: x}) WITH count(n) AS c CREATE (:N {v: x + 1}) RETURN c }
      CALL (x) { MATCH (n:N) WHERE n.v = x SET n.v = 3 RETURN count(*) AS changed }
      RETURN x, c, changed`;
    expect(own.rows(statement)).to.deep.equal([
      [1, 1, 1],
      [2, 3, 3],
      [2, 3, 0],
      [3, 2, 6],
      [3, 2, 6],
    ]);
  });

  it("takes one step for each row it gives, and not one for each node that is there", () => {
    const large = new Database("UNWIND range(1, 1000) AS i CREATE (:N {v: i, w: i % 10})");
    const steps = (statement: string) => large.result(statement).steps;
    expect(steps("UNWIND range(1, 1000) AS x MATCH (n:N {v: x}) RETURN count(*)")).to.be.below(10_000);
    expect(steps("UNWIND range(1, 1000) AS x MATCH (n:N {v: x, w: 1}) RETURN count(*)")).to.be.below(10_000);
    expect(steps("UNWIND range(1, 1000) AS x RETURN sum(COUNT { MATCH (n) WHERE n.v = x }) AS c")).to.be.below(10_000);
    expect(steps("MATCH (a:N), (b:N) WHERE a.w = 1 AND b.w = 2 AND a.v = b.v RETURN count(*)")).to.be.below(10_000);
    expect(steps("MATCH (a:N), (b:N) WHERE a.w = 1 AND b.w = 2 RETURN count(*)")).to.be.below(20_000);
  });

  it("is not kept where there is little room, and answered all the same", () => {
    const large = new Database("UNWIND range(1, 1000) AS i CREATE (:N {v: i})");
    const statement = "UNWIND range(1, 20) AS x MATCH (n:N {v: x}) RETURN count(*)";
    const { rows, steps } = large.result(statement, {}, { limits: { elements: 1_000 } });
    expect([rows, steps > 20_000]).to.deep.equal([[[20]], true]);
  });

  it("ends as soon as enough is found", () => {
    const large = new Database("UNWIND range(1, 1000) AS i CREATE (:N {v: i, w: 1})");
    const { steps } = large.result("UNWIND range(1, 100) AS x MATCH (n:N {w: x}) RETURN n LIMIT 1500");
    expect(steps).to.be.below(200_000);
    expect(large.rows("UNWIND range(1, 4) AS x RETURN EXISTS { MATCH (n:N) WHERE n.v > x } AS e")).to.deep.equal(
      Array.from({ length: 4 }, () => [true]),
    );
  });
});
