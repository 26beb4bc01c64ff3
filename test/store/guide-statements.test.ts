import { expect } from "chai";
import neo4j, { type Driver, type Session } from "neo4j-driver";
import type { Answer } from "../../tools/differential/answer.ts";
import { askEngine } from "../../tools/differential/engine-side.ts";
import { askNeo4j } from "../../tools/differential/neo4j-side.ts";
import type { Statement } from "../../tools/differential/statement.ts";
import { GUIDE_STATEMENTS, HARBOUR } from "./guide-statements.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/** What is compared: columns and rows, in the order of the last ORDER BY where there is one. */
function told(answer: Answer, text: string): object {
  if (answer.kind === "refused") return { refused: answer.message };
  const rows = answer.rows.map((row) => row.join(" | "));
  return { columns: answer.columns, rows: /\bORDER BY\b[^}]*$/i.test(text) ? rows : rows.toSorted() };
}

const GRAPH = { text: HARBOUR, schema: [] };

function asking(text: string, columns: readonly string[]): Statement {
  const nothing = { parameters: new Map(), features: new Set<string>(), sortedBy: [], bags: [], conditions: [] };
  return { ...nothing, text, columns, unfiltered: text, writes: false };
}

/**
 * Creates a graph whose nodes have ascending ids, as in a database that was never used: Neo4j scans by id and gives those
 * that tests before have freed to new nodes in any order. They are used up first.
 */
async function createInOrder(driver: Driver, statement: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await useUpFreedIds(driver);
    await driver.executeQuery(statement);
    await driver.executeQuery("MATCH (f:Filler) DELETE f");
    // Neo4j may have freed others meanwhile.
    if (await isInOrder(driver)) return;
    await driver.executeQuery("MATCH (n) DETACH DELETE n");
  }
  throw new Error("Neo4j gives new nodes no ascending ids");
}

/** Whether nodes and relationships have ids one after another. */
async function isInOrder(driver: Driver): Promise<boolean> {
  const gaps = await Promise.all(
    ["MATCH (x)", "MATCH ()-[x]->()"].map(async (all) => {
      const { records } = await driver.executeQuery(
        `${all} RETURN toInteger(max(id(x)) - min(id(x)) + 1 - count(x)) AS gaps`,
      );
      return Number(records[0]?.get("gaps"));
    }),
  );
  const { records } = await driver.executeQuery("MATCH (x) RETURN x.name AS name ORDER BY id(x)");
  const names = Array.from(HARBOUR.matchAll(/\{name: '([^']+)'/gu), ([, name]) => name);
  return gaps.every((gap) => gap === 0) && records.map((record) => String(record.get("name"))).join() === names.join();
}

async function useUpFreedIds(driver: Driver): Promise<void> {
  for (let fresh = 0, last = -1; fresh < 3;) {
    const { records } = await driver.executeQuery(
      "UNWIND range(1, 5000) AS i CREATE (f:Filler) RETURN toInteger(min(id(f))) AS first, toInteger(max(id(f))) AS last",
    );
    const [first, end] = ["first", "last"].map((name) => Number(records[0]?.get(name)));
    fresh = first === last + 1 && end === last + 5_000 ? fresh + 1 : 0;
    last = end ?? -1;
  }
}

describe("everyday statements of the shapes that guides teach", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);
  let driver: Driver;
  let session: Session;
  let stop: () => Promise<void>;

  before(async () => {
    const { config, stop: end } = await emptyNeo4j();
    stop = end;
    driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password));
    await createInOrder(driver, HARBOUR);
    session = driver.session();
  });
  after(async () => {
    await session?.close();
    await driver?.close();
    await stop?.();
  });

  it("are three hundred, each once", () => {
    const all = [...GUIDE_STATEMENTS.values()].flat();
    expect({ count: all.length, distinct: new Set(all).size }).to.deep.equal({ count: 300, distinct: 300 });
  });

  for (const [shape, statements] of GUIDE_STATEMENTS) {
    it(`are answered as by a real Neo4j: ${shape}`, async () => {
      const [ours, theirs]: [unknown[], unknown[]] = [[], []];
      for (const text of statements) {
        const engine = await askEngine(GRAPH, asking(text, []));
        // Bolt names the columns with the first row.
        const columns = engine.kind === "rows" ? engine.columns : [];
        ours.push({ text, ...told(engine, text) });
        theirs.push({ text, ...told(await askNeo4j(session, "", asking(text, columns)), text) });
      }
      expect(ours).to.deep.equal(theirs);
    });
  }
});
