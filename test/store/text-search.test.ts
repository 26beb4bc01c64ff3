import { expect } from "chai";
import neo4j, { type Driver } from "neo4j-driver";
import { textQueries } from "../engine/graph/text-queries.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

describe("what the full-text queries of the engine's tests find in Neo4j", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);
  const { texts, queries } = textQueries();
  let driver: Driver;
  let database: string;
  const endings: (() => Promise<unknown>)[] = [];
  const ask = async (statement: string, parameters: object = {}) =>
    (await driver.executeQuery(statement, parameters, { database })).records;

  before(async () => {
    const { config, stop } = await emptyNeo4j();
    ({ database } = config);
    driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password));
    endings.push(() => driver.close(), stop);
    await ask("CREATE FULLTEXT INDEX test_texts FOR (n:TestText) ON EACH [n.name, n.summary]");
    const rows = texts.map(([name, summary], at) => ({ at: neo4j.int(at), name, summary }));
    await ask("UNWIND $rows AS row CREATE (n:TestText) SET n = row", { rows });
    await ask("CALL db.awaitIndexes(60)");
  });
  after(async () => {
    for (const end of endings) await end();
  });

  async function found(query: string): Promise<number[] | null> {
    try {
      const records = await ask(
        "CALL db.index.fulltext.queryNodes('test_texts', $query) YIELD node RETURN node.at AS at ORDER BY at",
        { query },
      );
      return records.map((record) => Number(record.get("at")));
    } catch (error) {
      if (String(error).includes("org.apache.lucene") || String(error).includes("Slop must be")) return null;
      throw error;
    }
  }

  it("is what stands in their list", async () => {
    const asked = [];
    for (const { query } of queries) asked.push({ query, found: await found(query) });
    expect(asked).to.deep.equal(queries);
  });
});
