import { expect } from "chai";
import { Database } from "../database.ts";

describe("WITH and RETURN", () => {
  const database = new Database(
    "CREATE (:P {name: 'Ann', age: 30}), (:P {name: 'Bob', age: 25}), (:P:Q {name: 'Cid', age: 30}), (:Q {name: 'Dee'})",
  );

  it("name a column by its own text", () => {
    const { columns } = database.result("MATCH (n:P) RETURN n.name,  n.age+1, count( * ), n.age AS age");
    expect(columns).to.deep.equal(["n.name", "n.age+1", "count( * )", "age"]);
  });

  it("group by what is not aggregated, also inside larger expressions", () => {
    expect(database.rows("MATCH (n:P) WITH n.age AS age RETURN age, age + count(*) AS sum ORDER BY age")).to.deep.equal(
      [
        [25, 26],
        [30, 32],
      ],
    );
    expect(database.rows("MATCH (n:P) RETURN {names: size(collect(n.name)), of: 'all'} AS map")).to.deep.equal([
      [{ names: 3, of: "all" }],
    ]);
  });

  it("give one row of nothing when there is no group", () => {
    expect(database.rows("MATCH (n:None) RETURN count(*), sum(n.x), avg(n.x), max(n.x), collect(n)")).to.deep.equal([
      [0, 0, null, null, []],
    ]);
    expect(database.rows("MATCH (n:None) RETURN n.x, count(*)")).to.deep.equal([]);
  });

  it("order by columns, by what stood before and by aggregates", () => {
    const names = [["Bob"], ["Ann"], ["Cid"]];
    expect(database.rows("MATCH (n:P) RETURN n.name ORDER BY n.age, n.name")).to.deep.equal(names);
    expect(database.rows("MATCH (n:P) WITH n.name AS name ORDER BY n.age, name RETURN name")).to.deep.equal(names);
    expect(database.rows("MATCH (n:P) RETURN n.age AS age, count(*) ORDER BY count(*) DESC, n.age")).to.deep.equal([
      [30, 2],
      [25, 1],
    ]);
  });

  it("order every kind of value, null last", () => {
    const mixed = "UNWIND [3, 'a', null, true, 1.5, [1], {a: 1}] AS x RETURN x ORDER BY x";
    expect(database.rows(mixed)).to.deep.equal([[{ a: 1 }], [[1]], ["a"], [true], [1.5], [3], [null]]);
    expect(database.rows(`${mixed} DESC`)).to.deep.equal(database.rows(mixed).toReversed());
  });

  it("give with ORDER BY and LIMIT what a full sort begins with", () => {
    const shuffled = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    const sorted = database.rows("UNWIND $list AS x RETURN x ORDER BY x % 10, x DESC", { list: shuffled });
    for (const [skip, limit] of [
      [0, 1],
      [3, 10],
      [490, 100],
      [0, 0],
    ] as const) {
      const some = database.rows("UNWIND $list AS x RETURN x ORDER BY x % 10, x DESC SKIP $skip LIMIT $limit", {
        list: shuffled,
        skip,
        limit,
      });
      expect(some).to.deep.equal(sorted.slice(skip, skip + limit));
    }
  });

  it("hold 1 and 1.0, and null and null, for the same when distinct", () => {
    expect(database.rows("UNWIND [1, 1.0, null, null, '1'] AS x RETURN DISTINCT x")).to.deep.equal([
      [1],
      [null],
      ["1"],
    ]);
  });

  it("let WHERE of a distinct WITH name what the column was", () => {
    expect(database.rows("MATCH (n:P) WITH DISTINCT n.age AS age WHERE n.age > 26 RETURN age")).to.deep.equal([[30]]);
  });

  it("stop at the LIMIT without reading on", () => {
    const { rows, steps } = database.result("UNWIND range(1, 100000000) AS x RETURN x LIMIT 2");
    expect(rows).to.deep.equal([[1], [2]]);
    expect(steps).to.be.below(10);
  });

  it("refuse limits that are no whole numbers", () => {
    expect(database.refusal("RETURN 1 LIMIT -1")).to.deep.equal(["SyntaxError", "NegativeIntegerArgument"]);
    expect(database.refusal("RETURN 1 LIMIT 1.5")).to.deep.equal(["SyntaxError", "InvalidArgumentType"]);
    expect(database.refusal("WITH 1 AS x RETURN x LIMIT x")).to.deep.equal(["SyntaxError", "NonConstantExpression"]);
  });

  it("join the columns of UNION by name", () => {
    expect(
      database.rows("RETURN 1 AS x, 2 AS y UNION RETURN 4 AS x, 3 AS y UNION RETURN 1 AS x, 2 AS y"),
    ).to.deep.equal([
      [1, 2],
      [4, 3],
    ]);
    expect(database.rows("RETURN 1 AS x UNION ALL RETURN 1 AS x")).to.deep.equal([[1], [1]]);
    expect(
      database.rows("UNWIND [1, 2] AS x RETURN x LIMIT 1 UNION ALL UNWIND [3, 4] AS x RETURN x SKIP 1"),
    ).to.deep.equal([[1], [4]]);
    expect(
      database.rows(
        "CALL { UNWIND [1, 2] AS x RETURN x LIMIT 1 UNION UNWIND [1, 3, 4] AS x RETURN x } WITH x LIMIT 2 RETURN x",
      ),
    ).to.deep.equal([[1], [3]]);
    expect(database.rows("UNWIND [1] AS x RETURN x LIMIT 0 UNION ALL RETURN 2 AS x")).to.deep.equal([[2]]);
    expect(database.refusal("RETURN 1 AS x UNION RETURN 1 AS y")).to.deep.equal([
      "SyntaxError",
      "DifferentColumnsInUnion",
    ]);
  });

  it("are ordered by what a name is behind them, whatever had it before, with aggregates too", () => {
    const rows = (order: string) =>
      database.rows(
        `UNWIND [[3, 1], [1, 2], [1, 3], [2, null]] AS m WITH m[0] AS p, m[1] AS r RETURN p AS r, count(r) AS p ORDER BY ${order}`,
      );
    expect(rows("p, r")).to.deep.equal([
      [2, 0],
      [3, 1],
      [1, 2],
    ]);
    expect(rows("p + r, r DESC")).to.deep.equal([
      [2, 0],
      [1, 2],
      [3, 1],
    ]);
    expect(rows("-p")).to.deep.equal([
      [1, 2],
      [3, 1],
      [2, 0],
    ]);
    expect(rows("count(r), r")).to.deep.equal([
      [2, 0],
      [3, 1],
      [1, 2],
    ]);
  });
});
