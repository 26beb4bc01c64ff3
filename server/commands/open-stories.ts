import { join } from "node:path";
import type { Logger } from "pino";
import { questionOf } from "../../model/story-file.ts";
import type { Config } from "../config.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { readQuestions } from "../services/story-file.ts";
import { upgradeStories } from "../services/upgrade.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";

/** The stories that ship with the product, a folder each. */
export const SHIPPED_STORIES = join(PACKAGE_ROOT, "stories");

/** Opens the store for a command, and brings stories of an older version over. */
export async function openStories(config: Config, log: Logger, signal: AbortSignal): Promise<Store> {
  const store = await openStore(config, log);
  try {
    await upgrade(store, log, signal);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Brings stories of an older version over; at once when there is none. */
export function upgrade(store: Store, log: Logger, signal: AbortSignal): Promise<void> {
  return upgradeStories({
    store,
    log,
    signal,
    questionsOf: async (story) =>
      Object.entries(await readQuestions(join(SHIPPED_STORIES, story, "questions"))).map(([file, text]) =>
        questionOf(file, text),
      ),
  });
}
