import { Failure, type LoadProblem } from "../../contract/errors.ts";
import type { LoadReport } from "../../contract/query.ts";
import { commandLine } from "../command-line.ts";
import type { Command, Terminal } from "./command.ts";
import { openStories } from "./open-stories.ts";

const SHOWN_PROBLEMS = 20;

const FLAGS = ["--dry-run", "--discard-edits", "--judgements"];

/**
 * `npm run load -- FILE… [--dry-run] [--discard-edits] [--judgements]`: exit code 0 when everything was accepted, 1
 * when something was rejected or failed.
 */
export const load: Command = async (input) => {
  const { config, args, terminal } = input;
  const dryRun = args.includes("--dry-run");
  const discardEdits = args.includes("--discard-edits");
  const judgements = args.includes("--judgements");
  const files = args.filter((arg) => !FLAGS.includes(arg));
  if (files.length === 0 || files.some((file) => file.startsWith("-"))) {
    throw new Failure(
      "config/invalid",
      `Name the story files to load: ${commandLine("load", "stories/NAME/story.json … [--dry-run] [--discard-edits] [--judgements]")}`,
    );
  }
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be loaded");
  const stories = await openStories("load", input);
  try {
    let refused = 0;
    for (const file of files) {
      terminal.note(`${file}: reading`);
      const report = await stories
        .load(file, {
          dryRun,
          discardEdits,
          judgements,
          onProgress: (done, total, what) => terminal.note(`${file}: ${what} ${done} of ${total}`),
          signal: terminal.stop,
        })
        .catch((error: unknown) => {
          if (!(error instanceof Failure)) throw error;
          tellMistakes(error.mistakes ?? [], { terminal, head: file });
          throw ofFile(error, file);
        });
      tellMistakes(report.refused, { terminal, head: `${file}: story ${report.story}` });
      refused += report.refusedCount;
      for (const line of historyLines(report)) terminal.print(`${file}: ${line}`);
      terminal.print(`${file}: ${reportLine(report)}`);
      for (const line of judgementLines(report)) terminal.print(`${file}: ${line}`);
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await stories.close();
  }
};

/** Adds the file to a failure that does not name one. */
function ofFile(failure: Failure, file: string): Failure {
  const { code, message, place, remedy } = failure;
  if (code !== "load/invalid" || message.includes(file)) return failure;
  return new Failure(code, `${file}: ${message}`, {
    cause: failure,
    ...(place !== undefined && { place }),
    ...(remedy !== undefined && { remedy }),
  });
}

/** Prints a line per mistake; for one in several places the number and the first place. */
function tellMistakes(
  mistakes: readonly LoadProblem[],
  { terminal, head }: { readonly terminal: Terminal; readonly head: string },
): void {
  for (const { place, message, remedy } of mistakes.slice(0, SHOWN_PROBLEMS))
    terminal.note(`${head}: ${place}: ${message} ${remedy}`);
  const more = mistakes.length - SHOWN_PROBLEMS;
  if (more > 0) terminal.note(`${head}: ${more} more ${more === 1 ? "mistake" : "mistakes"}`);
}

/** Describes decisions that were kept, the effect of other texts on claims, and decisions without a claim. */
function historyLines({ corrections, lost, titleKept }: LoadReport): string[] {
  return [
    ...(titleKept === null ? [] : [`it keeps the title it was given here: “${titleKept}”`]),
    ...corrections.map(({ article, version, receipts }) => {
      const counts = Object.entries(receipts).map(([outcome, count]) => `${count} ${outcome}`);
      return `the article ${article} has another text (version ${version}): claims ${counts.join(", ")}`;
    }),
    ...lost.map(
      ({ relation, edited, inText }) =>
        `your decision (${edited.join(", ")}) is about the claim ${relation}, which ${inText === "stands" ? "the file" : "the article"} no longer makes`,
    ),
  ];
}

/** Describes what happened to the file's judgements about entities of other stories. */
function judgementLines({ judgements }: LoadReport): string[] {
  if (judgements === null) return [];
  const { taken, decided, waiting, refused } = judgements;
  return [
    ...refused.map((words) => `not taken: ${words}`),
    `who is the same in other stories: ${taken} decided, ${decided} decided before, ${waiting} not loaded there, ${refused.length} refused`,
  ];
}

/** "1 node", "2 nodes". */
export function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function reportLine(report: LoadReport): string {
  const { nodes, relations, refusedCount, fallenCount, created, changed, removed, dryRun } = report;
  const done = dryRun ? "would load" : "loaded";
  const changes =
    created + changed + removed === 0 ? "nothing changes" : `${created} new, ${changed} changed, ${removed} gone`;
  const refused = fallenCount === 0 ? "refused" : `refused, and ${fallenCount} with them`;
  return `${done} ${countText(nodes, "node")}, ${countText(relations, "relation")}; ${refusedCount} ${refused} (${changes})`;
}
