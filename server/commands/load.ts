import { Failure } from "../../contract/errors.ts";
import { makeServices } from "../services/services.ts";
import { readStoryFile } from "../services/story-file.ts";
import { openStore } from "../store/open-store.ts";
import type { Command } from "./command.ts";

const SHOWN_PROBLEMS = 20;

/** `npm run load -- FILE…`: 0 when everything was taken, 1 when something was refused or failed. */
export const load: Command = async ({ config, args, terminal, log }) => {
  if (args.length === 0 || args.some((arg) => arg.startsWith("-"))) {
    throw new Failure("config/invalid", "Name the story files to load: npm run load -- stories/NAME/story.json …");
  }
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be loaded");
  const store = await openStore(config, log);
  try {
    const { load: loader } = makeServices(store, log);
    let refused = 0;
    for (const file of args) {
      terminal.note(`${file}: reading`);
      const story = await readStoryFile(file);
      const report = await loader.load(
        { kind: "story", ...story },
        {
          onProgress: (done, total, what) => terminal.note(`${file}: ${what} ${done} of ${total}`),
          signal: terminal.stop,
        },
      );
      for (const problem of report.refused.slice(0, SHOWN_PROBLEMS)) {
        terminal.note(`${file}: ${problem.place}: ${problem.message} ${problem.remedy}`);
      }
      refused += report.refusedCount;
      terminal.print(
        `${file}: loaded ${report.nodes} nodes, ${report.relations} relations; ${report.refusedCount} refused` +
          (report.created + report.changed === 0
            ? " (nothing changed)"
            : ` (${report.created} new, ${report.changed} changed)`),
      );
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
};
