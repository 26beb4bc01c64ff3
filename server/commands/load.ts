import { Failure } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";

const SHOWN_PROBLEMS = 20;

/** `npm run load -- FILE… [--dry-run]`: 0 when everything was taken, 1 when something was refused or failed. */
export const load: Command = async (input) => {
  const { config, args, terminal } = input;
  const dryRun = args.includes("--dry-run");
  const files = args.filter((arg) => arg !== "--dry-run");
  if (files.length === 0 || files.some((file) => file.startsWith("-"))) {
    throw new Failure(
      "config/invalid",
      "Name the story files to load: npm run load -- stories/NAME/story.json … [--dry-run]",
    );
  }
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be loaded");
  const stories = await openStories("load", input);
  try {
    let refused = 0;
    for (const file of files) {
      terminal.note(`${file}: reading`);
      const report = await stories.load(file, {
        dryRun,
        onProgress: (done, total, what) => terminal.note(`${file}: ${what} ${done} of ${total}`),
        signal: terminal.stop,
      });
      for (const problem of report.refused.slice(0, SHOWN_PROBLEMS)) {
        terminal.note(`${file}: story ${report.story}: ${problem.place}: ${problem.message} ${problem.remedy}`);
      }
      refused += report.refusedCount;
      terminal.print(`${file}: ${reportLine(report)}`);
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await stories.close();
  }
};

function reportLine({ nodes, relations, refusedCount, created, changed, removed, dryRun }: LoadReport): string {
  const done = dryRun ? "would load" : "loaded";
  const changes =
    created + changed + removed === 0 ? "nothing changes" : `${created} new, ${changed} changed, ${removed} gone`;
  return `${done} ${nodes} nodes, ${relations} relations; ${refusedCount} refused (${changes})`;
}
