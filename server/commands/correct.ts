import { parseArgs } from "node:util";
import { Id } from "../../contract/browse.ts";
import type { ChangedReceipt, CorrectionReport } from "../../contract/corrections.ts";
import { Failure } from "../../contract/errors.ts";
import { VersionKind } from "../../model/article-version.ts";
import { commandLine } from "../command-line.ts";
import { readText } from "../services/story-file.ts";
import type { Command, Terminal } from "./command.ts";
import { openStories } from "./open-stories.ts";
import { storyArgument } from "./story-argument.ts";

const USAGE = `Name the text as it is now, its story and article: ${commandLine("correct", "FILE --story ID --article ID [--kind KIND] [--notice WORDS] [--modified DATE] [--rewritten] [--dry-run]")}; a hold or a kill may come without a FILE`;

/** `npm run correct -- FILE --story ID --article ID …`: replaces an article's text by its publisher's current one. */
export const correct: Command = async (input) => {
  const { config, args, terminal } = input;
  const { file, story, article, kind, dryRun, ...given } = correctionArguments(args);
  if (config.readOnly) throw new Failure("config/invalid", "READ_ONLY is set, so nothing can be corrected");
  const text = file === undefined ? undefined : await readText(file);
  const stories = await openStories("correct", input);
  try {
    const body = { ...given, ...(text !== undefined && { text }), ...(kind !== undefined && { kind }) };
    tell(await stories.correct({ story, article }, body, { dryRun }), terminal);
    return 0;
  } finally {
    await stories.close();
  }
};

/** @throws Failure config/invalid */
function correctionArguments(args: readonly string[]) {
  const { values, positionals } = parsedArguments(args);
  const [file, ...more] = positionals;
  const kind = VersionKind.optional().safeParse(values.kind);
  const article = Id.safeParse(values.article);
  if (!kind.success)
    throw new Failure("config/invalid", `--kind is one of ${VersionKind.options.join(", ")}`, { remedy: USAGE });
  const isHeld = kind.data === "hold" || kind.data === "kill";
  if (more.length > 0 || values.story === undefined || !article.success || (file === undefined && !isHeld))
    throw new Failure("config/invalid", USAGE);
  return {
    file,
    story: storyArgument(values.story),
    article: article.data,
    kind: kind.data,
    dryRun: values["dry-run"] === true,
    rewritten: values.rewritten === true,
    ...(values.notice !== undefined && { notice: values.notice }),
    ...(values.modified !== undefined && { modifiedAt: values.modified }),
  };
}

function parsedArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        story: { type: "string" },
        article: { type: "string" },
        kind: { type: "string" },
        notice: { type: "string" },
        modified: { type: "string" },
        rewritten: { type: "boolean" },
        "dry-run": { type: "boolean" },
      },
    });
  } catch (cause) {
    throw new Failure("config/invalid", `${cause instanceof Error ? cause.message : String(cause)}. ${USAGE}`, {
      cause,
    });
  }
}

/** Most claims listed per kind; more are counted. */
const SHOWN = 20;
const SIGNS = { removed: "−", added: "+", moved: "~" } as const;

/** Prints the difference of the texts, then the claims that move, disappear or need a person. */
function tell(report: CorrectionReport, terminal: Terminal): void {
  const { article, version, receipts, mentions, properties, text, changed, dryRun, change } = report;
  if (change === null && !dryRun) return terminal.print(`${article}: the text is the same; nothing changes`);
  for (const { kind, text: words } of text) terminal.print(`${SIGNS[kind]} ${words.replaceAll(/\s+/g, " ")}`);
  for (const [outcome, head] of HEADS) {
    const of = changed.filter((one) => one.outcome === outcome);
    if (of.length > 0) terminal.print(head);
    for (const one of of.slice(0, SHOWN)) terminal.print(`  ${claimLine(one)}`);
    if (of.length > SHOWN) terminal.print(`  and ${of.length - SHOWN} more`);
  }
  const counts = Object.entries(receipts).map(([outcome, count]) => `${count} ${outcome}`);
  const done = dryRun ? "would be" : "is";
  terminal.print(
    `${article}: ${done} version ${version}; claims: ${counts.join(", ")}; mentions gone: ${mentions.gone}, properties gone: ${properties.gone}`,
  );
}

const HEADS = [
  ["moved", "Stands elsewhere:"],
  ["returned", "Stands again:"],
  ["unsure", "Needs a person, for the words may speak of another:"],
  ["gone", "No longer in the text:"],
] as const;

function claimLine({ relation, subjectName, type, objectName, was, quotes, proposal }: ChangedReceipt): string {
  const said = (was.length > 0 ? was : quotes).map((words) => `“${words.replaceAll(/\s+/g, " ")}”`).join(" ");
  const there = proposal === null ? "" : `; look at “${proposal.quotes.join(" … ").replaceAll(/\s+/g, " ")}”`;
  return `${relation}: ${subjectName} ${type} ${objectName}: ${said}${there}`;
}
