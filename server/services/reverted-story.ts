import { Failure } from "../../contract/errors.ts";
import { concat, filterSequence, type Sequence } from "../../model/sequence.ts";
import type { PropertyRow, Properties } from "../store/catalogue.ts";
import { ledgerRecord, storyRecord, visibilityRecord, withStoryRecord, type ChangeItem } from "./ledger.ts";
import { versionKey } from "./rows.ts";
import { digest, mentionKey } from "./story-difference.ts";
import { numberedVersion, type StoryLists, type StoryRows } from "./story-rows.ts";
import type { StoredList } from "./stored-story.ts";

/** Most records named when a change cannot be reverted. */
const MAX_NAMED = 5;

/**
 * A story with one change reverted and all else unchanged. If a later change touched one of the records, nothing is
 * reverted.
 * @throws Failure change/conflict, which names the records
 */
export function revertedStory(stored: StoryRows, items: readonly ChangeItem[], changes: number): StoryRows {
  const conflicts: string[] = [];
  const lists = Object.fromEntries(
    LISTS.map((list) => {
      const own = new Map(items.filter((item) => item.list === list).map((item) => [item.key, item]));
      return [list, revertedList(list, stored, { own, conflicts })];
    }),
  ) as unknown as StoryLists;
  const story = items.find(({ list }) => list === "story");
  if (story !== undefined && digest(storyRecord(stored.properties)) !== digest(story.after))
    conflicts.push("the story's own record");
  const visibility = items.find(({ list }) => list === "visibility");
  if (visibility !== undefined && digest(visibilityRecord(stored.properties)) !== digest(visibility.after))
    conflicts.push("who may see the story");
  conflicts.push(...danglingEnds(lists));
  if (conflicts.length > 0) throw conflict(conflicts);
  return {
    story: stored.story,
    ...lists,
    properties: {
      ...(story === undefined ? stored.properties : withStoryRecord(stored.properties, story.before)),
      ...visibility?.before,
      entityCount: lists.entities.length,
      relationCount: lists.relations.length,
      mentionCount: lists.mentions.length,
      version: numberedVersion(String(stored.properties["version"]), changes),
      changes,
    },
  };
}

const LISTS = ["articles", "entities", "mentions", "relations", "questions", "claims", "versions"] as const;

interface ListRevert {
  readonly own: ReadonlyMap<string, ChangeItem>;
  /** Collects what cannot be reverted. */
  readonly conflicts: string[];
}

function revertedList(list: StoredList, stored: StoryRows, { own, conflicts }: ListRevert): Sequence<object> {
  const records = stored[list] as Sequence<object>;
  if (own.size === 0) return records;
  const keyOf = (record: object) => (list === "mentions" ? mentionKey(record as never) : (record as PropertyRow).id);
  const found = new Map<string, object>();
  for (const record of records) if (own.has(keyOf(record))) found.set(keyOf(record), record);
  const restored: object[] = [];
  for (const [key, { before, after }] of own) {
    const current = found.get(key);
    // A replaced text may have been pruned to its quotes since, which is no conflict.
    if (list !== "versions" && digest(ledgerRecord(list, current)) !== digest(after)) conflicts.push(named(list, key));
    if (before === null) continue;
    const whole =
      list === "articles"
        ? withText(before as PropertyRow, current as PropertyRow | undefined, stored)
        : withVersionText(list, before, current);
    if (whole === null) conflicts.push(`the text of the article ${key}, which is not kept`);
    else restored.push(whole);
  }
  return concat<object>(
    filterSequence(records, (record) => !own.has(keyOf(record))),
    restored,
  );
}

/** An article's record with its text: the current one where it is the same, else that of the replaced version. */
function withText(
  before: PropertyRow,
  current: PropertyRow | undefined,
  { story, versions }: StoryRows,
): PropertyRow | null {
  const { sha256, version = 1 } = before.properties;
  const whole = (text: Properties): PropertyRow => ({
    id: before.id,
    properties: {
      ...before.properties,
      text: text["text"],
      ...(text["sentenceStarts"] !== undefined && {
        sentenceStarts: text["sentenceStarts"],
        sentenceEnds: text["sentenceEnds"],
      }),
      story,
    },
  });
  if (current !== undefined && current.properties["sha256"] === sha256) return whole(current.properties);
  const key = versionKey(before.id, Number(version));
  for (const row of versions)
    if (row.id === key && row.properties["text"] !== undefined && row.properties["sha256"] === sha256)
      return whole(row.properties);
  return null;
}

/** A replaced text that stays is left unchanged. */
function withVersionText(list: StoredList, before: object, current: object | undefined): object {
  return list === "versions" && current !== undefined ? current : before;
}

/** Relations and mentions that would lose an end. */
function danglingEnds({ articles, entities, relations, mentions }: StoryLists): string[] {
  const ids = new Set<string>();
  for (const { id } of articles) ids.add(id);
  for (const { id } of entities) ids.add(id);
  const found: string[] = [];
  for (const { id, subject, object, properties } of relations) {
    const missing = [subject, object, String(properties["document"])].find((end) => !ids.has(end));
    if (missing !== undefined) found.push(`the relation ${id}, which names ${missing}`);
  }
  for (const { article, entity } of mentions) {
    const missing = [article, entity].find((end) => !ids.has(end));
    if (missing !== undefined) found.push(`a mention of ${entity} in ${article}`);
  }
  return found;
}

const WORDS: Readonly<Record<StoredList, string>> = {
  articles: "the article",
  entities: "the entity",
  mentions: "the mention",
  relations: "the relation",
  questions: "the question",
  claims: "the claim",
  versions: "the replaced text",
};

function named(list: StoredList, key: string): string {
  return `${WORDS[list]} ${key}`;
}

function conflict(conflicts: readonly string[]): Failure {
  const [first, ...more] = conflicts.slice(0, MAX_NAMED);
  const others = conflicts.length > MAX_NAMED ? ` and ${conflicts.length - MAX_NAMED} more` : "";
  return new Failure(
    "change/conflict",
    `A later change has touched the same: ${[first, ...more].join(", ")}${others}. Nothing was taken back`,
    { remedy: "Take back the later changes first" },
  );
}
