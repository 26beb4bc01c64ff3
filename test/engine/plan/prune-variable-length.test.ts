import { expect } from "chai";
import * as fc from "fast-check";
import { Database } from "../database.ts";

const NODES = 6;
const node = fc.nat({ max: NODES - 1 });
const graphs = fc.array(fc.tuple(node, node, fc.constantFrom("R", "S"), fc.nat({ max: 2 })), { maxLength: 9 });
const patterns = fc.record({
  least: fc.constantFrom("", "0", "1"),
  most: fc.constantFrom("", "1", "2", "3", "4"),
  type: fc.constantFrom("", ":R", ":R|S"),
  direction: fc.constantFrom(["-", "->"], ["<-", "-"], ["-", "-"]),
  weight: fc.constantFrom("", " {w: 1}"),
});

type Pattern = typeof patterns extends fc.Arbitrary<infer Value> ? Value : never;

function hops({ least, most, type, direction: [left, right], weight }: Pattern, name: string): string {
  return `${left}[${name}${type}*${least}..${most}${weight}]${right}`;
}

function databaseOf(graph: readonly (readonly [number, number, string, number])[]): Database {
  const made = graph.map(([from, to, type, w]) => `(n${from})-[:${type} {w: ${w}}]->(n${to})`);
  const nodes = Array.from({ length: NODES }, (_, at) => `(n${at}:N {at: ${at}})`);
  return new Database(`CREATE ${[...nodes, ...made].join(", ")}`);
}

/** Two forms of one question: the second has a use for the relationships, so that every trail is walked. */
const FORMS: readonly (readonly [string, string])[] = [
  ["MATCH (a:N)$(b) RETURN DISTINCT a.at, b.at", "MATCH (a:N)$r(b) RETURN DISTINCT a.at, b.at, size(r) >= 0 AS x"],
  [
    "MATCH (a:N {at: 0})$(b) RETURN count(DISTINCT b)",
    "MATCH (a:N {at: 0})$r(b) WHERE size(r) >= 0 RETURN count(DISTINCT b)",
  ],
  ["MATCH (a:N)$(b {at: 3}) RETURN min(a.at)", "MATCH (a:N)$r(b {at: 3}) WHERE size(r) >= 0 RETURN min(a.at)"],
  ["MATCH (a:N)$(a) RETURN DISTINCT a.at", "MATCH (a:N)$r(a) RETURN DISTINCT a.at, size(r) >= 0 AS x"],
  [
    "MATCH (a:N), (b:N) WHERE EXISTS { (a)$(b) } RETURN a.at, b.at",
    "MATCH (a:N), (b:N) WHERE EXISTS { MATCH p = (a)$(b) WHERE length(p) >= 0 } RETURN a.at, b.at",
  ],
  [
    "MATCH (a:N), (b:N) WHERE (a)$(b) RETURN a.at, b.at",
    "MATCH (a:N), (b:N) WHERE EXISTS { MATCH p = (a)$(b) WHERE length(p) >= 0 } RETURN a.at, b.at",
  ],
  [
    "MATCH (a:N {at: 1}) OPTIONAL MATCH (a)$(b:N) WHERE b.at > 1 WITH DISTINCT a, b RETURN a.at, b.at",
    "MATCH (a:N {at: 1}) OPTIONAL MATCH (a)$r(b:N) WHERE b.at > 1 AND size(r) >= 0 WITH DISTINCT a, b RETURN a.at, b.at",
  ],
];

describe("A variable length of which only the ends are asked for", () => {
  for (const [asked, walked] of FORMS) {
    it(`gives what every trail gives: ${asked}`, () => {
      fc.assert(
        fc.property(graphs, patterns, (graph, pattern) => {
          const database = databaseOf(graph);
          const rows = (form: string) =>
            database
              .rows(form.replace("$r", hops(pattern, "r")).replace("$", hops(pattern, "")))
              .map((row) => JSON.stringify(row.slice(0, 2).filter((value) => typeof value !== "boolean")))
              .toSorted();
          expect(rows(asked)).to.deep.equal(rows(walked));
        }),
        { numRuns: 300 },
      );
    });
  }

  it("is answered where the trails are too many to be walked", () => {
    const database = new Database(
      "UNWIND range(0, 29) AS at CREATE (:N {at: at})",
      "MATCH (a:N), (b:N) WHERE a.at < b.at CREATE (a)-[:R]->(b)",
    );
    const limits = { steps: 100_000 };
    const value = (text: string) => database.result(text, {}, { limits }).rows[0]?.[0];
    expect(value("MATCH (:N {at: 0})-[*]-(b) RETURN count(DISTINCT b)")).to.equal(30);
    expect(value("MATCH (:N {at: 0})-[:R]->+(b) RETURN count(DISTINCT b)")).to.equal(29);
    expect(value("MATCH (a:N {at: 3}), (b:N {at: 0}) RETURN EXISTS { (a)-[*]->(b) } OR (a)-[:R*]->(b)")).to.equal(
      false,
    );
    expect(() => value("MATCH (:N {at: 0})-[*]-(b) RETURN count(b)")).to.throw("100000 steps");
  });

  it("is told in the plan", () => {
    const database = new Database("CREATE (:N {at: 0})-[:R]->(:N {at: 1})");
    const operators = (text: string) =>
      (database.result(`EXPLAIN ${text}`).plan ?? "").split("\n").flatMap((line) => /VarLength\S*/.exec(line) ?? []);
    expect(operators("MATCH (a {at: 0})-[*]->(b) RETURN DISTINCT b.at")).to.deep.equal([
      "VarLengthExpand(Pruning,BFS,All)",
    ]);
    expect(operators("MATCH (a {at: 0})-[*2..]->(b) RETURN DISTINCT b.at")).to.deep.equal(["VarLengthExpand(All)"]);
    expect(operators("MATCH (a {at: 0})-[r*]->(b) RETURN DISTINCT b.at, r")).to.deep.equal(["VarLengthExpand(All)"]);
  });
});
