import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { openEmbeddedStore } from "./embedded/embedded-store.ts";
import { openNeo4jStore } from "./neo4j/neo4j-store.ts";
import type { Store } from "./store.ts";

/** Opens the store the settings name: Neo4j when NEO4J_URI is set, else the embedded engine over DATA_DIR. */
export async function openStore({ neo4j, dataDir }: Pick<Config, "neo4j" | "dataDir">, log: Logger): Promise<Store> {
  const store = neo4j === null ? await openEmbeddedStore({ dataDir, log }) : openNeo4jStore({ ...neo4j, log });
  try {
    await store.prepare();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
