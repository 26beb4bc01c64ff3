import { expect } from "chai";
import { prepare, type Access } from "../../../engine/run-statement.ts";
import { Database } from "../database.ts";

const ACCESS: Readonly<Record<Access, readonly string[]>> = {
  read: [
    "MATCH (n) OPTIONAL MATCH (n)-->(m) WITH n, m ORDER BY n.x SKIP 1 LIMIT 2 RETURN n, m",
    "MATCH (n) ORDER BY n.x LIMIT 1 RETURN n",
    "UNWIND [1] AS x RETURN x UNION RETURN 2 AS x",
    "MATCH (n) FINISH",
    "CALL { MATCH (n) RETURN n } CALL (n) { RETURN n.x AS x } RETURN x",
    "MATCH (n) WHERE EXISTS { (n)-->() } RETURN COUNT { (n)--() }, COLLECT { MATCH (n)-->(m) RETURN m.x }",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.index.fulltext.queryNodes('names', 'a') YIELD node RETURN node",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER 5 runtime=slotted MATCH (n) RETURN n",
    "SHOW INDEXES",
    "SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'a' RETURN name",
    "RETURN 'CREATE (n)' AS text, {delete: 1}.delete AS `SET` /* MERGE (n) */ // DELETE n",
  ],
  write: [
    "CREATE (n)",
    "INSERT (n)",
    "MERGE (n:A) ON CREATE SET n.x = 1 ON MATCH SET n.y = 2",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) SET n:A",
    "MATCH (n) REMOVE n.x",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n RETURN 1",
    "FOREACH (x IN [] | CREATE (n))",
    "MATCH (n) CALL (n) { SET n.x = 1 } RETURN n",
    "CALL { CALL { CREATE (n) RETURN n } RETURN n } RETURN n",
    "MATCH (n) RETURN n UNION CREATE (n) RETURN n",
    "MATCH (n) WHERE false CREATE (m)",
    "EXPLAIN CREATE (n)",
    "PROFILE CREATE (n)",
    "CYPHER planner=cost CREATE (n)",
  ],
  schema: [
    "CREATE INDEX FOR (n:A) ON (n.x)",
    "CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:A|B) ON EACH [n.x]",
    "CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE",
    "DROP INDEX names IF EXISTS",
    "DROP CONSTRAINT names",
    "EXPLAIN CREATE INDEX FOR (n:A) ON (n.x)",
  ],
};

describe("What a statement may do", () => {
  for (const [access, statements] of Object.entries(ACCESS)) {
    for (const statement of statements) {
      it(`is known from its tree alone, as ${access}: ${statement}`, async () => {
        expect((await prepare(statement)).access).to.equal(access);
      });
    }
  }

  it("is all that runs: what may only read is refused a write before anything is done, but may look at its plan", () => {
    const database = new Database();
    for (const text of [...ACCESS.write, ...ACCESS.schema]) {
      if (text.startsWith("EXPLAIN")) {
        expect(database.result(text, {}, { allow: "read" }).rows).to.deep.equal([]);
        continue;
      }
      expect(database.refusal(text, {}, { allow: "read" })).to.deep.equal(["Forbidden", "AccessMode"]);
    }
    expect(database.value("MATCH (n) RETURN count(n)")).to.equal(0);
    expect(database.rows("SHOW INDEXES")).to.deep.equal([]);
  });

  it("names the procedures and parameters it needs, wherever they stand", async () => {
    const { procedures, parameters } = await prepare(
      "MATCH (n {id: $id}) WHERE EXISTS { MATCH (n) WHERE n.x > $least } CALL (n) { CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey } RETURN [x IN $list | x + $more], propertyKey SKIP $skip",
    );
    expect({ procedures, parameters: [...parameters].toSorted() }).to.deep.equal({
      procedures: ["db.propertykeys"],
      parameters: ["id", "least", "list", "more", "skip"],
    });
    const command = await prepare("CREATE INDEX $name FOR (n:A) ON (n.x) OPTIONS $options");
    expect(command.parameters).to.deep.equal(["name", "options"]);
  });
});
