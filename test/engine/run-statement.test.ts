import { expect } from "chai";
import { describeError, prepare } from "../../engine/run-statement.ts";
import { CypherError } from "../../engine/errors.ts";
import { Float, type Value } from "../../engine/values/value.ts";
import { Database } from "./database.ts";

describe("The engine's door", () => {
  it("tells what a statement needs before it runs", async () => {
    const { access, parameters, procedures } = await prepare(
      "MATCH (n {name: $name}) WHERE n.text =~ $pattern CALL db.labels() YIELD label RETURN n, label",
    );
    expect({ access, parameters, procedures }).to.deep.equal({
      access: "read",
      parameters: ["name", "pattern"],
      procedures: ["db.labels"],
    });
    expect((await prepare("MATCH (n) CALL (n) { SET n.x = 1 } RETURN 1")).access).to.equal("write");
    expect((await prepare("CREATE INDEX FOR (n:A) ON (n.x)")).access).to.equal("schema");
  });

  it("tells a mistake with its place and excerpt", () => {
    const text = "MATCH (n)\nRETURN n.name, toUper(n.name)";
    try {
      new Database().result(text);
      expect.fail("not refused");
    } catch (error) {
      if (!(error instanceof CypherError)) throw error;
      expect(describeError(error, text)).to.deep.equal({
        code: "Neo.ClientError.Statement.SyntaxError",
        message: "Unknown function 'toUper'",
        line: 2,
        column: 16,
        excerpt: "RETURN n.name, toUper(n.name)\n               ^",
        hint: "did you mean toUpper()?",
      });
    }
  });

  it("puts the caret under the mistake behind tabs and letters of two units too", () => {
    const text = "MATCH (n)\n\tWHERE n.name = '𝔸' ADN true";
    try {
      new Database().result(text);
      expect.fail("not refused");
    } catch (error) {
      if (!(error instanceof CypherError)) throw error;
      const { line, column, excerpt } = describeError(error, text);
      expect({ line, column, excerpt }).to.deep.equal({
        line: 2,
        column: 21,
        excerpt: "\tWHERE n.name = '𝔸' ADN true\n\t                   ^",
      });
    }
  });

  it("tells the place of what goes wrong while it runs", () => {
    const text = "UNWIND [1, 0] AS x\nRETURN 10 / x";
    try {
      new Database().result(text);
      expect.fail("not refused");
    } catch (error) {
      if (!(error instanceof CypherError)) throw error;
      expect(describeError(error, text)).to.include({ message: "/ by zero", line: 2, column: 8 });
    }
  });

  it("names a parameter that was not given", () => {
    expect(new Database().refusal("RETURN $missing")).to.deep.equal(["ParameterMissing", "MissingParameter"]);
  });

  it("plans without running for EXPLAIN, and counts rows for PROFILE", () => {
    const database = new Database("UNWIND range(1, 3) AS i CREATE (:N {i: i})");
    const explained = database.result("EXPLAIN MATCH (n:N) SET n.x = 1 RETURN n.i");
    expect(explained.rows).to.deep.equal([]);
    expect(explained.columns).to.deep.equal(["n.i"]);
    expect(explained.plan).to.match(/^Operator +Estimate +Details\nProduceResults +3 +n\.i\n/);
    expect(database.value("MATCH (n) RETURN count(n.x)")).to.equal(0);
    const profiled = database.result("PROFILE MATCH (n:N) WHERE n.i > 1 RETURN n.i AS i ORDER BY i");
    expect(profiled.rows).to.deep.equal([[2], [3]]);
    expect(profiled.plan?.split("\n").slice(1, 3).join("\n")).to.match(
      /^ProduceResults +2 +2 +2 +i\nSort +2 +2 +\d+ +i$/,
    );
  });

  it("plans what lacks a parameter, or has one that no run takes", () => {
    const text = "EXPLAIN MATCH (n:N {i: $i}) RETURN n.i AS i ORDER BY i SKIP $from LIMIT $most";
    for (const given of [
      new Map(),
      new Map<string, Value>([
        ["from", -1],
        ["most", new Float(1.5)],
      ]),
    ]) {
      const { plan } = new Database().result(text, Object.fromEntries(given));
      expect(plan).to.match(/^Skip +\d+ +\$from$/m);
      expect(plan).to.match(/^Top +\d+ +i LIMIT \$most$/m);
    }
  });

  it("refuses a float for SKIP and LIMIT as an argument that is wrong, given as a parameter or counted from one", () => {
    for (const limit of ["SKIP $float", "LIMIT $float", "LIMIT $float + 1"]) {
      const text = `UNWIND [1, 2] AS x RETURN x ${limit}`;
      try {
        new Database().result(text, { float: new Float(1) });
        expect.fail("not refused");
      } catch (error) {
        if (!(error instanceof CypherError)) throw error;
        expect(describeError(error, text).code).to.equal("Neo.ClientError.Statement.ArgumentError");
      }
    }
  });

  it("looks at a float that is given when it is met, and at all else before", () => {
    for (const [text, value, code] of [
      ["RETURN [1, 2][$given]", new Float(1), "TypeError"],
      ["RETURN toUpper($given)", new Float(1), "TypeError"],
      ["RETURN toUpper($given)", 1, "SyntaxError"],
      ["CREATE (n $given)", new Float(1), "TypeError"],
      ["CREATE (n $given)", 1, "SyntaxError"],
    ] as const) {
      try {
        new Database().result(text, { given: value });
        expect.fail("not refused");
      } catch (error) {
        if (!(error instanceof CypherError)) throw error;
        expect(describeError(error, text).code).to.equal(`Neo.ClientError.Statement.${code}`);
      }
    }
    expect(new Database().rows("RETURN [1, 2][..$given], range(1, $given)", { given: new Float(1.5) })).to.deep.equal([
      [[1], [1]],
    ]);
  });

  it("answers the changes of a write for a journal, and another graph can do them again", () => {
    const [database, copy] = [new Database(), new Database()];
    const { changes } = database.result("CREATE (:A {x: 1.0})-[:T {list: [1, 2]}]->(:B {name: 'b'})");
    copy.graph.apply(changes);
    const all = "MATCH (a)-[r]->(b) RETURN labels(a), a, type(r), r.list, labels(b), b";
    expect(copy.rows(all)).to.deep.equal(database.rows(all));
    expect(database.result("MATCH (n) RETURN n").changes).to.deep.equal([]);
  });
});
