import { Failure } from "../../contract/errors.ts";
import { makeServices } from "../services/services.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";

const USAGE = "Name one story and what it shall be: npm run story -- ID --public, or --desk";

/** `npm run story -- ID --public|--desk`: says who may see a story. */
export const story: Command = async ({ config, args, terminal, log }) => {
  const [id, wanted, ...more] = args.toSorted((a, b) => Number(a.startsWith("-")) - Number(b.startsWith("-")));
  if (id === undefined || (wanted !== "--public" && wanted !== "--desk") || more.length > 0)
    throw new Failure("config/invalid", USAGE);
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be changed");
  const store = await openStories(config, log, terminal.stop);
  try {
    const visibility = wanted === "--public" ? "public" : "desk";
    const { title } = await makeServices(store, log).load.setVisibility(id, visibility);
    terminal.print(`${id}: “${title}” is ${visibility === "public" ? "public" : "on the owner's desk alone"}`);
    return 0;
  } finally {
    await store.close();
  }
};
