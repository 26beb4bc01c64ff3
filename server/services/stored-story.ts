import type { MentionRow, Properties, RelationRow, Row } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { versionKey } from "./rows.ts";
import type { StoredEntityRow, StoryRows } from "./story-rows.ts";

/** A part of the stored story: some records of each list. */
export type StoredPart = { readonly [List in StoredList]?: readonly StoryRecord<List>[] };
export type StoredList = Exclude<keyof StoryRows, "story" | "properties">;
export type StoryRecord<List extends StoredList> = StoryRows[List] extends Iterable<infer Record> ? Record : never;

/** Records whose rows and relations are read at once: some thousands of rows. */
const PART = 500;

/** The stored story in parts of limited size. */
export async function* storedParts(
  store: Store,
  story: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): AsyncIterable<StoredPart> {
  const articles = (await store.read("read/story-articles", { story })).map(withId);
  const questions = (await store.read("read/story-questions", { story })).map(withId);
  const claims = (await store.read("read/story-claims", { story })).map(withId);
  const versions = (await store.read("read/story-versions", { story })).map(versionOf);
  yield { articles, questions, claims, versions };
  const entities = await store.read("read/entity-ids", { story });
  const total = Math.ceil(articles.length / PART) + Math.ceil(entities.length / PART);
  let done = 0;
  for (const ids of inParts(articles.map(({ id }) => id))) {
    yield { relations: (await store.read("read/relations-by-article", { story, ids })).map(relationOf) };
    onProgress((done += 1), total);
  }
  for (const ids of inParts(entities.map(({ id }) => id))) {
    const found = await store.read("read/entities-by-id", { story, ids });
    yield { entities: found.map((row): StoredEntityRow => ({ ...withId(row), label: row.label ?? "" })) };
    yield { mentions: (await store.read("read/mentions-by-entity", { story, ids })).map(mentionOf) };
    yield { relations: (await store.read("read/relations-by-subject", { story, ids })).map(relationOf) };
    onProgress((done += 1), total);
  }
}

/** The whole stored story; null when it is not stored. */
export async function storedRows(store: Store, story: string): Promise<StoryRows | null> {
  const [found] = await store.read("read/story", { story });
  const rows = {
    articles: [] as StoryRecord<"articles">[],
    entities: [] as StoryRecord<"entities">[],
    mentions: [] as StoryRecord<"mentions">[],
    relations: [] as StoryRecord<"relations">[],
    questions: [] as StoryRecord<"questions">[],
    claims: [] as StoryRecord<"claims">[],
    versions: [] as StoryRecord<"versions">[],
  };
  for await (const part of storedParts(store, story))
    for (const [list, records] of Object.entries(part))
      for (const record of records) rows[list as StoredList].push(record as never);
  if (found === undefined && rows.articles.length + rows.entities.length + rows.questions.length === 0) return null;
  return { story, properties: found?.properties ?? {}, ...rows };
}

function withId({ properties }: { readonly properties: Properties }) {
  return { id: String(properties["id"]), properties };
}

function versionOf({ properties }: { readonly properties: Properties }) {
  return { id: versionKey(String(properties["article"]), Number(properties["number"])), properties };
}

function relationOf(row: Row<"read/relations-by-subject">): RelationRow {
  return { ...withId(row), type: row.type, subject: row.subject, object: row.object };
}

function mentionOf({ article, entity, properties }: Row<"read/mentions-by-entity">): MentionRow {
  return { article, entity, start: Number(properties["start"]), end: Number(properties["end"]), properties };
}

function inParts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / PART) }, (_, part) => ids.slice(part * PART, (part + 1) * PART));
}
