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

  it("list what was asked for, with the statement that makes it again", () => {
    const database = new Database(
      "CREATE CONSTRAINT person_id FOR (n:Person) REQUIRE n.id IS UNIQUE",
      "CREATE CONSTRAINT knows_id FOR ()-[r:KNOWS]-() REQUIRE r.id IS UNIQUE",
      "CREATE FULLTEXT INDEX `all names` FOR (n:Person|City) ON EACH [n.name, n.alias]",
    );
    const names = (filter: string) => database.rows(`SHOW ${filter} CONSTRAINTS YIELD name`).flat();
    expect(["", "ALL", "NODE UNIQUE", "REL UNIQUENESS", "KEY", "PROPERTY TYPE"].map(names)).to.deep.equal([
      ["knows_id", "person_id"],
      ["knows_id", "person_id"],
      ["person_id"],
      ["knows_id"],
      [],
      [],
    ]);
    const asked = "SHOW INDEXES YIELD name, type, createStatement WHERE type <> 'LOOKUP' RETURN name, createStatement";
    expect(database.rows(asked)).to.deep.equal([
      [
        "all names",
        "CREATE FULLTEXT INDEX `all names` FOR (n:`Person`|`City`) ON EACH [n.`name`, n.`alias`] OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words',`fulltext.eventually_consistent`: false}}",
      ],
      ["knows_id", "CREATE CONSTRAINT `knows_id` FOR ()-[r:`KNOWS`]-() REQUIRE (r.`id`) IS UNIQUE"],
      ["person_id", "CREATE CONSTRAINT `person_id` FOR (n:`Person`) REQUIRE (n.`id`) IS UNIQUE"],
    ]);
    const again = new Database(...database.rows(asked).map(([, statement]) => String(statement)));
    expect(again.rows(asked)).to.deep.equal(database.rows(asked));
  });

  it("take their names from parameters", () => {
    const database = new Database();
    const named = { name: "by parameter" };
    database.result("CREATE INDEX $name FOR (n:Person) ON (n.name)", named);
    expect(database.rows("SHOW INDEXES YIELD name")).to.deep.equal([["by parameter"]]);
    database.result("DROP INDEX $name", named);
    expect(database.rows("SHOW INDEXES YIELD name")).to.deep.equal([]);
  });

  it("tell what functions and procedures take and give", () => {
    const database = new Database();
    expect(
      database.rows("SHOW FUNCTIONS YIELD name, signature, aggregating WHERE name IN ['abs', 'count', 'toUpper']"),
    ).to.deep.equal([
      ["abs", "abs(INTEGER) :: INTEGER; abs(FLOAT) :: FLOAT", false],
      ["count", "count(ANY) :: INTEGER", true],
      ["toUpper", "toUpper(STRING) :: STRING", false],
    ]);
    expect(database.rows("SHOW USER DEFINED FUNCTIONS")).to.deep.equal([]);
    expect(database.rows("SHOW PROCEDURES YIELD name, signature WHERE name = 'db.labels'")).to.deep.equal([
      ["db.labels", "db.labels() :: (label :: STRING)"],
    ]);
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

  it("refuse a way to part texts into words that is not there", () => {
    const database = new Database();
    const index = (config: string) =>
      `CREATE FULLTEXT INDEX texts FOR (n:A) ON EACH [n.x] OPTIONS {indexConfig: {${config}}}`;
    expect(() => database.result(index("`fulltext.analyzer`: 'english'"))).to.throw("there is no other");
    expect(() => database.result(index("`fulltext.speed`: 1"))).to.throw("there is no setting fulltext.speed");
    database.result(index("`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false"));
    expect(database.rows("SHOW FULLTEXT INDEXES YIELD name, options")).to.deep.equal([
      [
        "texts",
        {
          indexConfig: { "fulltext.analyzer": "standard-no-stop-words", "fulltext.eventually_consistent": false },
          indexProvider: "fulltext-1.0",
        },
      ],
    ]);
  });
});
