import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { Failure } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import type { Config } from "../config.ts";
import type { AppAddress } from "../store/folder-holder.ts";
import { openStore } from "../store/open-store.ts";
import type { StartingStore } from "../store/starting-store.ts";

export interface StartOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly store: StartingStore;
  /** Loads the seed story into an empty store. */
  readonly seed: () => Promise<LoadReport | null>;
  readonly signal: AbortSignal;
  /** The app's address, once it listens; null when this machine's commands cannot reach it. */
  readonly app: Promise<AppAddress | null>;
}

const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 15_000;
/**
 * Neo4j locks an account for some seconds after three wrong passwords: frequent attempts would lock it for everybody.
 */
const REFUSED_PAUSE_MILLIS = 30_000;

/**
 * Opens the store behind `store`, prepares and seeds it. Retries while Neo4j is unavailable or rejects the password,
 * until the signal fires; logs each reason once.
 * @throws Failure when a retry would change nothing: a folder that is damaged or in use
 */
export async function startStore(options: StartOptions): Promise<LoadReport | null> {
  const { config, log, store, seed } = options;
  if (config.neo4j !== null) store.setReason("Neo4j is not reached yet");
  const opened = await again(options, () =>
    openStore(config, log, {
      signal: options.signal,
      command: "start",
      app: options.app,
      onProgress: ({ what, done, total }) =>
        store.setReason(
          `The data folder is being opened: ${what}${total === null ? "" : `, ${percent(done, total)} %`}`,
        ),
    }),
  );
  if (opened === null) return null;
  await store.open(opened);
  store.warm();
  log.info({ store: store.kind }, "the store is open");
  return again(options, seed);
}

/** Retries until it succeeds; null when the signal fired meanwhile. */
async function again<T>({ config, log, store, signal }: StartOptions, work: () => Promise<T>): Promise<T | null> {
  let told = "";
  for (let pause = FIRST_PAUSE_MILLIS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) break;
      if (config.neo4j === null || !isPassing(error)) throw error;
      store.setReason(error.message);
      if (told !== error.message)
        log.warn({ err: error.cause, remedy: error.remedy }, `${error.message}; trying again`);
      told = error.message;
      const refused = error.cypherCode?.startsWith("Neo.ClientError.Security") === true;
      await delay(refused ? REFUSED_PAUSE_MILLIS : pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}

function percent(done: number, total: number): number {
  return Math.floor((100 * done) / Math.max(1, total));
}

function isPassing(error: unknown): error is Failure {
  return error instanceof Failure && (error.code === "store/unavailable" || error.code === "store/busy");
}
