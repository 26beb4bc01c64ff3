import pino from "pino";
import { openStore } from "../../server/store/open-store.ts";
import { storeContract } from "./contract.ts";
import { emptyNeo4j, neo4jAbsent } from "./real-neo4j.ts";

describe("the Neo4j store", () => {
  const absent = neo4jAbsent();
  if (absent !== null) {
    it(`is not tested on this machine: ${absent}`);
    return;
  }
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
