import { expect } from "chai";
import * as fc from "fast-check";
import { Database } from "../database.ts";
import { creation, smallGraph, type Found } from "./naive-paths.ts";
import { byEnds, check, choose } from "./path-answers.ts";
import { ENDS, LENGTHS, MANY, PATTERNS, SELECTORS, WHOLE } from "./path-cases.ts";

const RETURN = "RETURN [n IN nodes(p) | n.i] AS nodes, [r IN relationships(p) | r.n] AS links";

describe("Shortest paths", () => {
  describe("of each selector and pattern are those found by looking at every trail", () => {
    for (const pattern of PATTERNS) {
      it(`(a)${pattern.text}(b)`, () => {
        const cases = fc.tuple(smallGraph, fc.constantFrom(...SELECTORS), fc.constantFrom(...ENDS));
        fc.assert(
          fc.property(cases, ([graph, selector, ends]) => {
            const database = new Database(creation(graph));
            const holds = (path: Found) => pattern.holds?.(path, graph) ?? true;
            const statement = `${ends.text} MATCH p = ${selector.text} (a)${pattern.text}(b) ${RETURN}`;
            check(
              graph,
              database.rows(statement),
              byEnds(graph, pattern.segments(graph), ends.has, holds),
              selector,
              statement,
            );
          }),
          { seed: 20_261_125, numRuns: 60 },
        );
      });
    }
  });

  describe("that have to fulfil a condition of the whole path", () => {
    for (const condition of WHOLE) {
      it(condition.text, () => {
        const cases = fc.tuple(smallGraph, fc.constantFrom(...LENGTHS), fc.constantFrom(...ENDS), fc.boolean());
        fc.assert(
          fc.property(cases, ([graph, pattern, ends, all]) => {
            const database = new Database(creation(graph));
            const has = (a: number, b: number) => a !== b && ends.has(a, b);
            const wanted = byEnds(graph, pattern.segments(graph), has, (path) => condition.holds(path, graph));
            const name = all ? "allShortestPaths" : "shortestPath";
            const old = `${ends.text} MATCH p = ${name}((a)${pattern.text}(b)) WHERE a <> b AND ${condition.text} ${RETURN}`;
            const selector = { text: name, paths: all ? MANY : 1, lengths: 1 };
            check(graph, database.rows(old), wanted, selector, old);
            const inside = `MATCH SHORTEST 2 (p = (a)${pattern.text}(b) WHERE a <> b AND ${condition.text}) ${RETURN}`;
            const anywhere = byEnds(
              graph,
              pattern.segments(graph),
              (a, b) => a !== b,
              (path) => condition.holds(path, graph),
            );
            check(graph, database.rows(inside), anywhere, { text: "", paths: 2, lengths: MANY }, inside);
          }),
          { seed: 20_261_125, numRuns: 60 },
        );
      });
    }
  });

  it("are chosen before the WHERE of the clause is asked, but for what it says of the ends alone", () => {
    fc.assert(
      fc.property(smallGraph, fc.constantFrom(...PATTERNS), (graph, pattern) => {
        const database = new Database(creation(graph));
        const where = "WHERE a.v < b.v AND length(p) > 1";
        const statement = `MATCH p = SHORTEST 2 GROUPS (a)${pattern.text}(b) ${where} ${RETURN}`;
        const ends = (a: number, b: number) => (graph.v[a] ?? 0) < (graph.v[b] ?? 0);
        const holds = (path: Found) => pattern.holds?.(path, graph) ?? true;
        const all = byEnds(graph, pattern.segments(graph), ends, holds);
        const selector = { text: "", paths: MANY, lengths: 2 };
        const kept = [...all].map(([pair, found]) => {
          const chosen = choose(found, selector).filter(({ links }) => links.length > 1);
          return [pair, chosen] as const;
        });
        check(graph, database.rows(statement), new Map(kept), selector, statement);
      }),
      { seed: 20_261_125, numRuns: 150 },
    );
  });

  describe("are told as the statement names them", () => {
    // 0 -T-> 1 -T-> 2 -U-> 3, 0 -U-> 3, 3 -T-> 0; 4 alone; 5 with a loop
    const database = new Database(
      "CREATE (a:N {i: 0})-[:T]->(b:N {i: 1})-[:T]->(c:N {i: 2})-[:U]->(d:N:End {i: 3}), (a)-[:U]->(d)-[:T]->(a), (:N {i: 4}), (e:N {i: 5})-[:T]->(e)",
    );

    it("with the names inside what is repeated as lists, in the order of the path", () => {
      const statement =
        "MATCH (a {i: 0}), (d:End) MATCH SHORTEST 2 (a) ((x)-[r]->(y))+ (d) RETURN [n IN x | n.i], [q IN r | type(q)], [n IN y | n.i]";
      expect(database.rows(statement)).to.deep.equal([
        [[0], ["U"], [3]],
        [
          [0, 1, 2],
          ["T", "T", "U"],
          [1, 2, 3],
        ],
      ]);
      expect(
        database.rows("MATCH (d:End) MATCH SHORTEST 1 (a {i: 1}) ((x)-[r]->(y)-[s]->(z))+ (d) RETURN x, r, y, s, z"),
      ).to.deep.equal([[[{ i: 1 }], ["T"], [{ i: 2 }], ["U"], [{ i: 3 }]]]);
    });

    it("with no name at all", () => {
      expect(database.rows("MATCH SHORTEST 1 (:N {i: 0})-[:T]->+({i: 2}) RETURN 1")).to.deep.equal([[1]]);
      expect(database.rows("MATCH ALL SHORTEST (()-[:U]->(:End))+ WITH *, 1 AS one RETURN *")).to.deep.equal([
        [1],
        [1],
      ]);
      expect(database.value("MATCH (a {i: 1}) RETURN EXISTS { MATCH SHORTEST 1 (a)-->+(:End) }")).to.equal(true);
    });

    it("with a node in between that stood before, and a list that did", () => {
      const rows = database.rows(
        "MATCH (m {i: 2}) MATCH p = SHORTEST 1 ({i: 0})-->*(m)-->*(:End) MATCH q = SHORTEST 1 ({i: 0})-[r]->+(:End) RETURN [n IN nodes(p) | n.i], size(r)",
      );
      expect(rows).to.deep.equal([[[0, 1, 2, 3], 1]]);
    });

    it("as values, null and none where there is none", () => {
      const statement =
        "MATCH (a {i: 0}), (b) WHERE b.i IN [2, 3, 4] RETURN shortestPath((a)-[*]->(b)) AS p, [q IN allShortestPaths((a)-[:T*]->(b)) | length(q)] AS l";
      expect(database.rows(statement)).to.deep.equal([
        [[{ i: 0 }, { i: 1 }, { i: 2 }], [2]],
        [[{ i: 0 }, { i: 3 }], []],
        [null, []],
      ]);
      expect(database.value("MATCH (a {i: 0}) RETURN shortestPath((a)-[*0..]->(a)) AS p")).to.deep.equal([{ i: 0 }]);
    });

    it("or not, where the old functions would end where they begin", () => {
      const refused = ["ArgumentError", "SameStartAndEnd"];
      for (const statement of [
        "MATCH p = shortestPath((a {i: 4})-[*]-(b)) RETURN p",
        "MATCH (a {i: 4}), (b {i: 4}) MATCH p = shortestPath((a)-[*]-(b)) RETURN p",
        "MATCH (a {i: 4}) MATCH p = shortestPath((a)-[*0..]-(a)) RETURN p",
        "MATCH (a {i: 5}) MATCH p = allShortestPaths((a)-[*]-(a)) RETURN p",
        "MATCH (a {i: 4}) RETURN shortestPath((a)-[*]-(a)) AS p",
      ])
        expect(database.refusal(statement), statement).to.deep.equal(refused);
      expect(
        database.rows("MATCH (a {i: 4}), (b {i: 4}) MATCH p = shortestPath((a)-[*0..]-(b)) RETURN p"),
      ).to.deep.equal([[[{ i: 4 }]]]);
      expect(
        database.rows("MATCH p = shortestPath((a {i: 1})-[*]-(b)) WHERE a <> b RETURN b.i ORDER BY b.i"),
      ).to.deep.equal([[0], [2], [3]]);
    });

    it("several in one clause, with a condition of both", () => {
      const statement =
        "MATCH (a {i: 0}), p = shortestPath((a)-[*]->(b)), q = shortestPath((b)-[*]->(c:End)) WHERE a <> b AND b <> c AND length(p) + length(q) < 3 RETURN b.i, length(p), length(q)";
      expect(database.rows(statement)).to.deep.equal([]);
      expect(database.rows(statement.replace("< 3", "< 4"))).to.deep.equal([
        [1, 1, 2],
        [2, 2, 1],
      ]);
    });

    it("and in the plan: searched for from both ends, or from one for many others, the ends first", () => {
      const plans = new Database(
        "UNWIND range(0, 9) AS i CREATE (:N {i: i})",
        "MATCH (a {i: 0}), (b {i: 1}), (c {i: 2}) CREATE (a)-[:T]->(b)-[:T]->(c), (a)-[:U]->(c)",
        "CREATE CONSTRAINT FOR (n:N) REQUIRE n.i IS UNIQUE",
      );
      const steps = (text: string) =>
        (plans.result(`PROFILE ${text} RETURN 1`).plan ?? "")
          .split("\n")
          .slice(2)
          .map((line) => line.split(/ {2,}/))
          .map(([operator, _estimate, rows, _steps, details]) => [operator, details, rows].join(" | "))
          .filter((line) => /Path|Filter \| length|Seek/.test(line));
      expect(steps("MATCH SHORTEST 2 (a:N {i: 0})-[:T]->+(b)")).to.deep.equal([
        "StatefulShortestPath(All) | SHORTEST 2 (a:N {i: 0})-[:T]->+(b) | 2",
        "NodeUniqueIndexSeek | a:N(i) WHERE a.i = 0 | 1",
      ]);
      expect(steps("MATCH p = ANY 2 (a:N {i: 0})--+(b:N {i: 2}) WHERE length(p) > 1")).to.deep.equal([
        "Filter | length(p) > 1 | 1",
        "StatefulShortestPath(Into) | p = ANY 2 (a:N {i: 0})--+(b:N {i: 2}) | 2",
        "NodeUniqueIndexSeek | b:N(i) WHERE b.i = 2 | 1",
        "NodeUniqueIndexSeek | a:N(i) WHERE a.i = 0 | 1",
      ]);
      expect(steps("MATCH (a:N {i: 0}), p = shortestPath((a)-[*]->(b:N {i: 2})) WHERE length(p) > 1")).to.deep.equal([
        "ShortestPath | p = shortestPath((a)-[*]->(b:N {i: 2})) | 1",
        "NodeUniqueIndexSeek | b:N(i) WHERE b.i = 2 | 1",
        "NodeUniqueIndexSeek | a:N(i) WHERE a.i = 0 | 1",
      ]);
    });
  });

  describe("are known to be all there are, though the trails that come to nothing are too many to walk", () => {
    // 0 - 1 - 2, and behind 0 - 3 twelve nodes each joined with each.
    const database = new Database(
      "UNWIND range(0, 14) AS i CREATE (:N {i: i})",
      "UNWIND [[0, 1], [1, 2], [0, 3]] AS pair MATCH (a {i: pair[0]}), (b {i: pair[1]}) CREATE (a)-[:T]->(b)",
      "MATCH (a), (b) WHERE 2 < a.i < b.i CREATE (a)-[:T]->(b)",
    );
    const ask = (text: string) =>
      database.result(text, {}, { limits: { steps: 20_000_000, timeMillis: 1_000_000 } }).rows;

    for (const [text, answer] of [
      ["MATCH (a {i: 0}), (b {i: 2}) MATCH p = SHORTEST 2 (a)--+(b) RETURN length(p)", [[2]]],
      ["MATCH (a {i: 2}) MATCH p = SHORTEST 3 GROUPS (a)--+(b {i: 1}) RETURN length(p)", [[1]]],
      [
        "MATCH (a {i: 1}) MATCH p = SHORTEST 2 (a) (()--())+ (b) WHERE b.i < 3 RETURN b.i, length(p) ORDER BY b.i",
        [
          [0, 1],
          [2, 1],
        ],
      ],
      ["MATCH (a {i: 0}), (b {i: 2}) MATCH p = shortestPath((a)-[*]-(b)) WHERE length(p) = 3 RETURN p", []],
    ] as const) {
      it(text, () => {
        expect(ask(text)).to.deep.equal(answer);
      });
    }
  });

  it("are known to be all there are in a long chain, in steps that grow with its length", () => {
    const database = new Database("UNWIND range(0, 19999) AS i CREATE (:N {i: i})", "CREATE INDEX FOR (n:N) ON (n.i)");
    database.result("UNWIND range(1, 19999) AS i MATCH (a:N {i: i - 1}), (b:N {i: i}) CREATE (a)-[:T]->(b)");
    for (const [text, answer] of [
      ["(a:N {i: 0})-->+(b:N {i: 19999})", 19_999],
      ["(a:N {i: 0})--+(b:N {i: 10000})", 10_000],
      ["(a:N {i: 10})-[:T*]-(b:N {i: 10000})", 9990],
      ["(a:N {i: 19990}) ((x)--(y))+ (b:N {i: 10000})", 9990],
    ] as const) {
      const options = { limits: { steps: 2_000_000, timeMillis: 1_000_000 } };
      const { rows } = database.result(`MATCH p = SHORTEST 3 ${text} RETURN length(p)`, {}, options);
      expect(rows, text).to.deep.equal([[answer]]);
    }
  });

  describe("in a graph of 100,000 nodes and 300,000 relationships are found in a small part of its steps", () => {
    const NODES = 100_000;
    const database = new Database("CREATE CONSTRAINT FOR (n:N) REQUIRE n.i IS UNIQUE");
    /** A search from one end alone would look at most of the 600,000 ends of relationships. */
    const [PAIR, WHOLE_GRAPH] = [10_000, 2_500_000];
    const ends = "(a:N {i: 5}), (b:N {i: 70007})";
    const ask = (text: string, most: number) =>
      database.result(text, {}, { limits: { steps: most, timeMillis: 1_000_000 } }).rows;

    before(() => {
      const { graph } = database;
      const [label, type, key] = [graph.labels.intern("N"), graph.types.intern("T"), graph.keys.intern("i")];
      graph.begin();
      for (let node = 0; node < NODES; node += 1) graph.setNodeProperty(graph.createNode([label]), key, node);
      // Each node's three are a fixed shuffle of all, and every node is on one circle.
      for (let node = 0; node < NODES; node += 1)
        for (const other of [node + 1, node * 7 + 3, node * 1_103 + 71])
          graph.createRelationship(type, node, other % NODES);
      graph.commit();
    });

    for (const [what, most, text, answer] of [
      ["one between two nodes", PAIR, `${ends}, p = shortestPath((a)-[*]-(b)) RETURN length(p)`, 8],
      ["one along the arrows", PAIR, `${ends}, p = shortestPath((a)-[*]->(b)) RETURN length(p)`, 10],
      ["all of the least length", PAIR, `${ends}, p = allShortestPaths((a)-[*]-(b)) RETURN count(p)`, 11],
      ["several", PAIR, `${ends} MATCH p = SHORTEST 5 (a)--+(b) RETURN sum(length(p))`, 40],
      ["groups of two lengths", PAIR, `${ends} MATCH p = SHORTEST 2 GROUPS (a)-->+(b) RETURN sum(length(p))`, 94],
      ["one that climbs", PAIR, `${ends} MATCH p = ANY (a) ((x)-->(y) WHERE x.i < y.i)+ (b) RETURN length(p)`, 12],
      [
        "one that leaves nodes out",
        PAIR,
        `${ends}, p = shortestPath((a)-[*]-(b)) WHERE none(n IN nodes(p) WHERE n.i % 3 = 0) RETURN length(p)`,
        10,
      ],
      ["one to each node", WHOLE_GRAPH, "(a:N {i: 5}) MATCH p = SHORTEST 1 (a)-->+(b) RETURN max(length(p))", 13],
      ["one from each node", WHOLE_GRAPH, "(b:N {i: 5}) MATCH p = ANY (a)-->+(b) RETURN count(p)", NODES],
      [
        "those of a thousand pairs that share an end",
        WHOLE_GRAPH,
        "(a:N {i: 5}), (b:N) WHERE b.i < 1000 AND a <> b MATCH p = shortestPath((a)-[*]-(b)) RETURN max(length(p))",
        10,
      ],
    ] as const) {
      it(what, () => {
        expect(ask(`MATCH ${text}`, most)).to.deep.equal([[answer]]);
        expect(() => ask(`MATCH ${text}`, 10)).to.throw("more than 10 steps");
      });
    }

    it("or end when they are cancelled", () => {
      const cancel = new Int32Array(new SharedArrayBuffer(4));
      const clock = () => {
        cancel[0] = 1;
        return 0;
      };
      const text = `MATCH ${ends}, p = shortestPath((a)-[*]-(b)) WHERE length(p) > 20 RETURN p`;
      expect(database.refusal(text, {}, { cancel, clock })).to.deep.equal(["Cancelled", "Cancelled"]);
    });

    it("or end when they would hold too much", () => {
      const text = "MATCH (a:N {i: 5}) MATCH p = SHORTEST 1 (a)-->+(b) RETURN count(p)";
      expect(database.refusal(text, {}, { limits: { elements: 50_000 } })).to.deep.equal([
        "LimitExceeded",
        "TooManyElements",
      ]);
    });
  });
});
