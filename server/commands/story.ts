import { Failure } from "../../contract/errors.ts";
import { commandLine } from "../command-line.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";
import { storyArgument } from "./story-argument.ts";

const USAGE = `Name one story and what it shall be: ${commandLine("story", "ID --public")}, or --desk`;

/** `npm run story -- ID --public|--desk`: sets who may see a story. */
export const story: Command = async (input) => {
  const { config, args, terminal } = input;
  const [given, wanted, ...more] = args.toSorted((a, b) => Number(a.startsWith("-")) - Number(b.startsWith("-")));
  if (given === undefined || (wanted !== "--public" && wanted !== "--desk") || more.length > 0)
    throw new Failure("config/invalid", USAGE);
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be changed");
  const id = storyArgument(given);
  const stories = await openStories("story", input);
  try {
    const visibility = wanted === "--public" ? "public" : "desk";
    const { title } = await stories.setVisibility(id, visibility);
    terminal.print(`${id}: “${title}” is ${visibility === "public" ? "public" : "on the owner's desk alone"}`);
    return 0;
  } finally {
    await stories.close();
  }
};
