import pino from "pino";
import { openStore } from "../../server/store/open-store.ts";
import { storeContract } from "./contract.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

describe("the Neo4j store", () => {
  before(skipWithoutNeo4j);
  storeContract(async () => {
    const { config, stop } = await emptyNeo4j();
    const store = await openStore({ neo4j: config, dataDir: "" }, pino({ level: "silent" }));
    return {
      store,
      close: async () => {
        await store.close();
        await stop();
      },
    };
  });
});
