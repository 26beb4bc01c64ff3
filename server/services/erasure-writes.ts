import { clustersOf } from "../../model/clusters.ts";
import { eraserOf } from "../../model/eraser.ts";
import type { ErasedPlaces } from "../../contract/erasure.ts";
import type { EarlierTexts } from "../../model/article-version.ts";
import type { ChangeWrites } from "./change-writes.ts";
import type { ComparedWith } from "./checking-protocol.ts";
import { storedContent } from "./corrected-story.ts";
import { erasedJudgements } from "./erased-judgements.ts";
import { ledgerSteps } from "./erased-ledger.ts";
import { erasedContent } from "./erased-story.ts";
import { erasedViews } from "./erased-views.ts";
import { erasurePlan, type Erasure, type ErasurePlan } from "./erasure-plan.ts";
import { changeStep, storyRecord, type ChangeHead } from "./ledger.ts";
import { digest, inOrder, storyDifference, type Counts, type StoryDifference } from "./story-difference.ts";
import { editedOf, rowsOf, type StoryContent, type StoryRows } from "./story-rows.ts";
import type { StoredView } from "./saved-view-rows.ts";
import { storyRemoval, storyReplacement } from "./story-staging.ts";

type ErasureWrites = Omit<ChangeWrites, "titleKept" | "corrections" | "lost" | "details">;

/**
 * The writes that erase words, an article or an entity from a stored story, its ledger and the judgements about it, and
 * add an entry that says when and why.
 * @throws Failure request/invalid, article/not-found, entity/not-found
 */
export function erasureWrites(stored: StoryRows, erasure: Erasure, input: ComparedWith): ErasureWrites {
  const plan = erasurePlan(storedContent(stored), erasure);
  const head = erasedHead(input.change, plan);
  if (plan.left.articles.length === 0) return removal(stored, plan, input);
  const { story } = stored;
  const erased = erasedContent(plan);
  const { eraser, gone } = plan;
  const { ids } = erased;
  const judged = erasedJudgements(input, {
    story,
    eraser,
    gone,
    ids,
    isUnloaded: false,
  });
  const earlierTexts = stored.properties["earlierTexts"] as EarlierTexts | undefined;
  const number = Number(stored.properties["changes"] ?? 1) + 1;
  const clusters = clustersOf(judged.judgements);
  const wanted = rowsOf(erased.content, {
    visibility: input.visibility,
    earlierTexts,
    edited: editedOf(stored.properties),
    clusters,
    changes: number,
  });
  const difference = storyDifference(stored, wanted);
  const [first = ""] = (stored.properties["articles"] ?? []) as string[];
  const ledger = ledgerSteps(story, input.ledger, {
    eraser,
    gone,
    ids,
    changedArticles: erased.changedArticles,
    isFirstGone: gone.has(first),
  });
  const viewed = erasedViews(story, input.views, { eraser, gone, ids });
  const isStoryOther = digest(storyRecord(stored.properties)) !== digest(storyRecord(wanted.properties));
  const places = placesOf(difference, {
    occurrences: erased.occurrences,
    story: isStoryOther ? 1 : 0,
    changes: ledger.entries,
    judgements: judged.count,
    views: viewed.count,
  });
  const beside = [...ledger.steps, ...judged.steps, ...viewed.steps];
  const { counts } = difference;
  const told = {
    ...counts,
    erased: { places, isUnloaded: false, elsewhere: elsewhere(erased.content, viewed.views, plan.words) },
  };
  if (difference.isNone && beside.length === 0)
    return { ...told, ...inOrder([]), change: null, hidden: 0, swappedNodes: 0 };
  const besides = { steps: beside, count: beside.length };
  if (counts.created + counts.changed + counts.removed <= input.stagedAbove)
    return {
      ...told,
      ...inOrder([besides, difference.erasingWrites(head)]),
      change: number,
      hidden: 0,
      swappedNodes: 0,
    };
  const entry = changeStep({ story, number, head, counts, items: null });
  const { staging, swap } = storyReplacement(stored, wanted, entry);
  const swappedNodes = nodesOf(stored) + nodesOf(wanted);
  return { ...told, ...inOrder([staging, besides, swap]), change: number, hidden: staging.count, swappedNodes };
}

/** The words that a story contains as whole words. */
function elsewhere(
  { story, articles, entities, relations, claims, questions }: StoryContent,
  views: readonly StoredView[],
  words: readonly string[],
): string[] {
  const left = new Map(words.map((word) => [word, eraserOf([{ words: word, isWhole: true }])]));
  const found: string[] = [];
  const look = (...texts: readonly (string | undefined)[]): void => {
    for (const text of texts)
      for (const [word, eraser] of left)
        if (text !== undefined && eraser.holds(text)) {
          found.push(word);
          left.delete(word);
        }
  };
  look(story.title, story.summary);
  for (const { title, text } of articles) look(title, text);
  for (const { name, short, aliases, otherNames, description } of entities)
    look(name, short, ...aliases, ...otherNames, description);
  for (const list of [relations, claims]) for (const { note, reason, verb } of list) look(note, reason, verb);
  for (const { question } of questions) look(question);
  for (const { name, sentence } of views) look(name, sentence);
  return found.toSorted();
}

/** The reason itself may contain what is erased. */
function erasedHead(head: ChangeHead, { eraser }: ErasurePlan): ChangeHead {
  return { ...head, who: eraser.erased(head.who), why: head.why === undefined ? undefined : eraser.erased(head.why) };
}

/** Erasing the story's last article removes the story, its ledger and the judgements about its entities. */
function removal(stored: StoryRows, { eraser, gone }: ErasurePlan, input: ComparedWith): ErasureWrites {
  const { story, articles, entities, mentions, relations, claims } = stored;
  const judged = erasedJudgements(input, {
    story,
    eraser,
    gone,
    ids: new Map(),
    isUnloaded: true,
  });
  const removed = articles.length + entities.length + mentions.length + relations.length;
  const isSmall = removed <= input.stagedAbove;
  const steps = isSmall ? [{ name: "write/remove-story", parameters: { story } } as const] : storyRemoval(story);
  const none = storyDifference(stored, stored);
  const places = placesOf(none, {
    occurrences: 0,
    story: 1,
    changes: input.ledger.length,
    judgements: judged.count,
    views: input.views.length,
  });
  const lengths = {
    articles: articles.length,
    entities: entities.length,
    mentions: mentions.length,
    relations: relations.length,
    claims: claims.length,
    versions: stored.versions.length,
    questions: stored.questions.length,
  };
  return {
    created: 0,
    changed: 0,
    unchanged: 0,
    removed,
    erased: { places: { ...places, ...lengths }, isUnloaded: true, elsewhere: [] },
    ...inOrder([{ steps: [...judged.steps, ...steps], count: judged.steps.length + steps.length }]),
    change: null,
    hidden: 0,
    swappedNodes: isSmall ? 0 : nodesOf(stored),
  };
}

function nodesOf({ articles, entities, claims }: StoryRows): number {
  return articles.length + entities.length + claims.length;
}

function placesOf(
  { byList }: StoryDifference,
  more: Pick<ErasedPlaces, "occurrences" | "story" | "changes" | "judgements" | "views">,
): ErasedPlaces {
  const held = ({ changed, removed }: Counts) => changed + removed;
  return {
    ...more,
    articles: held(byList.articles),
    versions: held(byList.versions),
    entities: held(byList.entities),
    mentions: held(byList.mentions),
    relations: held(byList.relations),
    claims: held(byList.claims),
    questions: held(byList.questions),
  };
}
