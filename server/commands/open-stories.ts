import { join } from "node:path";
import type { Logger } from "pino";
import { questionOf } from "../../model/story-file.ts";
import { SHIPPED_STORIES } from "../services/shipped-stories.ts";
import { readQuestions } from "../services/story-file.ts";
import { upgradeStories } from "../services/upgrade.ts";
import { FolderInUse } from "../store/folder-holder.ts";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { connectToApp } from "./app-stories.ts";
import type { CommandInput } from "./command.ts";
import { storiesOf, type Stories } from "./stories.ts";

/** The folder of the story that is loaded into an empty store; the other shipped ones are loaded on request. */
export const SEED_STORY = join(SHIPPED_STORIES, "us-strikes-iraq-2020");

/** An app may end between reading its lock and the first request to it: then the folder is free. */
const ATTEMPTS = 2;

/**
 * Opens the stories for a command with this name. When an app holds the data folder, works through that app.
 * @throws Failure store/in-use when the holder of the folder is no app, or an app that does not answer
 */
export async function openStories(command: string, { config, log, terminal }: CommandInput): Promise<Stories> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return storiesOf(command, await openUpgraded(command, { config, log, terminal }), log);
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      const connected = await connectToApp(error, config, terminal.stop);
      if ("stories" in connected) return connected.stories;
      if (attempt === ATTEMPTS || !connected.mayBeGone) throw connected.failure;
    }
  }
}

/** Opens the store, and upgrades stories of an older version. */
async function openUpgraded(command: string, { config, log, terminal }: Omit<CommandInput, "args">): Promise<Store> {
  const store = await openStore(config, log, { command });
  try {
    await upgrade(store, log, terminal.stop);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Upgrades stories of an older version; returns at once when there is none. */
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
