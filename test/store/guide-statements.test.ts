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
    await driver.executeQuery(HARBOUR);
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
