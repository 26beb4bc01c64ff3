import { Failure } from "../../contract/errors.ts";
import { makeServices } from "../services/services.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";

/** `npm run unload -- ID [--dry-run]`: removes a story with everything in it, and nothing else. */
export const unload: Command = async ({ config, args, terminal, log }) => {
  const dryRun = args.includes("--dry-run");
  const [story, ...more] = args.filter((arg) => arg !== "--dry-run");
  if (story === undefined || more.length > 0 || story.startsWith("-"))
    throw new Failure("config/invalid", "Name one story to remove: npm run unload -- ID [--dry-run]");
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be removed");
  const store = await openStories(config, log, terminal.stop);
  try {
    const { nodes, relations, mentions } = await makeServices(store, log).load.unload(story, { dryRun });
    terminal.print(
      `${story}: ${dryRun ? "would remove" : "removed"} ${nodes} nodes, ${relations} relations, ${mentions} mentions`,
    );
    return 0;
  } finally {
    await store.close();
  }
};
