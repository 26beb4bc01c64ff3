import { Failure } from "../../contract/errors.ts";
import { commandLine } from "../command-line.ts";
import { countText } from "./load.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";
import { storyArgument } from "./story-argument.ts";

/** `npm run unload -- ID [--dry-run]`: removes a story with all its records. */
export const unload: Command = async (input) => {
  const { config, args, terminal } = input;
  const dryRun = args.includes("--dry-run");
  const [given, ...more] = args.filter((arg) => arg !== "--dry-run");
  if (given === undefined || more.length > 0 || given.startsWith("-"))
    throw new Failure("config/invalid", `Name one story to remove: ${commandLine("unload", "ID [--dry-run]")}`);
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be removed");
  const story = storyArgument(given);
  const stories = await openStories("unload", input);
  try {
    const { nodes, relations, mentions } = await stories.unload(story, { dryRun });
    terminal.print(
      `${story}: ${dryRun ? "would remove" : "removed"} ${countText(nodes, "node")}, ${countText(relations, "relation")}, ${countText(mentions, "mention")}`,
    );
    return 0;
  } finally {
    await stories.close();
  }
};
