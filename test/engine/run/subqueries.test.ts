import { expect } from "chai";
import { Database } from "../database.ts";

describe("Subqueries", () => {
  const database = new Database(
    "CREATE (a:P {name: 'Ann'}), (b:P {name: 'Bob'}), (c:P {name: 'Cid'}), (e:C {name: 'Acme'}), (a)-[:K]->(b), (b)-[:K]->(c), (a)-[:L]->(e), (b)-[:L]->(e)",
  );

  it("are asked whether, how often and what", () => {
    expect(
      database.rows(
        "MATCH (n:P) RETURN n.name, EXISTS { (n)-[:L]->() }, COUNT { (n)--() }, COLLECT { MATCH (n)-[:K]->(m) RETURN m.name } ORDER BY n.name",
      ),
    ).to.deep.equal([
      ["Ann", true, 2, ["Bob"]],
      ["Bob", true, 3, ["Cid"]],
      ["Cid", false, 1, []],
    ]);
  });

  it("count what is left where they end in WITH or in a query inside", () => {
    const asked = [
      "COUNT { MATCH (n:P) WITH n LIMIT 2 }",
      "COUNT { MATCH (n:P) LIMIT 2 }",
      "COUNT { UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 }",
      "COUNT { CALL { MATCH (n:P) RETURN n } }",
      "COUNT { MATCH (n:P) UNION ALL MATCH (m:C) }",
      "EXISTS { MATCH (n:P) WITH n LIMIT 1 }",
      "EXISTS { MATCH (n:P) SKIP 3 }",
    ];
    expect(database.rows(`RETURN ${asked.join(", ")}`)).to.deep.equal([[2, 2, 2, 3, 4, true, false]]);
  });

  it("have nameless nodes and relationships of their own where they stand bare in a WHERE", () => {
    const asked = (where: string) =>
      database.rows(`MATCH (n:P)-[r]-() WHERE ${where} RETURN n.name, count(*) ORDER BY n.name`);
    expect(asked("(n)-[:L]->()")).to.deep.equal([
      ["Ann", 2],
      ["Bob", 3],
    ]);
    expect(asked("NOT (n)-[:L]->()")).to.deep.equal([["Cid", 1]]);
    expect(asked("(n)-[:K]->()-[:K]->()")).to.deep.equal([["Ann", 2]]);
    expect(asked("(n)-->(:C) AND (n)<--()")).to.deep.equal([["Bob", 3]]);
  });

  it("find a shortest path as a value, or null, or all of them", () => {
    const rows = database.rows(
      "MATCH (a:P {name: 'Ann'}), (b) WHERE b <> a RETURN b.name, length(shortestPath((a)-[*]->(b))), [p IN allShortestPaths((a)-[*]-(b)) | length(p)] ORDER BY b.name",
    );
    expect(rows).to.deep.equal([
      ["Acme", 1, [1]],
      ["Bob", 1, [1]],
      ["Cid", 2, [2]],
    ]);
    expect(
      database.value("MATCH (a:P {name: 'Ann'}), (b:P {name: 'Bob'}) RETURN shortestPath((b)-[*]->(a)) IS NULL"),
    ).to.equal(true);
  });

  it("stand in patterns as predicates and comprehensions", () => {
    expect(database.rows("MATCH (n:P) WHERE NOT (n)-[:L]->() RETURN n.name")).to.deep.equal([["Cid"]]);
    expect(database.rows("MATCH (n:P) RETURN exists((n)-[:L]->()) AS e ORDER BY n.name")).to.deep.equal([
      [true],
      [true],
      [false],
    ]);
    expect(
      database.rows("MATCH (n:P) RETURN [(n)-[:K]->(m) WHERE m.name <> 'Cid' | m.name] AS l ORDER BY n.name"),
    ).to.deep.equal([[["Bob"]], [[]], [[]]]);
  });

  it("run once for each row and join it", () => {
    for (const inner of ["CALL { WITH n MATCH", "CALL (n) { MATCH", "CALL (*) { MATCH"])
      expect(
        database.rows(`MATCH (n:P) ${inner} (n)-[:K]->(m) RETURN m.name AS m } RETURN n.name, m ORDER BY m`),
      ).to.deep.equal([
        ["Ann", "Bob"],
        ["Bob", "Cid"],
      ]);
  });

  it("keep a row that finds nothing when optional", () => {
    expect(
      database.rows(
        "MATCH (n:P) OPTIONAL CALL (n) { MATCH (n)-[:K]->(m) RETURN m.name AS m } RETURN m ORDER BY n.name",
      ),
    ).to.deep.equal([["Bob"], ["Cid"], [null]]);
  });

  it("keep a path of given elements when an OPTIONAL MATCH finds nothing, as Neo4j does", () => {
    const given = "MATCH (n:P {name: 'Ann'})-[r:K]->(m)";
    for (const [optional, answer] of [
      ["p = (n) WHERE n.name = 'x'", [{ name: "Ann" }]],
      ["p = (n)-[r]->(m) WHERE false", [{ name: "Ann" }, { name: "Bob" }]],
      ["p = (m)<-[r]-(n) WHERE false", [{ name: "Bob" }, { name: "Ann" }]],
      ["p = (n), (n)-[:None]->()", [{ name: "Ann" }]],
      ["p = (n)-[r]->() WHERE false", null],
      ["p = (n)-[:K]->(m) WHERE false", null],
    ] as const)
      expect(
        database.rows(`${given} OPTIONAL MATCH ${optional} RETURN [x IN nodes(p) | {name: x.name}]`),
        optional,
      ).to.deep.equal([[answer]]);
  });

  it("leave as it is what they return under another name, when they find nothing", () => {
    expect(
      database.rows(
        "UNWIND [1, 2] AS x OPTIONAL CALL (x) { MATCH (n:C) WHERE x = 2 RETURN x AS y, n.name AS name } RETURN x, y, name",
      ),
    ).to.deep.equal([
      [1, null, null],
      [2, 2, "Acme"],
    ]);
  });

  it("aggregate, order and cut each for itself", () => {
    expect(
      database.rows(
        "UNWIND [1, 2] AS x CALL (x) { UNWIND [30, 10, 20] AS y RETURN x * y AS y ORDER BY y LIMIT 2 } CALL (y) { RETURN sum(y) AS s } RETURN x, y, s",
      ),
    ).to.deep.equal([
      [1, 10, 10],
      [1, 20, 20],
      [2, 20, 20],
      [2, 40, 40],
    ]);
  });

  it("write for each row, and see what the rows before wrote", () => {
    expect(
      new Database().rows("UNWIND [1, 2, 3] AS x CALL (x) { MERGE (n:M) SET n.last = x RETURN n } RETURN x, n.last"),
    ).to.deep.equal([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("see nothing they were not given, and give no name twice", () => {
    expect(database.refusal("WITH 1 AS a CALL () { RETURN a + 1 AS b } RETURN b")).to.deep.equal([
      "SyntaxError",
      "UndefinedVariable",
    ]);
    expect(database.refusal("WITH 1 AS a CALL { RETURN 2 AS a } RETURN a")).to.deep.equal([
      "SyntaxError",
      "VariableAlreadyBound",
    ]);
  });

  it("still see what is outside behind a WITH of their own", () => {
    expect(
      database.rows(
        "MATCH (n:P) WHERE EXISTS { WITH 'Acme' AS name MATCH (n)-->(m) WHERE m.name = name } RETURN n.name ORDER BY n.name",
      ),
    ).to.deep.equal([["Ann"], ["Bob"]]);
    expect(
      database.rows("MATCH (n:P) RETURN n.name, COUNT { WITH 1 AS one MATCH (n)-->(m) RETURN m } ORDER BY n.name"),
    ).to.deep.equal([
      ["Ann", 2],
      ["Bob", 2],
      ["Cid", 0],
    ]);
    expect(
      database.rows(
        "MATCH (n:P) CALL (n) { MATCH (n)-->(m) WITH count(m) AS c RETURN c, n.name AS name } RETURN name, c ORDER BY name",
      ),
    ).to.deep.equal([
      ["Ann", 2],
      ["Bob", 2],
      ["Cid", 0],
    ]);
    expect(
      database.rows("MATCH (n:P) CALL (n) { MATCH (m:C) RETURN * } RETURN n.name, m.name ORDER BY n.name"),
    ).to.deep.equal([
      ["Ann", "Acme"],
      ["Bob", "Acme"],
      ["Cid", "Acme"],
    ]);
  });

  it("take in only what the part of a UNION names that uses it", () => {
    expect(
      database.rows(
        "MATCH (n:C) CALL { WITH n RETURN n.name AS name UNION MATCH (n:P) RETURN n.name AS name } RETURN name ORDER BY name",
      ),
    ).to.deep.equal([["Acme"], ["Ann"], ["Bob"], ["Cid"]]);
    expect(
      database.rows(
        "MATCH (n:C) CALL { RETURN 'x' AS name UNION WITH n RETURN n.name AS name } RETURN name ORDER BY name",
      ),
    ).to.deep.equal([["Acme"], ["x"]]);
  });

  it("collect a variable of outside as it is", () => {
    expect(database.value("MATCH (n:C) RETURN COLLECT { MATCH (:P) RETURN n }")).to.deep.equal(
      Array.from({ length: 3 }, () => ({ name: "Acme" })),
    );
    expect(
      database.value("MATCH (n:C) RETURN COLLECT { MATCH (:P) RETURN n UNION ALL MATCH (:C) RETURN n }"),
    ).to.have.length(4);
  });
});
