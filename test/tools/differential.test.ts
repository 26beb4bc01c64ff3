import { readFileSync } from "node:fs";
import { expect } from "chai";
import neo4j from "neo4j-driver";
import { emptyNeo4j, skipWithoutNeo4j } from "../store/real-neo4j.ts";
import { difference, type Rows } from "../../tools/differential/answer.ts";
import { askingForBooleans } from "../../tools/differential/booleans.ts";
import { compareSides } from "../../tools/differential/compare.ts";
import { REFUSAL_CLASSES, refusalClasses } from "../../tools/differential/refusals.ts";
import { differenceText, shortcomings } from "../../tools/differential/report.ts";
import { runDifferential } from "../../tools/differential/run.ts";
import { askedText, filterVariants, unfilteredText } from "../../tools/differential/filter-variants.ts";

const QUERIES = 300;
const SEED = 20_261_125;

describe("The engine and a real Neo4j", function () {
  this.timeout(300_000);
  before(skipWithoutNeo4j);

  it(`answer ${QUERIES} random statements alike, of seed ${SEED}`, async () => {
    const { config, stop } = await emptyNeo4j();
    try {
      const quiet = { progress: () => undefined, found: () => undefined, oneSided: () => undefined };
      const outcome = await runDifferential(config, { queries: QUERIES, seed: SEED, kind: null, shrunk: 3, ...quiet });
      expect(outcome.differences.map(differenceText)).to.deep.equal([]);
      expect(outcome.counts.same).to.be.greaterThan(QUERIES * 0.75);
      expect(shortcomings(outcome, QUERIES).join()).to.match(/^Never asked: /);
    } finally {
      await stop();
    }
  });
});

describe("What the engine alone refuses", function () {
  this.timeout(300_000);
  before(skipWithoutNeo4j);

  it("has a name only where both find beside an AND or OR what is no boolean", async () => {
    const { config, stop } = await emptyNeo4j();
    const driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password));
    const session = driver.session({ database: config.database });
    try {
      const verdict = async (text: string) => {
        const statement = { text, unfiltered: text, conditions: [], columns: ["a"], sortedBy: [], bags: [] };
        const rest = { parameters: new Map(), features: new Set<string>(), writes: false };
        const { verdict: found, why } = await compareSides(
          session,
          { text: "", schema: [] },
          { ...statement, ...rest },
        );
        return [found, why];
      };
      expect(await verdict("UNWIND [true, 1] AS x RETURN ((x) AND true) AS a")).to.deep.equal([
        "refused differently",
        "AND and OR of what is no boolean",
      ]);
      expect(await verdict("UNWIND [true, 1] AS x RETURN (x XOR false AND true) AS a")).to.deep.equal([
        "different",
        "refused by the engine",
      ]);
    } finally {
      await session.close();
      await driver.close();
      await stop();
    }
  });
});

describe("Two answers", () => {
  const rows = (...given: readonly (readonly string[])[]): Rows => ({
    kind: "rows",
    columns: ["a", "b"],
    rows: given,
    counters: {},
    graph: [],
  });
  const anyhow = { sortedBy: [], bags: [] };

  it("are the same in any order of their rows, unless one is asked for", () => {
    const [one, other] = [rows(["1", "x"], ["2", "y"]), rows(["2", "y"], ["1", "x"])];
    expect(difference(one, other, anyhow)).to.equal(null);
    expect(difference(one, other, { ...anyhow, sortedBy: ["a"] })).to.equal("order");
  });

  it("part at a value, its type, how often it comes, a counter or the graph", () => {
    expect(difference(rows(["1", "x"]), rows(["1", "z"]), anyhow)).to.equal("rows");
    expect(difference(rows(["1", "x"]), rows(["1.0", "x"]), anyhow)).to.equal("rows");
    expect(difference(rows(["1", "x"]), rows(["1", "x"], ["1", "x"]), anyhow)).to.equal("rows");
    expect(difference(rows(), { ...rows(), counters: { nodesCreated: 1 } }, anyhow)).to.equal("counters");
    expect(difference(rows(), { ...rows(), graph: ["(: {})"] }, anyhow)).to.equal("graph");
    expect(difference(rows(), { ...rows(), columns: ["a"] }, anyhow)).to.equal("columns");
  });

  it("have lists without an order only where that is said", () => {
    const [one, other] = [rows(["[1; [2; 3]]", "x"]), rows(["[[2; 3]; 1]", "x"])];
    expect(difference(one, other, anyhow)).to.equal("rows");
    expect(difference(one, other, { ...anyhow, bags: ["a"] })).to.equal(null);
    const [near, far] = [
      rows(["{k: 1; near: [{k: 2; l: [1; 2]}; 3]}", "x"]),
      rows(["{k: 1; near: [3; {k: 2; l: [2; 1]}]}", "x"]),
    ];
    expect(difference(near, far, { ...anyhow, bags: ["a"] })).to.equal("rows");
    expect(difference(near, far, { ...anyhow, loose: ["a"] })).to.equal(null);
    expect(difference(near, rows(["{k: 1; near: [{k: 2; l: [1; 1]}; 3]}", "x"]), { ...anyhow, loose: ["a"] })).to.equal(
      "rows",
    );
  });

  it("of which one is a refusal part, unless it is of a class that has a name", () => {
    const refused = (message: string) => ({ kind: "refused" as const, code: "TypeError", message, place: null });
    const named = (message: string, text: string) =>
      refusalClasses(refused(message), rows(), text).map(({ name, provenBy }) => [name, provenBy]);
    expect(named("there is no such function", "RETURN 1")).to.deep.equal([]);
    const ofBooleans = ["AND and OR of what is no boolean", "booleans"];
    const ofOrder = ["conditions asked in another order", "every condition"];
    const noBoolean = "Type mismatch: expected Boolean but was Integer";
    expect(named(noBoolean, "RETURN NOT $v")).to.deep.equal([ofBooleans]);
    expect(named(noBoolean, "MATCH (n) WHERE n.v AND true RETURN n")).to.deep.equal([ofBooleans, ofOrder]);
    expect(named("/ by zero", "MATCH (n) WHERE 1 / n.v > 0 RETURN n")).to.deep.equal([ofOrder]);
    const noNull = "Property values can only be of primitive types or arrays thereof";
    const slicing = ["CREATE ({l: tail([null, 0])})", "CREATE ({l: tail([0, 1])})"];
    const byNeo4j = slicing.map((text) => refusalClasses(rows(), refused(noNull), text).map(({ name }) => name));
    expect(byNeo4j).to.deep.equal([["a slice of a list that held null"], []]);
  });

  it("of such a class are told in docs/cypher.md, and no others", () => {
    const told = readFileSync("docs/cypher.md", "utf8").split("### Refused by one")[1] ?? "";
    const names = [...told.matchAll(/^- \*(.+?)\*:/gm)].map(([, name = ""]) => name.toLowerCase());
    expect(names.toSorted()).to.deep.equal(REFUSAL_CLASSES.map((name) => name.toLowerCase()).toSorted());
  });
});

describe("A statement that asks for booleans", () => {
  const asked = (text: string, refused: string) => {
    const start = text.indexOf(refused);
    return askingForBooleans(text, { start, end: start + refused.length });
  };

  it("divides by zero where one beside the AND or OR that refused is none", () => {
    expect(asked("MATCH (n) RETURN (n.v AND (n.s OR true)) AS a", "n.v AND (n.s OR true")).to.equal(
      "MATCH (n) RETURN ((1 / CASE WHEN (n.v) IS :: BOOLEAN AND ((n.s OR true)) IS :: BOOLEAN THEN 1 ELSE 0 END = 1)) AS a",
    );
    expect(asked("RETURN ((($a)) AND $b OR $c)", "$a)) AND $b OR $c")).to.equal(
      "RETURN ((1 / CASE WHEN ((($a))) IS :: BOOLEAN AND ($b) IS :: BOOLEAN AND ($c) IS :: BOOLEAN THEN 1 ELSE 0 END = 1))",
    );
  });

  it("is none where something else refused", () => {
    expect(asked("RETURN NOT $a AND true", "NOT $a")).to.equal(null);
    expect(asked("RETURN $a XOR true", "$a XOR true")).to.equal(null);
  });
});

describe("A statement without what drops rows", () => {
  it("asks every condition of every row, also where one stands within another", () => {
    const inner = filterVariants(" WHERE a.v > 0", " WITH *, [a.v > 0] AS z1");
    const text = `MATCH (a${filterVariants(":A", "")})${filterVariants(` WHERE EXISTS { MATCH (a)${inner} }`, ` WITH *, [EXISTS { MATCH (a)${inner} }] AS z2`)} RETURN a`;
    expect(askedText(text)).to.equal("MATCH (a:A) WHERE EXISTS { MATCH (a) WHERE a.v > 0 } RETURN a");
    expect(unfilteredText(text)).to.equal(
      "MATCH (a) WITH *, [EXISTS { MATCH (a) WITH *, [a.v > 0] AS z1 }] AS z2 RETURN a",
    );
  });
});
