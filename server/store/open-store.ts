import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { openEmbeddedStore } from "./embedded/embedded-store.ts";
import type { AppAddress } from "./folder-holder.ts";
import type { Store, StoreProgress } from "./store.ts";

export interface OpenOptions {
  /** Reports progress while the embedded store opens and while it writes a snapshot. */
  onProgress?(progress: StoreProgress): void;
  /** Ends the opening: the store is closed, and `openStore` throws store/unavailable. */
  readonly signal?: AbortSignal;
  /** The command that opens it, for example "start"; a process that finds the data folder in use reports it. */
  readonly command?: string;
  /** The app's address, once it listens; it is in the lock of the data folder until `signal` fires. */
  readonly app?: Promise<AppAddress | null>;
}

/** Opens the configured store: Neo4j when NEO4J_URI is set, else the embedded engine over DATA_DIR. */
export async function openStore(
  { neo4j, dataDir }: Pick<Config, "neo4j" | "dataDir">,
  log: Logger,
  options: OpenOptions = {},
): Promise<Store> {
  const store = neo4j === null ? await openEmbeddedStore({ ...options, dataDir, log }) : await openNeo4j(neo4j, log);
  try {
    await store.prepare();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Imported on demand: loading the driver takes a third of the start time. */
async function openNeo4j(neo4j: NonNullable<Config["neo4j"]>, log: Logger): Promise<Store> {
  const { openNeo4jStore } = await import("./neo4j/neo4j-store.ts");
  return openNeo4jStore({ ...neo4j, log });
}
