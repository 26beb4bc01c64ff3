import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { openEmbeddedStore } from "./embedded/embedded-store.ts";
import { openNeo4jStore } from "./neo4j/neo4j-store.ts";
import type { Store } from "./store.ts";

interface OpeningProgress {
  readonly done: number;
  readonly total: number;
  readonly what: string;
}

/**
 * Opens the store the settings name: Neo4j when NEO4J_URI is set, else the embedded engine over DATA_DIR. Tells how far
 * it is where that takes long.
 */
export async function openStore(
  { neo4j, dataDir }: Pick<Config, "neo4j" | "dataDir">,
  log: Logger,
  onProgress?: (progress: OpeningProgress) => void,
): Promise<Store> {
  const store =
    neo4j === null
      ? await openEmbeddedStore({ dataDir, log, ...(onProgress && { onProgress }) })
      : openNeo4jStore({ ...neo4j, log });
  try {
    await store.prepare();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
