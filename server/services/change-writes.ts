import type { EarlierTexts } from "../../model/article-version.ts";
import { clustersOf } from "../../model/clusters.ts";
import type { StoryRecords } from "../../model/story-file.ts";
import type { Properties } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import type { Compared, ComparedWith } from "./checking-protocol.ts";
import { correctedStory, type Correction } from "./corrected-story.ts";
import { firstWithEarlierTexts, withEarlierTexts } from "./earlier-texts.ts";
import { changeStep, type ChangeItem } from "./ledger.ts";
import { newStory } from "./new-story.ts";
import { revertedStory } from "./reverted-story.ts";
import { inOrder, storyDifference } from "./story-difference.ts";
import { editedOf, rowsOf, type StoryLists, type StoryRows } from "./story-rows.ts";
import { storyReplacement } from "./story-staging.ts";
import { mergeStory } from "./merged-story.ts";

/** The writes of a change, generated lazily, and its report. */
export interface ChangeWrites extends Omit<Compared, "steps"> {
  readonly steps: Iterable<WriteStep>;
  readonly count: number;
}

const NO_CORRECTION = { corrections: [], lost: [], titleKept: null, details: null, erased: null };

/** The writes that turn the stored story into the file's: small differences at once, large ones staged out of sight. */
export function loadWrites(content: StoryRecords, lists: StoryLists, input: ComparedWith): ChangeWrites {
  const { stored: properties, visibility, judgements, stagedAbove, change, discardEdits } = input;
  const clusters = clustersOf(judgements);
  const now = change.at;
  if (properties === null) {
    const { content: first, corrections } = firstWithEarlierTexts(content, {
      now,
      earlierTexts: "quotes",
      discardEdits,
    });
    const made = newStory(first, { visibility, clusters, changes: 1, change });
    // A story is invisible until its own record exists, which is written last, together with its ledger's first entry.
    const hidden = made.created > stagedAbove ? made.count - 2 : 0;
    return { ...made, ...NO_CORRECTION, corrections, hidden, swappedNodes: 0, change: 1 };
  }
  const { keep, ...kept } = keptOf(properties, input);
  const titleKept = discardEdits || kept.edited === undefined ? null : String(properties["title"]);
  const story = titleKept === null ? content.story : { ...content.story, title: titleKept };
  const options = { ...kept, edited: titleKept === null ? undefined : kept.edited };
  const titled = { ...content, story };
  const reading = { now, earlierTexts: keep, discardEdits };
  const wanted = mergeStory(titled, withEarlierTexts(titled, lists, reading), reading);
  const stored = { ...lists, story: content.story.id, properties };
  const { corrections, lost } = wanted;
  return {
    ...differenceWrites(stored, rowsOf(wanted.content, { ...options, clusters }), input),
    ...NO_CORRECTION,
    corrections,
    lost,
    titleKept,
  };
}

/** The writes that correct an article of a stored story. */
export function correctionWrites(stored: StoryRows, correction: Correction, input: ComparedWith): ChangeWrites {
  const { keep, ...options } = keptOf(stored.properties, input);
  const { content, details } = correctedStory(stored, correction, { now: input.change.at, earlierTexts: keep });
  const rows = rowsOf(content, { ...options, clusters: clustersOf(input.judgements) });
  const change = { ...input.change, kind: details.kind };
  return { ...differenceWrites(stored, rows, { ...input, change }), ...NO_CORRECTION, details };
}

/** The writes that revert a change; `parts` are those of the ledger. */
export function revertWrites(stored: StoryRows, parts: readonly string[], input: ComparedWith): ChangeWrites {
  const items = parts.flatMap((part) => JSON.parse(part) as ChangeItem[]);
  const rows = revertedStory(stored, items, keptOf(stored.properties, input).changes);
  return { ...differenceWrites(stored, rows, input), ...NO_CORRECTION };
}

/** The options that a story keeps, what to keep of replaced texts, and the number of its next change. */
function keptOf(properties: Properties, { visibility }: ComparedWith) {
  const earlierTexts = properties["earlierTexts"] as EarlierTexts | undefined;
  const changes = Number(properties["changes"] ?? 1) + 1;
  const edited = editedOf(properties);
  return { visibility, earlierTexts, keep: earlierTexts ?? "quotes", changes, edited };
}

function differenceWrites(
  stored: StoryRows,
  wanted: StoryRows,
  { stagedAbove, change: head }: ComparedWith,
): Omit<ChangeWrites, keyof typeof NO_CORRECTION> {
  const { story } = wanted;
  const { counts, isNone, writes } = storyDifference(stored, wanted);
  const number = Number(wanted.properties["changes"]);
  const change = isNone ? null : number;
  if (counts.created + counts.changed + counts.removed <= stagedAbove)
    return { ...counts, ...writes(head), change, hidden: 0, swappedNodes: 0 };
  // For so many records the ledger contains only the counts.
  const entry = changeStep({ story, number, head, counts, items: null });
  const { staging, swap } = storyReplacement(stored, wanted, entry);
  const swappedNodes = [stored, wanted].reduce(
    (sum, { articles, entities, claims }) => sum + articles.length + entities.length + claims.length,
    0,
  );
  return { ...counts, ...inOrder([staging, swap]), change, hidden: staging.count, swappedNodes };
}
