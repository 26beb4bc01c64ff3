import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { openStore } from "../../server/store/open-store.ts";
import { storeContract } from "./contract.ts";

describe("the embedded store", () => {
  storeContract(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-store-"));
    const store = await openStore({ neo4j: null, dataDir }, pino({ level: "silent" }));
    return {
      store,
      close: async () => {
        await store.close();
        await rm(dataDir, { recursive: true });
      },
    };
  });
});
