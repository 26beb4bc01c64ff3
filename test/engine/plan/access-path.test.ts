import { expect } from "chai";
import { Database, type Plain } from "../database.ts";

/** Values of every kind that can be stored, some of them equal, some beyond comparing. */
const MIXED = `UNWIND [1, 2.0, 1.0, 2, 3, -1, 0.0/0.0, 9007199254740993, 9007199254740992.0, 'a', 'ab', 'abc', 'b', '', 'Ä', true, false,
  [1, 2], [1], ['a'], [], date('2020-01-01'), date('2021-01-01'), datetime('2020-01-01T00:00Z'), localtime('10:00'),
  duration('P1D'), duration('P2D'), point({x: 1, y: 2}), point({x: 3, y: 1}), null, null] AS value`;
const MADE = [
  `${MIXED} CREATE (:N {v: value, one: 1})`,
  `${MIXED} CREATE (:N:M {v: value, two: 2})`,
  "MATCH (a:N), (b:M) WHERE a.v = b.v CREATE (a)-[:SAME {v: a.v, w: 1}]->(b)",
  "MATCH (a:N {one: 1}) WHERE a.v IS NULL OR a.v = 'a' CREATE (a)-[:OWN {v: 7}]->(a), (a)-[:NONE]->(:Other {v: 1})",
];
const INDEXES = [
  "CREATE INDEX n_v FOR (n:N) ON (n.v)",
  "CREATE INDEX n_pair FOR (n:N) ON (n.v, n.one)",
  "CREATE INDEX same_v FOR ()-[r:SAME]-() ON (r.v)",
  "CREATE CONSTRAINT m_id FOR (n:M) REQUIRE n.id IS UNIQUE",
];
/** What a statement changes before it is asked again: an index may not lag behind. */
const CHANGES = [
  "MATCH (n:N) WHERE n.v = 2 SET n.v = 'abcd'",
  "MATCH (n:N) WHERE n.v = 'b' REMOVE n.v",
  "MATCH (n:N) WHERE n.v IS NULL WITH n LIMIT 1 SET n.v = 1",
  "MATCH (n:M) WHERE n.v = 3 REMOVE n:N",
  "MATCH (n:N) WHERE n.v = true DETACH DELETE n",
  "MATCH ()-[r:SAME]->() WHERE r.v = 1 SET r.v = 5",
  "MATCH (n:M) WITH n, toString(id(n)) AS id SET n.id = id",
];
const CONDITIONS = [
  "n.v = 1",
  "2 = n.v",
  "n.v = 0.0/0.0",
  "n.v = null",
  "n.v = [1, 2]",
  "n.v = point({x: 1, y: 2})",
  "n.v = 9007199254740993",
  "n.v IN [1, 'a', null, [1]]",
  "n.v IN []",
  "n.v IN null",
  "n.v > 1",
  "n.v >= 1 AND n.v < 3",
  "1 <= n.v <= 2",
  "0 < n.v < n.one",
  "n.v < 'b'",
  "n.v > 'a' AND n.v <= 'b'",
  "n.v >= 'a' AND n.v < 3",
  "n.v > null",
  "n.v > [1]",
  "n.v < [1, 2]",
  "n.v >= date('2020-06-01')",
  "n.v <= date('2020-01-01')",
  "n.v > duration('P1D')",
  "n.v >= point({x: 0, y: 0})",
  "n.v < true",
  "n.v >= false",
  "n.v STARTS WITH 'a'",
  "n.v STARTS WITH ''",
  "n.v STARTS WITH null",
  "n.v IS NOT NULL",
  "n.v IS NULL",
  "n.v > 0 AND n.v IS NOT NULL AND n.one = 1",
  "n.v = 1 AND n.one = 1",
  "n.v = 1 OR n.v = 'a'",
  "NOT n.v = 1",
  "n.v <> 1",
];

const byId = (rows: Plain[][]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe("A MATCH answers the same with an index as without", () => {
  const [bare, indexed] = [new Database(...MADE), new Database(...INDEXES, ...MADE)];
  const same = (statement: string) =>
    expect(byId(indexed.rows(statement)), statement).to.deep.equal(byId(bare.rows(statement)));
  const inOrder = (statement: string) => expect(indexed.rows(statement)).to.deep.equal(bare.rows(statement));

  const askAll = () => {
    for (const condition of CONDITIONS) {
      same(`MATCH (n:N) WHERE ${condition} RETURN id(n)`);
      same(`MATCH (n) WHERE ${condition} AND n:N RETURN id(n)`);
      same(`UNWIND [1, 2] AS x OPTIONAL MATCH (n:N) WHERE ${condition} RETURN x, id(n)`);
      same(`MATCH (n:N)-[r]-(m) WHERE ${condition} RETURN id(n), id(r), id(m)`);
      same(`MATCH (a)-[n:SAME]->(b) WHERE ${condition.replaceAll(".one", ".w")} RETURN id(a), id(n), id(b)`);
      same(`MATCH (a)-[n:SAME]-(b) WHERE ${condition.replaceAll(".one", ".w")} RETURN id(a), id(n), id(b)`);
    }
    for (const value of ["1", "'a'", "null", "[1]", "2.0"]) {
      same(`MATCH (n:N {v: ${value}}) RETURN id(n)`);
      same(`MATCH (n:N {v: ${value}, one: 1}) RETURN id(n)`);
      same(`MATCH (a)<-[n:SAME {v: ${value}}]-(b) RETURN id(a), id(n), id(b)`);
      same(`MATCH (m:M) MATCH (n:N {v: m.v}) RETURN id(m), id(n)`);
      same(`MATCH (n:N {v: ${value}})-[r]->(m:N {v: ${value}}) RETURN id(n), id(r), id(m)`);
    }
  };

  it("whatever is asked of the value", askAll);

  for (const way of ["", "DESC"]) {
    for (const where of ["", "WHERE n.v > 0", "WHERE n.v STARTS WITH 'a'", "WHERE n.v IS NOT NULL", "WHERE n.v = 1"]) {
      for (const limit of ["", "LIMIT 7", "SKIP 3 LIMIT 60", "LIMIT 0"]) {
        it(`in the order of the value: ${where} ${way} ${limit}`, () => {
          inOrder(`MATCH (n:N) ${where} RETURN id(n) ORDER BY n.v ${way} ${limit}`);
          inOrder(`MATCH (n:N) ${where} WITH id(n) AS i, n.v AS v ORDER BY v ${way} ${limit} RETURN i, valueType(v)`);
          inOrder(`MATCH (n:N) ${where} WITH n ORDER BY n.v ${way} ${limit} RETURN id(n)`);
        });
      }
    }
  }

  it("in an order that is not the index's alone", () => {
    inOrder("MATCH (n:N) RETURN id(n) ORDER BY n.v, id(n) DESC LIMIT 9");
    inOrder("MATCH (n:N) RETURN DISTINCT n.v IS NULL AS v ORDER BY v LIMIT 5");
    inOrder("MATCH (n:N) RETURN n.one AS n ORDER BY n LIMIT 5");
    inOrder("UNWIND [1, 2] AS x MATCH (n:N) RETURN x, id(n) ORDER BY n.v LIMIT 9");
    inOrder("MATCH (n:N) RETURN n.v IS NULL AS v, count(*) AS c ORDER BY v LIMIT 5");
    inOrder("MATCH (n:N) WHERE n.v IN [2, 1] RETURN id(n) ORDER BY n.v LIMIT 5");
    inOrder("MATCH (n:N), (m:M {v: 1}) RETURN id(n), id(m) ORDER BY m.v LIMIT 5");
    inOrder("CALL () { MATCH (n:N) WHERE n.v > 0 RETURN id(n) AS i ORDER BY n.v DESC LIMIT 3 } RETURN i");
  });

  it("after every change, also within the statement that makes it", () => {
    for (const change of CHANGES) {
      for (const database of [bare, indexed]) database.result(change);
      askAll();
      inOrder("MATCH (n:N) RETURN id(n) ORDER BY n.v LIMIT 20");
      inOrder("MATCH (n:N) WHERE n.v > 0 RETURN id(n) ORDER BY n.v DESC");
      const within = `${change} WITH count(*) AS changed MATCH (n:N) WHERE n.v >= 1 RETURN changed, id(n) ORDER BY n.v`;
      for (const database of [bare, indexed]) database.graph.begin();
      inOrder(within);
      for (const database of [bare, indexed]) database.graph.rollback();
      inOrder("MATCH (n:N) RETURN id(n) ORDER BY n.v LIMIT 20");
    }
  });

  it("also where what stands behind IN is no list, and so a list of itself", () => {
    const statement = "MATCH (n:N) WHERE n.v IN $one RETURN n.v";
    const answers = [indexed, bare].map((database) => database.rows(statement, { one: "a" }));
    expect(answers).to.deep.equal([
      [["a"], ["a"]],
      [["a"], ["a"]],
    ]);
  });

  it("and refuses the same", () => {
    const refusals = [indexed, bare].map((database) =>
      database.refusal("MATCH (n:N) WHERE n.v = 1 / $zero RETURN n", { zero: 0 }),
    );
    expect(refusals[0]).to.deep.equal(refusals[1]);
  });
});

describe("A MATCH by id", () => {
  const database = new Database(
    "CREATE (a:A {x: 1})-[:T {x: 1}]->(b:B {x: 2})-[:U {x: 2}]->(a), (b)-[:T {x: 3}]->(b), (:C {x: 3})",
  );
  const questions: readonly (readonly [text: string, rows: Plain[][]])[] = [
    ["MATCH (n) WHERE id(n) = 1 RETURN n.x", [[2]]],
    ["MATCH (n) WHERE 1.0 = id(n) RETURN n.x", [[2]]],
    ["MATCH (n) WHERE id(n) = 1.5 RETURN n.x", []],
    ["MATCH (n) WHERE id(n) = null RETURN n.x", []],
    ["MATCH (n) WHERE id(n) = 77 RETURN n.x", []],
    ["MATCH (n) WHERE id(n) IN [2, 0, 2, null, 'a', -1] RETURN n.x ORDER BY n.x", [[1], [3]]],
    ["MATCH (n:A) WHERE id(n) = 1 RETURN n.x", []],
    ["MATCH (n) WHERE elementId(n) = 'n:1' RETURN n.x", [[2]]],
    ["MATCH (n) WHERE elementId(n) IN ['n:01', 'r:1', 'n:', '', 'n:2'] RETURN n.x", [[3]]],
    ["MATCH (n) WHERE id(n) > 0 RETURN n.x ORDER BY n.x", [[2], [3]]],
    ["MATCH (a)-[r]->(b) WHERE id(r) = 0 RETURN a.x, r.x, b.x", [[1, 1, 2]]],
    ["MATCH (a)<-[r]-(b) WHERE id(r) = 0 RETURN a.x, r.x, b.x", [[2, 1, 1]]],
    [
      "MATCH (a)-[r]-(b) WHERE elementId(r) = 'r:0' RETURN a.x, r.x, b.x ORDER BY a.x",
      [
        [1, 1, 2],
        [2, 1, 1],
      ],
    ],
    ["MATCH (a)-[r]-(b) WHERE id(r) = 2 RETURN a.x, r.x, b.x", [[2, 3, 2]]],
    ["MATCH (a)-[r]->(a) WHERE id(r) IN [0, 2] RETURN a.x, r.x", [[2, 3]]],
    ["MATCH (a)-[r:U]->(b) WHERE id(r) IN [0, 1, 2] RETURN r.x", [[2]]],
    ["MATCH (a)-[r:!T]->(b) WHERE id(r) IN [0, 1, 2] RETURN r.x", [[2]]],
    ["MATCH (a)-[r]->(b)-[s]->(c) WHERE id(r) = 2 RETURN s.x ORDER BY s.x", [[2]]],
    [
      "MATCH ()-[r:T]->() WITH r ORDER BY r.x MATCH (a)-[r]->(b) RETURN a.x, b.x",
      [
        [1, 2],
        [2, 2],
      ],
    ],
    [
      "MATCH ()-[r:T]->() WITH [r] AS rs UNWIND rs AS r MATCH (a)<-[r:T]-(b) RETURN a.x, b.x ORDER BY b.x",
      [
        [2, 1],
        [2, 2],
      ],
    ],
    ["OPTIONAL MATCH ()-[r:NONE]->() WITH r MATCH (a)-[r]->(b) RETURN a.x", []],
    ["MATCH ()-[r:U|T]->() RETURN r.x ORDER BY r.x", [[1], [2], [3]]],
    ["MATCH (n) WHERE id(n) = 1 DETACH DELETE n WITH 1 AS one MATCH (m) WHERE id(m) = 1 RETURN m", []],
  ];
  for (const [text, rows] of questions) {
    it(text, () => {
      expect(database.rows(text)).to.deep.equal(rows);
    });
  }
});

describe("A plan begins", () => {
  const database = new Database(
    "CREATE CONSTRAINT FOR (p:Person) REQUIRE p.id IS UNIQUE",
    "CREATE INDEX FOR (p:Person) ON (p.name)",
    "CREATE INDEX FOR (p:Person) ON (p.first, p.last)",
    "CREATE INDEX FOR ()-[r:KNOWS]-() ON (r.since)",
    "UNWIND range(1, 200) AS i CREATE (:Person {id: i, name: 'p' + i, first: 'f' + i % 2, last: 'l' + i})",
    "MATCH (a:Person), (b:Person) WHERE (a.id + b.id) % 20 = 0 CREATE (a)-[:KNOWS {since: a.id}]->(b)",
    "MATCH (a:Person {id: 1}), (b:Person {id: 2}) CREATE (a)-[:RARE]->(b)",
  );
  const leaf = (statement: string) => {
    const lines = database.result(`EXPLAIN ${statement}`).plan?.split("\n") ?? [];
    return (
      lines
        .map((line) => line.split(/ {2,}/)[0] ?? "")
        .findLast((operator) => operator !== "" && !operator.includes("Argument")) ?? ""
    );
  };
  const expected: readonly (readonly [operator: string, statement: string])[] = [
    ["NodeUniqueIndexSeek", "MATCH (p:Person {id: 7}) RETURN p"],
    ["NodeUniqueIndexSeek", "MATCH (p:Person)-[:KNOWS]->(q) WHERE p.id IN [1, 2] RETURN q"],
    ["NodeIndexSeek", "MATCH (p:Person) WHERE p.name = $name RETURN p"],
    ["NodeIndexSeek", "MATCH (p:Person) WHERE p.name IN [x IN range(1, 9) | 'p' + x] RETURN p"],
    ["NodeByLabelScan", "MATCH (p:Person), (q) WHERE p.name IN [q IN range(1, 9) | 'p' + q] RETURN p"],
    ["NodeIndexSeek", "MATCH (p:Person) WHERE p.last = 'l1' AND p.first = 'f1' RETURN p"],
    ["NodeIndexSeekByRange", "MATCH (p:Person) WHERE p.id > 7 AND p.id <= 9 RETURN p"],
    ["NodeIndexSeekByRange", "MATCH (p:Person) WHERE p.name STARTS WITH 'p1' RETURN p"],
    ["NodeIndexScan", "MATCH (p:Person) RETURN p ORDER BY p.name LIMIT 3"],
    ["NodeByIdSeek", "MATCH (p) WHERE id(p) = 3 RETURN p"],
    ["NodeByElementIdSeek", "MATCH (p:Person) WHERE elementId(p) = $name RETURN p"],
    ["NodeByLabelScan", "MATCH (p:Person) WHERE p.first = 'f1' RETURN p"],
    ["NodeByLabelScan", "MATCH (p:Person) RETURN p ORDER BY p.name"],
    ["AllNodesScan", "MATCH (p) RETURN p"],
    ["DirectedRelationshipTypeScan", "MATCH (a)-[r:RARE]->(b) RETURN a, b"],
    ["UndirectedRelationshipTypeScan", "MATCH (a)-[r:RARE]-(b) RETURN a, b"],
    ["DirectedRelationshipIndexSeek", "MATCH (a)-[r:KNOWS {since: 7}]->(b) RETURN a, b"],
    ["DirectedRelationshipIndexSeekByRange", "MATCH (a)-[r:KNOWS]->(b) WHERE r.since < 3 RETURN a, b"],
    ["DirectedRelationshipByIdSeek", "MATCH (a)-[r]->(b) WHERE id(r) = 3 RETURN a, b"],
    ["AllNodesScan", "MATCH (a)-[r]->(b) RETURN a, b"],
  ];
  for (const [operator, statement] of expected) {
    it(`at ${operator}: ${statement}`, () => {
      expect(leaf(statement.replace("$name", "'n:7'"))).to.match(new RegExp(`(^|\\| )${operator}$`));
    });
  }

  it("at both ends when an index finds both, and joins them", () => {
    const { plan } = database.result("EXPLAIN MATCH (a:Person {id: 1})-[:KNOWS]->(b:Person {id: 19}) RETURN a, b");
    expect(plan?.match(/NodeUniqueIndexSeek|Expand\(\w+\)|Filter/g)).to.deep.equal([
      "Expand(Into)",
      "NodeUniqueIndexSeek",
      "NodeUniqueIndexSeek",
    ]);
  });

  it("where a condition drops rows, and none is walked for those", () => {
    const start = (statement: string) =>
      database.result(`EXPLAIN ${statement}`).plan?.match(/Scan +\d+ +(\S+)/)?.[1] ?? "";
    expect([
      start("MATCH (a)-->(b)-->(c) RETURN count(*)"),
      start("MATCH (a)-->(b)-->(c) WHERE c.id > 60 RETURN count(*)"),
      start("MATCH (a:Person)-->(b:Person) WHERE a.id > 60 AND b.first = 'f1' RETURN count(*)"),
      start("MATCH (a)-->(b {first: 'f1'})-->(c) WHERE c.id > a.id RETURN count(*)"),
      start("MATCH (a)-->(b) WHERE b.id > a.id RETURN count(*)"),
    ]).to.deep.equal(["a", "c", "b:Person", "b", "a"]);
  });

  it("and ends as soon as a LIMIT has its rows", () => {
    const steps = (statement: string) => database.result(statement).steps;
    const ordered = "MATCH (p:Person) RETURN p ORDER BY p.name LIMIT 3";
    // The first who asks for an order sorts.
    expect([steps(ordered) > 200, steps(ordered) < 20]).to.deep.equal([true, true]);
    database.result("MATCH (p:Person) SET p.id = 1000 + p.id");
    const between = "MATCH (p:Person) WHERE p.id > 1005 RETURN p ORDER BY p.id LIMIT 3";
    expect([steps(between) > 200, steps(between) < 20]).to.deep.equal([true, true]);
    // One of them moves in the order: it is not sorted anew.
    database.result("MATCH (p:Person {id: 1007}) SET p.id = 2000");
    expect([steps(between) < 500, steps(between) < 20]).to.deep.equal([true, true]);
    expect(steps("MATCH (p:Person)-[r]->(q) RETURN q LIMIT 2")).to.be.below(40);
    expect(steps("MATCH (p:Person {id: 1003}) RETURN p")).to.be.below(8);
  });
});
