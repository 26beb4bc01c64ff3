import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
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

  it("is given a date in its first question, although no function of dates stands in it", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-store-"));
    const store = await openStore({ neo4j: null, dataDir }, pino({ level: "silent" }));
    try {
      const day = { $type: "Date", value: "2020-01-03" };
      const options = { maxRows: 10, timeoutMillis: 5_000 };
      const { rows } = await store.query("RETURN $day AS day, $day.year AS year", { day }, options);
      expect(rows).to.deep.equal([[day, 2020]]);
    } finally {
      await store.close();
      await rm(dataDir, { recursive: true });
    }
  });
});
