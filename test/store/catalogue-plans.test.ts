import { expect } from "chai";
import neo4j, { type Driver, type Plan } from "neo4j-driver";
import pino from "pino";
import type { Neo4jConfig } from "../../server/config.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openNeo4jStore } from "../../server/store/neo4j/neo4j-store.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/** Where a plan goes through all nodes of a label or a story, and takes of these the one that has an id. */
function searchesOf({ operatorType, arguments: { Details: details }, children }: Plan): string[] {
  const found = children.flatMap(searchesOf);
  if (!operatorType.startsWith("Filter") || !/\.id\]? = /.test(String(details))) return found;
  const scans = children.filter((child) => /^Node(IndexSeek|IndexScan|ByLabelScan)@/.test(child.operatorType));
  return [...found, ...scans.map((scan) => String(scan.arguments["Details"]))];
}

/** Those that bring stories of 0.1.0 over look for records that have an id and no story: there is no such index. */
const isOfUpgrade = (name: string) => name.startsWith("old-") || name === "remove-old";

describe("the plans of the queries of ours", function () {
  this.timeout(300_000);
  let config: Neo4jConfig;
  let stop: () => Promise<void>;
  let driver: Driver;

  before(skipWithoutNeo4j);
  before(async () => {
    ({ config, stop } = await emptyNeo4j());
    const store = openNeo4jStore({ ...config, log: pino({ level: "silent" }) });
    await store.prepare();
    await store.close();
    driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password));
  });
  after(async () => {
    await driver?.close();
    await stop?.();
  });

  // A plan is made when a query is first asked and kept for a while: the first load begins with those of an empty store.
  it("find a record by the key of its story, also while the store is empty", async () => {
    const searched: Record<string, string[]> = {};
    for (const folder of ["read", "write", "audit"] as const) {
      for (const { name, statement } of queryFiles(folder)) {
        const { summary } = await driver.executeQuery(`EXPLAIN ${statement}`, {}, { database: config.database });
        const found = summary.plan === false ? ["no plan"] : searchesOf(summary.plan);
        if (found.length > 0 && !isOfUpgrade(name)) searched[`${folder}/${name}`] = found;
      }
    }
    expect(searched).to.deep.equal({});
  });
});
