import { expect } from "chai";
import { loadTextSearch } from "../../../engine/graph/fulltext.ts";
import type { ProcedureDefinition } from "../../../engine/run/execution.ts";
import { Database } from "../database.ts";

const DOUBLE: ProcedureDefinition = {
  name: "my.double",
  parameters: [{ name: "number", type: "INTEGER" }],
  columns: [
    { name: "once", type: "INTEGER" },
    { name: "twice", type: "INTEGER" },
  ],
  description: "A number and its double",
  rows: ([number]) => [[number ?? null, Number(number) * 2]],
};

describe("Procedures", () => {
  before(() => loadTextSearch());

  const database = new Database(
    "CREATE (:P {name: 'Ann Smith', age: 1})-[:K]->(:P {name: 'Bob Smith'}), (:Q {age: 1.5})",
    "CREATE FULLTEXT INDEX names FOR (n:P) ON EACH [n.name]",
  );
  const procedures = [DOUBLE];

  it("stand alone, with arguments or with parameters of their names", () => {
    expect(database.result("CALL my.double(2)", {}, { procedures }).rows).to.deep.equal([[2, 4]]);
    expect(database.result("CALL my.double", { number: 3 }, { procedures }).rows).to.deep.equal([[3, 6]]);
  });

  it("join their rows within a query", () => {
    const { columns, rows } = database.result(
      "UNWIND [1, 2] AS x CALL my.double(x) YIELD twice AS y WHERE y > 2 RETURN x, y",
      {},
      { procedures },
    );
    expect({ columns, rows }).to.deep.equal({ columns: ["x", "y"], rows: [[2, 4]] });
  });

  it("are refused when they are called wrongly, before anything runs", () => {
    const refusal = (text: string) => database.refusal(text, {}, { procedures });
    expect(refusal("CALL my.treble(1)")).to.deep.equal(["ProcedureError", "ProcedureNotFound"]);
    expect(refusal("CALL my.double(1, 2)")).to.deep.equal(["SyntaxError", "InvalidNumberOfArguments"]);
    expect(refusal("CALL my.double(1) YIELD nothing RETURN 1")).to.deep.equal(["SyntaxError", "UndefinedVariable"]);
    expect(refusal("WITH 1 AS x CALL my.double YIELD once RETURN once")).to.deep.equal([
      "SyntaxError",
      "InvalidArgumentPassingMode",
    ]);
  });

  it("list the names in use", () => {
    expect(database.rows("CALL db.labels()")).to.deep.equal([["P"], ["Q"]]);
    expect(database.rows("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t")).to.deep.equal([["K"]]);
    expect(database.rows("CALL db.propertyKeys()")).to.deep.equal([["age"], ["name"]]);
  });

  it("tell the types of properties", () => {
    expect(
      database.rows(
        "CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName, propertyTypes, mandatory RETURN * ORDER BY nodeType, propertyName",
      ),
    ).to.deep.equal(
      [
        [false, ":`P`", "age", ["Long"]],
        [true, ":`P`", "name", ["String"]],
        [true, ":`Q`", "age", ["Double"]],
      ].map(([mandatory, nodeType, name, types]) => [mandatory, nodeType, name, types]),
    );
  });

  it("search a full-text index, best first", () => {
    expect(
      database.rows("CALL db.index.fulltext.queryNodes('names', 'bob smith') YIELD node RETURN node.name"),
    ).to.deep.equal([["Bob Smith"], ["Ann Smith"]]);
    const refusal = (args: string) => database.refusal(`CALL db.index.fulltext.queryNodes(${args})`);
    expect(refusal("'none', 'x'")).to.deep.equal(["ProcedureError", "IndexNotFound"]);
    expect(refusal("'names', null")).to.deep.equal(["ProcedureError", "InvalidArgumentValue"]);
    expect(refusal("'names'")).to.deep.equal(["SyntaxError", "InvalidNumberOfArguments"]);
    expect(refusal("'names', 'x', {}, 1")).to.deep.equal(["SyntaxError", "InvalidNumberOfArguments"]);
  });

  it("leave out some of what they find, and take no more than is wished", () => {
    const found = (options: string) =>
      database.rows(`CALL db.index.fulltext.queryNodes('names', 'bob smith', ${options}) YIELD node RETURN node.name`);
    expect(found("{limit: 1}")).to.deep.equal([["Bob Smith"]]);
    expect(found("{skip: 1}")).to.deep.equal([["Ann Smith"]]);
    expect(found("{skip: 1, limit: 0, other: 3}")).to.deep.equal([]);
    expect(found("{limit: 'a', analyzer: 'standard-no-stop-words'}")).to.deep.equal([["Bob Smith"], ["Ann Smith"]]);
    const refusal = (options: string) =>
      database.refusal(`CALL db.index.fulltext.queryNodes('names', 'x', ${options})`);
    expect(refusal("{limit: -1}")).to.deep.equal(["ProcedureError", "NegativeIntegerArgument"]);
    expect(refusal("{analyzer: 'english'}")).to.deep.equal(["ProcedureError", "InvalidArgumentValue"]);
  });

  it("wait for an index that is there, at most so many seconds", () => {
    for (const text of ["CALL db.awaitIndexes", "CALL db.awaitIndexes(30)", "CALL db.awaitIndex('names', 5)"])
      expect(database.rows(text)).to.deep.equal([]);
    expect(database.refusal("CALL db.awaitIndex('none')")).to.deep.equal(["ProcedureError", "IndexNotFound"]);
  });
});
