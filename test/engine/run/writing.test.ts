import { expect } from "chai";
import { Database } from "../database.ts";

const PEOPLE = "CREATE (a:P {name: 'Ann'})-[:K {w: 1}]->(b:P {name: 'Bob'})-[:K {w: 2}]->(c:P {name: 'Cid'})";

describe("Writing", () => {
  it("counts what it made", () => {
    expect(new Database().changes("CREATE (:A:B {x: 1, y: null})-[:T {z: 2}]->(:C)")).to.deep.equal({
      nodesCreated: 2,
      relationshipsCreated: 1,
      labelsAdded: 3,
      propertiesSet: 2,
    });
  });

  it("counts a key that is named twice once, and takes the last", () => {
    const database = new Database();
    expect(database.changes("CREATE ({a: 1, b: 2, a: 3})-[:T {c: 1, c: 2}]->()")).to.deep.equal({
      nodesCreated: 2,
      relationshipsCreated: 1,
      propertiesSet: 3,
    });
    expect(database.changes("FOREACH (i IN [1, 2] | MERGE (:X {a: i, a: 2}))")).to.deep.equal({
      nodesCreated: 1,
      labelsAdded: 1,
      propertiesSet: 1,
    });
    expect(database.rows("MATCH (n)-[r]->() RETURN n.a, n.b, r.c")).to.deep.equal([[3, 2, 2]]);
  });

  it("does not see what it writes itself", () => {
    const database = new Database(PEOPLE);
    expect(database.rows("MATCH (n) CREATE (:New) RETURN count(*)")).to.deep.equal([[3]]);
    expect(database.value("MATCH (n) RETURN count(n)")).to.equal(6);
  });

  it("lets what follows see it, also names that are new", () => {
    const database = new Database("CREATE (:A), (:B)");
    expect(database.rows("MATCH (a:A) SET a:New WITH a MATCH (n:New) RETURN labels(n)")).to.deep.equal([
      [["A", "New"]],
    ]);
    expect(
      database.changes("MATCH (a:A), (b:B) UNWIND [1, 2] AS i MERGE (a)-[:FRESH {list: ['x']}]->(b)"),
    ).to.deep.equal({ relationshipsCreated: 1, propertiesSet: 1 });
  });

  it("finishes although a LIMIT takes only some rows", () => {
    const database = new Database();
    expect(database.rows("UNWIND [1, 2, 3] AS x CREATE (n:N {x: x}) RETURN n.x LIMIT 1")).to.deep.equal([[1]]);
    expect(database.rows("UNWIND [4, 5] AS x CALL (x) { CREATE (:N {x: x}) } RETURN x LIMIT 1")).to.deep.equal([[4]]);
    expect(database.value("MATCH (n:N) RETURN count(n)")).to.equal(5);
  });

  it("merges what is there and makes what is not", () => {
    const database = new Database(PEOPLE);
    expect(
      database.rows(
        "UNWIND ['Ann', 'Zoe', 'Zoe'] AS name MERGE (n:P {name: name}) ON CREATE SET n.made = true ON MATCH SET n.seen = coalesce(n.seen, 0) + 1 RETURN n.name, n.made, n.seen",
      ),
    ).to.deep.equal([
      ["Ann", null, 1],
      ["Zoe", true, 1],
      ["Zoe", true, 1],
    ]);
    expect(database.refusal("MERGE (:P {name: null})")).to.deep.equal(["SemanticError", "MergeReadOwnWrites"]);
  });

  it("sets properties of one variable that stand side by side to what their values were before", () => {
    const database = new Database("CREATE (:P {a: 1}), (:Q)");
    const after = (text: string) => database.value(`${text} RETURN n`);
    expect(after("MATCH (n:P) SET n.a = n.a + 1, n['b'] = n.a, n.a = 5")).to.deep.equal({ a: 5, b: 1 });
    expect(after("MATCH (n:P) SET n.c = 7, n.d = n.c")).to.deep.equal({ a: 5, b: 1, c: 7 });
    expect(after("MATCH (n:P), (q:Q) SET n.c = 8, q.d = n.c, n.d = n.c")).to.deep.equal({ a: 5, b: 1, c: 8, d: 8 });
    expect(after("MATCH (n:P) SET n = {a: 1} SET n.b = n.a")).to.deep.equal({ a: 1, b: 1 });
    expect(after("MERGE (n:P) ON MATCH SET n.c = 1, n.d = n.c ON MATCH SET n.e = n.c")).to.deep.equal({
      a: 1,
      b: 1,
      c: 1,
      e: 1,
    });
    expect(database.changes("MATCH (n:P) SET n.a = 1, n.a = 2, n.none = null")).to.deep.equal({ propertiesSet: 2 });
    expect(database.changes("MATCH (n:P) SET n += {``: null, none: null}")).to.deep.equal({ propertiesSet: 1 });
  });

  it("asks the graph for the values of CREATE before it makes anything", () => {
    const database = new Database("CREATE (:A), (:A)");
    expect(
      database.rows(
        "MATCH (:A) CREATE (b:B {seen: COUNT { (:B) }})-[r:R {seen: EXISTS { ()--() }}]->(:C) RETURN b.seen, r.seen",
      ),
    ).to.deep.equal([
      [0, false],
      [0, false],
    ]);
    expect(database.rows("MATCH (a:A) CREATE (a)-[r:S {to: size([(a)--(b) | b])}]->(:D) RETURN r.to")).to.deep.equal([
      [0],
      [0],
    ]);
    expect(database.value("CREATE (e:E)-[:R]->(e), (f:F {seen: COUNT { (e)--() }}) RETURN f.seen")).to.equal(1);
    expect(
      database.rows(
        "FOREACH (i IN [1, 2, 3] | CREATE (:G {seen: COUNT { (:G) }})) WITH 1 AS one MATCH (g:G) RETURN g.seen",
      ),
    ).to.deep.equal([[0], [1], [2]]);
    expect(
      database.changes("MATCH (a:A) FOREACH (i IN COLLECT { MATCH (h:H) RETURN h } + [1] | CREATE (:H))"),
    ).to.deep.equal({ nodesCreated: 2, labelsAdded: 2 });
  });

  it("sets, adds to and replaces properties", () => {
    const database = new Database("CREATE (:P {a: 1, b: 2})");
    expect(database.value("MATCH (n:P) SET n.c = 3, n['d'] = 4 RETURN n")).to.deep.equal({ a: 1, b: 2, c: 3, d: 4 });
    expect(database.value("MATCH (n:P) SET n += {a: null, b: 5} RETURN n")).to.deep.equal({ b: 5, c: 3, d: 4 });
    expect(database.value("MATCH (n:P) SET n = {z: [1, 2]} RETURN n")).to.deep.equal({ z: [1, 2] });
    expect(database.value("MATCH (n:P) REMOVE n.z, n:P RETURN [labels(n), keys(n)]")).to.deep.equal([[], []]);
    expect(database.refusal("MATCH (n) SET n.x = {a: 1}")).to.deep.equal(["TypeError", "InvalidPropertyType"]);
  });

  it("deletes a node before its relationships, as long as they go too", () => {
    const database = new Database(PEOPLE);
    expect(database.refusal("MATCH (n:P) DELETE n")).to.deep.equal([
      "ConstraintVerificationFailed",
      "DeleteConnectedNode",
    ]);
    expect(database.value("MATCH (n) RETURN count(n)")).to.equal(3);
    expect(database.changes("MATCH (n:P {name: 'Ann'})-[r]->() DELETE n DELETE r")).to.deep.equal({
      nodesDeleted: 1,
      relationshipsDeleted: 1,
    });
    expect(database.changes("MATCH (n:P) DETACH DELETE n")).to.deep.equal({
      nodesDeleted: 2,
      relationshipsDeleted: 1,
    });
  });

  describe("of a node whose relationships still stand", () => {
    const setup =
      "CREATE (a:A {k: 1}), (b:B {k: 3, d: 7}), (c:C {k: 5}), (a)-[:R]->(b), (b)-[:S {w: 2}]->(c), (b)-[:L]->(b)";
    const deleted = "MATCH (n {k: 3}) DELETE n WITH n, count(*) AS c";
    const DELETED = ["EntityNotFound", "DeletedEntityAccess"];

    for (const [says, question, answer] of [
      ["has no label", "MATCH (:A)-[:R]->(b) WITH collect(b:B) AS answer", [false]],
      ["is no node of its label", "OPTIONAL MATCH (b:B) WITH count(b) AS answer", 0],
      ["is no node", "MATCH (b) WITH count(b) AS answer", 2],
      ["is no node of a pattern's label", "OPTIONAL MATCH (:A)-[:R]->(b:B) WITH count(b) AS answer", 0],
      ["has no key", "MATCH (:A)-[:R]->(b) WITH collect(keys(b)) AS answer", [[]]],
      ["has nothing that it leads to", "WITH COUNT { (n)--() } AS answer", 0],
      ["is led to from its other end", "MATCH (a:A) WITH COUNT { (a)-->() } AS answer", 1],
      ["is led to by a relationship of a type", "MATCH ()-[r:S]->() WITH sum(r.w) AS answer", 2],
      ["is led through by nothing", "OPTIONAL MATCH (:A)-[:R]->()-[:S]->(m) WITH count(m) AS answer", 0],
      ["is not deleted with them again", "DETACH DELETE n WITH COUNT { ()-->() } AS answer", 3],
    ] as const)
      it(says, () => {
        const database = new Database(setup);
        const text = `${deleted} ${question} MATCH ()-[r]->() DELETE r RETURN DISTINCT answer`;
        expect(database.value(text)).to.deep.equal(answer);
        expect(database.value("MATCH (m) RETURN collect(m.k)")).to.deep.equal([1, 5]);
      });

    for (const question of [
      "MATCH (:A)-[:R]->(b) RETURN b.d",
      "MATCH (:A)-[:R]->(b) WHERE b.d = 7 RETURN 1",
      "MATCH (:A)-[:R]->(b {d: 7}) RETURN 1",
      "MATCH (:A)-[:R]->(b) RETURN labels(b)",
      "SET n:Other",
      "CREATE (n)-[:R]->()",
    ])
      it(`cannot be asked or changed: ${question}`, () => {
        const database = new Database(setup);
        expect(database.refusal(`${deleted} ${question}`)).to.deep.equal(DELETED);
        expect(database.value("MATCH (m)-[r]->() RETURN [count(r), count(DISTINCT m)]")).to.deep.equal([3, 2]);
      });
  });

  it("gives what it deleted no label any more", () => {
    const database = new Database("CREATE (:Gone)");
    for (const change of ["SET n:Other", "REMOVE n:Gone"])
      expect(database.refusal(`MATCH (n:Gone) DELETE n ${change}`)[0]).to.equal("EntityNotFound");
    expect(database.value("MATCH (n:Gone) RETURN count(n)")).to.equal(1);
  });

  it("remembers of what it deleted only the type", () => {
    const database = new Database(PEOPLE);
    expect(database.rows("MATCH ()-[r {w: 1}]->() DELETE r RETURN type(r)")).to.deep.equal([["K"]]);
    expect(database.refusal("MATCH (n {name: 'Ann'}) DELETE n RETURN n.name")).to.deep.equal([
      "EntityNotFound",
      "DeletedEntityAccess",
    ]);
    expect(database.refusal("MATCH (n {name: 'Ann'}) DELETE n RETURN labels(n)")).to.deep.equal([
      "EntityNotFound",
      "DeletedEntityAccess",
    ]);
    for (const end of ["startNode", "endNode"])
      expect(database.refusal(`MATCH ()-[r {w: 2}]->() DELETE r RETURN ${end}(r).name`)).to.deep.equal([
        "EntityNotFound",
        "DeletedEntityAccess",
      ]);
  });

  it("leaves everything as it was when anything goes wrong", () => {
    const database = new Database(PEOPLE);
    expect(database.refusal("MATCH (n) SET n.x = 1 / (size(n.name) - 3)")).to.deep.equal([
      "ArithmeticError",
      "DivisionByZero",
    ]);
    expect(database.refusal("UNWIND [1, 2, 0] AS x CREATE (:N {x: 1 / x})")).to.deep.equal([
      "ArithmeticError",
      "DivisionByZero",
    ]);
    expect(database.rows("MATCH (n) RETURN n.name, n.x ORDER BY n.name")).to.deep.equal([
      ["Ann", null],
      ["Bob", null],
      ["Cid", null],
    ]);
  });

  it("does nothing to null", () => {
    const database = new Database();
    expect(database.changes("OPTIONAL MATCH (n:None) SET n.x = 1, n:L REMOVE n.y DETACH DELETE n")).to.deep.equal({});
  });

  it("keeps nothing under a name that Neo4j could not keep, wherever it comes from", () => {
    const database = new Database("CREATE (:A)");
    for (const name of ["", "a\0b"]) {
      for (const text of ["CREATE (n $map)", "CREATE ()-[r:R $map]->()", "MATCH (n:A) SET n += $map"]) {
        expect(database.refusal(text, { map: new Map([[name, 1]]) })).to.deep.equal([
          "ArgumentError",
          "InvalidArgumentValue",
        ]);
        expect(
          database.refusal(text, {
            map: new Map([
              ["a", 1],
              [name, 1],
            ]),
          })[0],
        ).to.equal("ArgumentError");
        database.result(text, { map: new Map([[name, null]]) });
      }
    }
    expect(database.rows("MATCH (n) WHERE size(keys(n)) > 0 RETURN n")).to.deep.equal([]);
  });

  it("writes for each item of a list", () => {
    const database = new Database();
    expect(database.changes("FOREACH (x IN [1, 2] | FOREACH (y IN [1, 2] | CREATE (:G {v: x * y})))")).to.deep.equal({
      nodesCreated: 4,
      labelsAdded: 4,
      propertiesSet: 4,
    });
  });

  it("is refused where only reading is allowed, before anything runs", () => {
    const database = new Database();
    for (const text of ["CREATE (:A)", "MATCH (n) WHERE false SET n.x = 1", "CALL { CREATE (:A) } RETURN 1"])
      expect(database.refusal(text, {}, { allow: "read" })).to.deep.equal(["Forbidden", "AccessMode"]);
    expect(database.refusal("CREATE INDEX FOR (n:A) ON (n.x)", {}, { allow: "write" })).to.deep.equal([
      "Forbidden",
      "AccessMode",
    ]);
  });

  it("take every row through one item of SET before the next", () => {
    const database = () => new Database("CREATE (:A {s: 5}), (:A {s: 7})");
    const rows = (text: string) => database().rows(text);
    expect(rows("MATCH (n:A {s: 5}) UNWIND [1, 2] AS i SET n += {x: n.s}, n.s = 1 RETURN n.x, n.s")).to.deep.equal([
      [5, 1],
      [5, 1],
    ]);
    expect(rows("MATCH (n:A) SET n:B, n.z = COUNT { (:B) } RETURN n.z")).to.deep.equal([[2], [2]]);
    expect(rows("MATCH (a {s: 5}), (b {s: 7}) SET a.q = b.s, b.s = 9, a.r = b.s RETURN a.q, a.r, b.s")).to.deep.equal([
      [7, 9, 9],
    ]);
    expect(database().changes("MATCH (n:A) SET n:B, n.z = 1, n.y = 2, n += {x: 3}")).to.deep.equal({
      labelsAdded: 2,
      propertiesSet: 6,
    });
  });
});
