import { parseArgs } from "node:util";
import { ErasureRequest, type ErasedPlaces, type ErasureReport } from "../../contract/erasure.ts";
import { Failure } from "../../contract/errors.ts";
import { commandLine } from "../command-line.ts";
import type { Command, Terminal } from "./command.ts";
import { openStories } from "./open-stories.ts";
import { storyArgument } from "./story-argument.ts";

const USAGE = `Name a story and what is to go from it: ${commandLine("erase", '--story ID --words "…" | --article ID | --entity ID [--reason WORDS] [--who NAME] [--dry-run]')}`;

/** `npm run erase -- --story ID …`: erases words, an article or an entity from a story for good. */
export const erase: Command = async (input) => {
  const { config, args, terminal } = input;
  const { story, request, dryRun } = erasureArguments(args);
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be erased");
  const stories = await openStories("erase", input);
  try {
    tell(await stories.erase(story, request, { dryRun }), terminal);
    return 0;
  } finally {
    await stories.close();
  }
};

/** @throws Failure config/invalid */
function erasureArguments(args: readonly string[]) {
  const { story, "dry-run": dryRun = false, ...given } = parsedArguments(args);
  if (story === undefined) throw new Failure("config/invalid", USAGE);
  const { success, data, error } = ErasureRequest.safeParse(given);
  if (success) return { story: storyArgument(story), request: data, dryRun };
  const [issue] = error.issues;
  const field = issue?.path.length === 0 ? "What is to go" : `--${issue?.path.join(".")}`;
  throw new Failure("config/invalid", `${field} ${issue?.message}`, { remedy: USAGE });
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        story: { type: "string" },
        words: { type: "string" },
        article: { type: "string" },
        entity: { type: "string" },
        reason: { type: "string" },
        who: { type: "string" },
        "dry-run": { type: "boolean" },
      },
    }).values;
  } catch (cause) {
    // The arguments may contain the words to erase, so they are not repeated.
    throw new Failure("config/invalid", USAGE, { cause });
  }
}

const PLACES: readonly (readonly [place: keyof ErasedPlaces, one: string, many: string])[] = [
  ["occurrences", "place in the texts of articles", "places in the texts of articles"],
  ["story", "the story's own record", "the story's own record"],
  ["articles", "article", "articles"],
  ["versions", "earlier text", "earlier texts"],
  ["entities", "entity", "entities"],
  ["mentions", "mention", "mentions"],
  ["relations", "relation", "relations"],
  ["claims", "claim that does not stand", "claims that do not stand"],
  ["questions", "question", "questions"],
  ["changes", "entry of the ledger", "entries of the ledger"],
  ["judgements", "judgement", "judgements"],
  ["views", "saved view", "saved views"],
];

function tell(report: ErasureReport, terminal: Terminal): void {
  const { story, places, isUnloaded, change, files, elsewhere, unreached, dryRun } = report;
  const found = PLACES.filter(([place]) => places[place] > 0);
  const counts = found
    .map(([place, one, many]) => (place === "story" ? one : `${places[place]} ${places[place] === 1 ? one : many}`))
    .join(", ");
  const what = counts === "" ? "nothing of it is in the story" : counts;
  terminal.print(`${story}: ${dryRun && counts !== "" ? "would erase " : counts === "" ? "" : "erased "}${what}`);
  if (isUnloaded) terminal.print(`${story}: ${dryRun ? "would be" : "is"} unloaded, for it has no other article`);
  if (elsewhere.length > 0)
    terminal.print(
      `${story}: other records hold ${elsewhere.map((word) => `“${word}”`).join(", ")}; erase it with --words where it is meant`,
    );
  if (dryRun) return;
  if (change !== null) terminal.print(`${story}: change ${change} of its ledger says when and why`);
  if (files.length > 0) terminal.print(`Removed from the data folder: ${files.join(", ")}`);
  terminal.print("It may still be where nothing here reaches:");
  for (const place of unreached) terminal.print(`  ${place}`);
}
