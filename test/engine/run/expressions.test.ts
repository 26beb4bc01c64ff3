import { expect } from "chai";
import { CypherError } from "../../../engine/errors.ts";
import { Database } from "../database.ts";

describe("Expressions", () => {
  const database = new Database("CREATE (:Person {name: 'Ann', age: 30, tags: ['x', 'y']})");
  const values = (text: string) => database.rows(`RETURN ${text}`)[0];

  it("know three truth values", () => {
    expect(values("null AND false, null OR true, null XOR true, NOT null, null = null, null IS NULL")).to.deep.equal([
      false,
      true,
      null,
      null,
      null,
      true,
    ]);
  });

  it("find items of a list, unless null hides them", () => {
    expect(values("1 IN [1, null], 2 IN [1, null], null IN [], null IN [1], [1] IN [[1]], 1 IN null")).to.deep.equal([
      true,
      null,
      false,
      null,
      true,
      null,
    ]);
  });

  it("compare chains, each operand once", () => {
    expect(values("1 < 2 < 3, 1 < 3 < 2, 1 < null < 0, 1 = 1.0, 'a' < 1")).to.deep.equal([
      true,
      false,
      null,
      true,
      null,
    ]);
  });

  it("read lists from both ends and by slices", () => {
    expect(values("[1, 2, 3][-1], [1, 2, 3][5], [1, 2, 3][1..], [1, 2, 3][..-1], [1, 2][null..1]")).to.deep.equal([
      3,
      null,
      [2, 3],
      [1, 2],
      null,
    ]);
  });

  it("refuse the ends of a slice that have more than 32 bits, as Neo4j does", () => {
    expect(
      values("[1, 2][-2147483648..2147483647], null[9223372036854775807..], [1][null..9223372036854775807]"),
    ).to.deep.equal([[1, 2], null, null]);
    for (const end of ["2147483648..", "..9223372036854775807", "-2147483649..", "-9223372036854775808..1"])
      expect(() => values(`[1, 2][${end}]`), end).to.throw(
        CypherError,
        "Expected an integer between -2147483648 and 2147483647, but got:",
      );
  });

  it("choose with CASE by value, by condition and by comparison", () => {
    expect(
      values(
        "CASE 1 WHEN 1 THEN 'a' ELSE 'b' END, CASE WHEN false THEN 1 END, CASE 5 WHEN < 3 THEN 'low' WHEN 4, 5 THEN 'mid' END, CASE null WHEN null THEN 'never' ELSE 'else' END",
      ),
    ).to.deep.equal(["a", null, "mid", "else"]);
  });

  it("go through lists", () => {
    expect(
      values(
        "[x IN [1, 2, 3] WHERE x > 1 | x * 10], reduce(s = 0, x IN [1, 2, 3] | s + x), all(x IN [1, null] WHERE x > 0), any(x IN [1, null] WHERE x > 0), none(x IN [] WHERE x), single(x IN [1, 2, null] WHERE x > 0)",
      ),
    ).to.deep.equal([[20, 30], 6, null, true, true, false]);
  });

  it("project maps out of nodes", () => {
    expect(database.value("MATCH (n:Person) RETURN n {.name, .nothing, next: n.age + 1}")).to.deep.equal({
      name: "Ann",
      nothing: null,
      next: 31,
    });
    expect(database.value("MATCH (n:Person) RETURN n {.*, age: 0}")).to.deep.equal({
      name: "Ann",
      age: 0,
      tags: ["x", "y"],
    });
  });

  it("take a chain of five thousand terms", () => {
    const ones = Array.from({ length: 5000 }, () => "1").join(" + ");
    expect(database.value(`RETURN ${ones}`)).to.equal(5000);
    expect(database.value(`RETURN ${ones.replaceAll("1 +", "true AND").replace(/1$/, "false")}`)).to.equal(false);
  });

  it("keep 64-bit integers exact and refuse to leave them", () => {
    expect(values("9007199254740993, -9223372036854775808, 4611686018427387904 + 1")).to.deep.equal([
      9007199254740993n,
      -9223372036854775808n,
      4611686018427387905n,
    ]);
    expect(database.refusal("RETURN 9223372036854775807 + 1")).to.deep.equal(["ArithmeticError", "IntegerOverflow"]);
    expect(database.refusal("RETURN 1 / 0")).to.deep.equal(["ArithmeticError", "DivisionByZero"]);
  });

  it("say which function may have been meant", () => {
    expect(() => database.result("RETURN toUper('a')"))
      .to.throw("Unknown function 'toUper'")
      .with.property("hint", "did you mean toUpper()?");
  });
});
