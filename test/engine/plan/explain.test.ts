import { expect } from "chai";
import { Database } from "../database.ts";

describe("A plan", () => {
  const database = new Database(
    "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.id IS UNIQUE",
    "CREATE INDEX FOR (p:Person) ON (p.name)",
    "UNWIND range(1, 200) AS i CREATE (:Person {id: i, name: 'p' + i, team: i % 4})",
    "MATCH (a:Person), (b:Person) WHERE (a.id + b.id) % 20 = 0 CREATE (a)-[:KNOWS {since: a.id}]->(b)",
  );
  const plan = (statement: string) => database.result(statement).plan;
  /** The operators from top to bottom, as they are indented. */
  const operators = (statement: string) =>
    plan(`EXPLAIN ${statement}`)
      ?.split("\n")
      .slice(1)
      .map((line) => line.split(/ {2,}/)[0]) ?? [];

  it("is told before it runs in the statement's own words, with rows it thinks will come", () => {
    const statement = `EXPLAIN MATCH (p:Person {id: 7})-[:KNOWS]->(q)
      WHERE q.id >   3
      RETURN q.name AS name, q.id ORDER BY name SKIP 1 LIMIT 5`;
    expect(plan(statement)).to.equal(
      [
        "Operator             Estimate  Details",
        "ProduceResults              4  name, q.id",
        "Skip                        4  1",
        "Top                         5  name LIMIT 6",
        "Projection                  5  q.name AS name, q.id",
        "Filter                      5  q.id > 3",
        "Expand(All)                10  (p)-[:KNOWS]->(q)",
        "NodeUniqueIndexSeek         1  p:Person(id) WHERE p.id = 7",
      ].join("\n"),
    );
  });

  it("works nothing out for rows that are left out, where that does not decide which they are", () => {
    const columns = "MATCH (p:Person) RETURN p.name AS name";
    expect(operators(`${columns} SKIP 1 LIMIT 2`)).to.deep.equal([
      "ProduceResults",
      "Projection",
      "Limit",
      "Skip",
      "NodeByLabelScan",
    ]);
    expect(operators(`${columns}, count(*) AS c LIMIT 2`)).to.deep.equal([
      "ProduceResults",
      "Limit",
      "EagerAggregation",
      "NodeByLabelScan",
    ]);
  });

  it("is told after PROFILE with the rows of each step and its work", () => {
    expect(plan("PROFILE MATCH (p:Person) WHERE EXISTS { (p)-[:KNOWS]->(:Person {id: 4}) } RETURN p.id")).to.equal(
      [
        "Operator               Estimate  Rows  Steps  Details",
        "ProduceResults              100    10     10  p.id",
        "Projection                  100    10      0  p.id",
        "SemiApply                   100    10      0  EXISTS { (p)-[:KNOWS]->(:Person {id: 4}) }",
        "| Expand(Into)                1    10   2200  (p)-[:KNOWS]->()",
        "| NodeUniqueIndexSeek         1   200    400  :Person(id) WHERE {id: 4}",
        "| Argument                    1   200      0  p",
        "NodeByLabelScan             200   200    201  p:Person",
      ].join("\n"),
    );
  });

  it("leaves no work out and counts none twice", () => {
    for (const statement of [
      "MATCH (p:Person)-[r]-() RETURN p.name, count(r) AS c ORDER BY c DESC LIMIT 20",
      "MATCH (p:Person) OPTIONAL MATCH (p)-[:KNOWS]->(q {id: 3}) WITH p, collect(q.name) AS names WHERE size(names) > 0 RETURN p.id, [(p)-->(z) | z.id] AS zs",
      "MATCH (p:Person) CALL (p) { MATCH (p)-[:KNOWS]->(q) RETURN count(q) AS c UNION RETURN 1 AS c } RETURN p.id, c ORDER BY p.name LIMIT 3",
      "UNWIND [1, 2] AS x MATCH (p:Person {id: x}) SET p.seen = true WITH p MERGE (p)-[:SAW]->(t:Thing {x: p.id}) WITH t SET t.y = 1 RETURN count(*)",
      "MATCH (a:Person {id: 1})-[:KNOWS*1..2]->(b) WHERE NOT (b)-->(:None) RETURN DISTINCT b.team AS team UNION ALL MATCH (n) RETURN count(n) AS team",
      "MATCH q = (a:Person)-[:KNOWS]->(b), (c:Person {team: 1}) WHERE COUNT { (b)--() } > 3 RETURN length(q) LIMIT 3",
      "CALL db.labels() YIELD label RETURN label ORDER BY label",
    ]) {
      const result = database.result(`PROFILE ${statement}`);
      const steps =
        result.plan
          ?.split("\n")
          .slice(1)
          .map((line) => Number(line.split(/ {2,}/)[3])) ?? [];
      expect(
        steps.reduce((sum, one) => sum + one, 0),
        statement,
      ).to.equal(result.steps);
    }
  });

  it("names each stage of a WITH, and what runs anew for each row stands between, indented", () => {
    expect(
      operators(
        "MATCH (p:Person) WITH DISTINCT p.team AS team ORDER BY team LIMIT 2 WHERE team > 0 CALL (team) { MATCH (q:Person {team: team}) RETURN count(q) AS n UNION RETURN 1 AS n } RETURN team, n",
      ),
    ).to.deep.equal([
      "ProduceResults",
      "Apply",
      "| Distinct",
      "| Union",
      "| | ProduceResults",
      "| | Projection",
      "| ProduceResults",
      "| EagerAggregation",
      "| Filter",
      "| NodeByLabelScan",
      "Filter",
      "Top",
      "Distinct",
      "Projection",
      "NodeByLabelScan",
    ]);
  });

  it("shows that a write waits for its rows", () => {
    expect(operators("MATCH (p:Person) SET p.x = 1 DETACH DELETE p")).to.deep.equal([
      "DetachDelete",
      "Eager",
      "Set",
      "Eager",
      "NodeByLabelScan",
    ]);
  });

  it("calls a pattern that may not be there by its name", () => {
    expect(operators("MATCH (p:Person) WHERE NOT (p)-->(:None) RETURN p").slice(0, 2)).to.deep.equal([
      "ProduceResults",
      "AntiSemiApply",
    ]);
    expect(operators("MATCH (p:Person) WHERE (p)-->(:None) OR p.id = 1 RETURN p").slice(0, 3)).to.deep.equal([
      "ProduceResults",
      "Filter",
      "| Filter",
    ]);
  });
});
