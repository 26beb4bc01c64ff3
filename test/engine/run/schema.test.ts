import { expect } from "chai";
import { Database } from "../database.ts";

describe("Schema commands", () => {
  it("create and drop indexes and constraints, and list them", () => {
    const database = new Database();
    expect(database.changes("CREATE CONSTRAINT person_id FOR (n:Person) REQUIRE n.id IS UNIQUE")).to.deep.equal({
      constraintsAdded: 1,
    });
    expect(database.changes("CREATE INDEX person_name FOR (n:Person) ON (n.name)")).to.deep.equal({ indexesAdded: 1 });
    expect(database.changes("CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name)")).to.deep.equal({});
    expect(database.rows("SHOW CONSTRAINTS YIELD name, type, properties")).to.deep.equal([
      ["person_id", "UNIQUENESS", ["id"]],
    ]);
    expect(
      database.rows("SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NULL RETURN name"),
    ).to.deep.equal([["person_name"]]);
    expect(database.changes("DROP INDEX person_name")).to.deep.equal({ indexesRemoved: 1 });
    expect(database.changes("DROP CONSTRAINT person_id")).to.deep.equal({ constraintsRemoved: 1 });
    expect(database.changes("DROP INDEX person_name IF EXISTS")).to.deep.equal({});
  });

  it("keep a value unique, and undo the statement that would break it", () => {
    const database = new Database(
      "CREATE CONSTRAINT FOR (n:Person) REQUIRE n.id IS UNIQUE",
      "CREATE (:Person {id: 1})",
    );
    expect(database.refusal("CREATE (:Other) CREATE (:Person {id: 1.0})")[0]).to.equal("ConstraintValidationFailed");
    expect(database.value("MATCH (n) RETURN count(n)")).to.equal(1);
  });

  it("refuse what only Neo4j Enterprise keeps", () => {
    expect(new Database().refusal("CREATE CONSTRAINT FOR (n:P) REQUIRE n.x IS NOT NULL")).to.deep.equal([
      "Unsupported",
      "Unsupported",
    ]);
  });
});
