import { expect } from "chai";
import pino from "pino";
import { openNeo4jStore } from "../../server/store/neo4j/neo4j-store.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

describe("several processes that begin with one empty Neo4j", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);

  it("make its constraints and indexes together, and none gives up", async () => {
    const { config, stop } = await emptyNeo4j();
    const stores = Array.from({ length: 3 }, () => openNeo4jStore({ ...config, log: pino({ level: "silent" }) }));
    try {
      await Promise.all(stores.flatMap((store) => [store.prepare(), store.prepare()]));
      for (const store of stores) expect(await store.check()).to.deep.equal({ ready: true, reason: null });
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await stop();
    }
  });
});
