import { expect } from "chai";
import { Database } from "../database.ts";

const PEOPLE =
  "UNWIND range(0, 59) AS i CREATE (:Person {i: i, city: ['Rome', 'Oslo', null][i % 3]}) WITH count(*) AS n UNWIND range(0, 9) AS i CREATE (:Place {i: i})";
const KNOWS =
  "MATCH (a:Person), (b:Person) WHERE (a.i * 7 + b.i * 3) % 11 = 0 OR a.i = 0 CREATE (a)-[:KNOWS {w: b.i}]->(b)";
const SEES = "MATCH (a:Person), (b) WHERE (a.i + b.i) % 17 = 0 AND a.i % 5 > 0 CREATE (a)-[:SEES]->(b)";

/** Each with the same question in a form that makes every row: a WITH between the MATCH and what counts. */
const QUESTIONS: readonly (readonly [match: string, between: string, projection: string])[] = [
  ["MATCH (n)", "n", "RETURN count(n)"],
  ["MATCH (n:Place)", "n", "RETURN count(*) + 1 AS more, count(n)"],
  ["MATCH (n:Nobody)", "n", "RETURN count(*)"],
  ["MATCH ()-[r]->()", "r", "RETURN count(r)"],
  ["MATCH (a)-[r:KNOWS]->(b)", "a, r, b", "RETURN count(*), count(a), count(b)"],
  ["MATCH ()<-[r:SEES|KNOWS|NONE]-()", "r", "RETURN count(r)"],
  ["MATCH ()-[r:NONE]->()", "r", "RETURN count(r)"],
  ["MATCH ()-[r]-()", "r", "RETURN count(r)"],
  ["MATCH (p:Person)-[r]-()", "p, r", "RETURN p.i AS i, count(r) AS degree ORDER BY degree DESC, i LIMIT 7"],
  ["MATCH (p:Person)-[r:KNOWS]->(x)", "p, r, x", "RETURN p, count(x) AS c ORDER BY c DESC, p.i"],
  ["MATCH (p)<-[r:SEES]-()", "p, r", "RETURN p, count(*) AS c, count(r) * 2 ORDER BY p.i, c"],
  ["MATCH (p)--(x)", "p, x", "RETURN p.city AS city, count(x) ORDER BY city"],
  ["MATCH (p {i: 0})-[:KNOWS]->(x)", "p, x", "RETURN count(x)"],
  ["MATCH (:Person)-[:KNOWS]->(x)", "x", "RETURN count(x)"],
  ["MATCH (x)-[:KNOWS]->(:Place)", "x", "RETURN count(x)"],
  ["MATCH (p:Person)-[r]->(x) WHERE p.i > 50", "p, r, x", "RETURN p.i AS i, count(r) ORDER BY i"],
  ["MATCH (p:Person)-[r]->(x) WHERE x.i > 50", "p, r, x", "RETURN p.i AS i, count(r) ORDER BY i"],
  ["MATCH (p:Person)-[r]->(x)", "p, r, x", "RETURN p.i AS i, count(DISTINCT x) AS c ORDER BY i"],
  ["MATCH (p:Person)-[r]->(x)", "p, r, x", "RETURN p.i AS i, count(r.w) AS c, count(r) ORDER BY i"],
  ["MATCH (p:Person)-[r]->(x)", "p, r, x", "RETURN p.i AS i, max(x.i) AS most, count(r) ORDER BY i"],
  ["MATCH (p:Person)-[r]->(p)", "p, r", "RETURN p.i AS i, count(r) AS loops ORDER BY i"],
  ["MATCH (p:Person)-[r]->(x)", "p, r, x", "RETURN DISTINCT p.city AS city, count(r) AS c ORDER BY city"],
  ["MATCH (p:Person)-[r]-(x)", "p, r, x", "WITH p, count(r) AS c WHERE c > 4 RETURN p.i AS i, c ORDER BY c, i"],
  ["MATCH (p:Person)-[r]-(x)", "p, r, x", "WITH p AS r, count(r) AS p WHERE p > 4 RETURN r.i AS i, p ORDER BY i"],
  ["MATCH (p:Person)-[r]-(x)", "p, r, x", "RETURN p.i AS i, count(*) + size([r IN [1, 2] | r]) AS c ORDER BY i"],
  ["UNWIND [0, 0, 1, null] AS i MATCH (p:Person {i: i})-[r]->()", "p, r", "RETURN p.i AS i, count(r) AS c ORDER BY i"],
  ["UNWIND [1, 2] AS i MATCH (p:Place)", "i, p", "RETURN i, count(p) AS c ORDER BY i"],
  ["MATCH (p) OPTIONAL MATCH (p)-[r:SEES]->(x)", "p, r, x", "RETURN p, count(r), count(*) ORDER BY p.i, labels(p)"],
  ["MATCH (p) OPTIONAL MATCH (p)-[r]-(x)", "p, r, x", "RETURN count(x), count(*), count(p)"],
  ["OPTIONAL MATCH (p:Nobody) OPTIONAL MATCH (p)-[r]-(x)", "p, r, x", "RETURN count(x), count(*), count(p)"],
  ["OPTIONAL MATCH (p:Nobody) OPTIONAL MATCH (p)-[r]-(x)", "p, r, x", "RETURN count(x), count(*)"],
];

describe("A MATCH that is only counted", () => {
  const database = new Database(PEOPLE, KNOWS, SEES);
  for (const [match, between, projection] of QUESTIONS) {
    it(`${match} ${projection}`, () => {
      const every = database.rows(`${match} WITH ${between} ${projection}`);
      expect(database.rows(`${match} ${projection}`)).to.deep.equal(every);
    });
  }

  it("is counted anew for each row of what stands around it", () => {
    expect(
      database.rows(
        "UNWIND [0, 1] AS i CALL (i) { MATCH (p:Person {i: i})-[r:KNOWS]->() RETURN count(r) AS c } RETURN i, c",
      ),
    ).to.deep.equal(
      database.rows("UNWIND [0, 1] AS i MATCH (p:Person {i: i})-[r:KNOWS]->() WITH i, p, r RETURN i, count(r) AS c"),
    );
  });

  it("sees what the statement has made and deleted", () => {
    const own = new Database("CREATE (:A)-[:T]->(:B)");
    expect(
      own.rows(
        "CREATE (:A)-[:T]->(:B) WITH count(*) AS one MATCH (n:A) WITH one, count(n) AS nodes MATCH ()-[r:T]->() RETURN one, nodes, count(r)",
      ),
    ).to.deep.equal([[1, 2, 2]]);
    expect(
      own.rows("MATCH ()-[r:T]->() DELETE r WITH count(*) AS gone MATCH (a:A)-[r]-() RETURN gone, count(r)"),
    ).to.eql([]);
    expect(own.rows("MATCH ()-[r:T]->() RETURN count(r)")).to.deep.equal([[0]]);
  });

  const operators = (statement: string) =>
    database
      .result(`EXPLAIN ${statement}`)
      .plan?.split("\n")
      .slice(1)
      .map((line) => line.split("  ")[0]);

  it("is read from the numbers the store keeps", () => {
    expect(operators("MATCH (n) RETURN count(n)")).to.include("NodeCountFromCountStore");
    expect(operators("MATCH (n:Person) RETURN count(*)")).to.include("NodeCountFromCountStore");
    expect(operators("MATCH ()-[r:KNOWS]->() RETURN count(r)")).to.include("RelationshipCountFromCountStore");
    expect(operators("MATCH ()-[r:KNOWS]-() RETURN count(r)")).to.not.include("RelationshipCountFromCountStore");
    expect(operators("MATCH (n:Person&Place) RETURN count(*)")).to.not.include("NodeCountFromCountStore");
    expect(operators("MATCH (n:Person {i: 1}) RETURN count(*)")).to.not.include("NodeCountFromCountStore");
  });

  it("is read as a degree, and grouped only where a node may come twice", () => {
    const top = operators("MATCH (p:Person)-[r]-() RETURN p, count(r) AS c ORDER BY c DESC LIMIT 20") ?? [];
    expect(top.filter((operator) => /Expand|Aggregation/.test(operator ?? ""))).to.deep.equal([]);
    const byCity = operators("MATCH (p:Person)-[r]-() RETURN p.city, count(r) AS c ORDER BY c DESC") ?? [];
    expect(byCity.filter((operator) => /Expand|Aggregation/.test(operator ?? "")).length).to.equal(1);
  });
});
