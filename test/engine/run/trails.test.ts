import { expect } from "chai";
import * as fc from "fast-check";
import { Database } from "../database.ts";
import { creation, smallGraph } from "./naive-paths.ts";
import { byEnds, check } from "./path-answers.ts";
import { ENDS, MANY, PATTERNS } from "./path-cases.ts";

const ALL = { text: "", paths: MANY, lengths: MANY };

describe("Trails of each pattern are all there are", () => {
  for (const { text, segments, holds } of PATTERNS) {
    it(`(a)${text}(b)`, () => {
      fc.assert(
        fc.property(smallGraph, fc.constantFrom(...ENDS), (graph, ends) => {
          const statement = `${ends.text} MATCH p = (a)${text}(b) RETURN [n IN nodes(p) | n.i] AS nodes, [r IN relationships(p) | r.n] AS links`;
          const rows = new Database(creation(graph)).rows(statement);
          check(
            graph,
            rows,
            byEnds(graph, segments(graph), ends.has, (path) => holds?.(path, graph) ?? true),
            ALL,
            statement,
          );
        }),
        { seed: 20_261_125, numRuns: 60 },
      );
    });
  }
});

describe("Trails", () => {
  const hops = ["-[:R*]->", "-[:R]->+", "(()-[:R]->())+", "(()-[:R]->()-[:R]->())+"] as const;

  it("may be as long as the graph has relationships", () => {
    const database = new Database(
      "UNWIND range(0, 99999) AS i CREATE (:N {id: i})",
      "CREATE INDEX FOR (n:N) ON (n.id)",
    );
    database.result("UNWIND range(1, 99999) AS i MATCH (a:N {id: i - 1}), (b:N {id: i}) CREATE (a)-[:R]->(b)");
    for (const [index, hop] of hops.entries())
      expect(database.value(`MATCH (a:N {id: 0})${hop}(b) RETURN count(b)`), hop).to.equal(
        index === 3 ? 49_999 : 99_999,
      );
    for (const hop of ["-[r:R*]->", "(()-[r:R]->())+"])
      expect(
        database.value(`MATCH p = (a:N {id: 0})${hop}(b:N {id: 99999}) RETURN [size(r), length(p)]`),
      ).to.deep.equal([99_999, 99_999]);
    // Each list is one longer than the one before: that takes its time, and ends by it.
    let now = 0;
    const options = { clock: () => (now += 100), limits: { timeMillis: 1000 } };
    expect(database.refusal("MATCH (a:N {id: 0})-[r:R*]->(b) RETURN count(r)", {}, options)).to.deep.equal([
      "TimedOut",
      "TimedOut",
    ]);
  });

  it("come depth first, the relationships of a node in the order of their making", () => {
    const database = new Database(
      "CREATE (a:A {i: 0})-[:R {n: 1}]->(b {i: 1})-[:R {n: 2}]->(c {i: 2})-[:R {n: 3}]->(a), (a)-[:R {n: 4}]->(c), (b)-[:R {n: 5}]->(b), (c)-[:R {n: 6}]->(d {i: 3})",
    );
    const trails =
      "1, 12, 123, 1234, 12346, 126, 15, 152, 1523, 15234, 152346, 1526, 4, 43, 431, 4312, 43126, 4315, 43152, 431526, 46";
    const told = "RETURN reduce(t = '', x IN r | t + x.n) AS t";
    for (const hop of ["-[r:R*]->", "(()-[r:R]->())+"])
      expect(database.rows(`MATCH (a:A)${hop}(b) ${told}`).flat().join(", "), hop).to.equal(trails);
    expect(database.rows(`MATCH (a:A)-[r:R*2..3]->(b) ${told}`).flat()).to.deep.equal(
      trails.split(", ").filter((trail) => trail.length === 2 || trail.length === 3),
    );
    expect(
      database.rows(`MATCH (a:A)(()-[r:R]->()-[q:R]->()){1,2}(b) ${told}, reduce(t = '', x IN q | t + x.n) AS u`),
    ).to.deep.equal(
      trails
        .split(", ")
        .filter((trail) => trail.length % 2 === 0)
        .filter((trail) => trail.length < 5)
        .map((trail) => [trail.replaceAll(/(.)./g, "$1"), trail.replaceAll(/.(.)/g, "$1")]),
    );
  });
});
