import type { Logger } from "pino";
import { entityRef } from "../../model/clusters.ts";
import { fingerprintOf, quoteOrdinals } from "../../model/fingerprint.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryQuestion } from "../../model/story-file.ts";
import type { Properties, Row } from "../store/catalogue.ts";
import type { Store, WriteStep } from "../store/store.ts";
import { sha256 } from "./rows.ts";
import { questionRows, type StoryRows } from "./story-rows.ts";
import { storedRows } from "./stored-story.ts";
import { storyDifference } from "./story-difference.ts";

export interface UpgradeOptions {
  readonly store: Store;
  readonly log: Logger;
  /** Questions of shipped stories, which 0.1.0 did not store. */
  readonly questionsOf: (story: string) => Promise<readonly StoryQuestion[]>;
  readonly signal?: AbortSignal;
}

const BATCH = 500;

/**
 * Upgrades stories of 0.1.0, so that each record belongs to one story: an entity that several stories shared is copied
 * into each of them, and ids are kept. It may be interrupted at any write and continue at the next start: old nodes are
 * removed only when every story has its copies, and what to remove is read from the copies. Records that belong to no
 * story are counted and left.
 */
export async function upgradeStories(options: UpgradeOptions): Promise<void> {
  const { store, log, signal } = options;
  const old = await store.read("read/old-stories", {});
  if (old.length === 0) return;
  log.info({ stories: old.length }, "stories of 0.1.0 are being brought over");
  for (const { id, properties } of old) if (properties["upgrading"] !== true) await copyStory(options, id, properties);
  await removeOld(store, signal);
  for (const { id } of old) {
    const [copied] = await store.read("read/story", { story: id });
    const { upgrading: _, ...done } = copied?.properties ?? {};
    await store.write([{ name: "write/merge-story", parameters: { story: id, properties: done } }]);
    log.info({ story: id }, "story brought over");
  }
  const [unreached] = await store.read("read/old-unreached", {});
  if (unreached !== undefined && unreached.count > 0)
    log.warn({ nodes: unreached.count }, "nodes of 0.1.0 that no story reaches were left as they are");
}

/** Copies the records of a story; its own record, which marks it as complete, is written last. */
async function copyStory(
  { store, log, questionsOf, signal }: UpgradeOptions,
  id: string,
  properties: Properties,
): Promise<void> {
  const wanted = await upgradedRows(store, id, properties, await questionsOf(id));
  const { steps, count } = storyDifference(await storedRows(store, id), wanted).writes({
    at: new Date().toISOString(),
    who: "the app",
    what: "load",
    why: "brought over from 0.1.0",
  });
  let done = 0;
  // The ledger entry and its story are one write, so that an upgrade that continues always makes progress.
  const entry: WriteStep[] = [];
  for (const step of steps) {
    signal?.throwIfAborted();
    if (step.name === "write/merge-change") entry.push(step);
    else await store.write([...entry.splice(0), step]);
    log.debug({ story: id, step: (done += 1), of: count }, "story upgrade");
  }
}

async function removeOld(store: Store, signal: AbortSignal | undefined): Promise<void> {
  const rows = await store.read("read/old-copied", {});
  for (let at = 0; at < rows.length; at += BATCH) {
    signal?.throwIfAborted();
    await store.write([{ name: "write/remove-old", parameters: { rows: rows.slice(at, at + BATCH) } }]);
  }
}

/** A story of 0.1.0 in today's rows. */
async function upgradedRows(
  store: Store,
  story: string,
  properties: Properties,
  questions: readonly StoryQuestion[],
): Promise<StoryRows> {
  const articles = (properties["articles"] ?? []) as string[];
  const [articleRows, entityRows, mentionRows, relationRows] = await Promise.all([
    store.read("read/old-articles", { articles }),
    store.read("read/old-entities", { articles }),
    store.read("read/old-mentions", { articles }),
    store.read("read/old-relations", { articles }),
  ]);
  const within = (row: { readonly properties: Properties }) => ({ ...row.properties, story });
  const texts = new Map(articleRows.map((row) => [row.id, String(row.properties["text"] ?? "")]));
  const ordinalOf = quoteOrdinals(texts);
  const rows = {
    articles: articleRows.map((row) => ({ id: row.id, properties: within(row) })),
    entities: entityRows.map((row) => ({
      id: row.id,
      label: row.label ?? "",
      properties: { ...within(row), canonical: entityRef(story, row.id) },
    })),
    mentions: mentionRows.map((row) => ({
      article: row.article,
      entity: row.entity,
      start: Number(row.properties["start"]),
      end: Number(row.properties["end"]),
      properties: within(row),
    })),
    relations: relationRows.map((row) => ({
      ...row,
      properties: { ...within(row), fingerprint: fingerprintOf(claimOf(row), ordinalOf) },
    })),
    questions: questionRows(story, questions),
    claims: [],
    versions: [],
  };
  return {
    story,
    ...rows,
    properties: {
      ...properties,
      // In 0.1.0 everybody saw every story.
      visibility: "public",
      version: sha256(JSON.stringify(rows)).slice(0, 16),
      changes: 1,
      publishedAt: articleRows.map((row) => String(row.properties["publishedAt"])).toSorted()[0] ?? "",
      entityCount: rows.entities.length,
      relationCount: rows.relations.length,
      mentionCount: rows.mentions.length,
      upgrading: true,
    },
  };
}

function claimOf({
  type,
  subject,
  object,
  properties,
}: Row<"read/old-relations">): Parameters<typeof fingerprintOf>[0] {
  const { document, source, quotes = [], starts = [], row } = properties as unknown as Partial<Relation>;
  return {
    type,
    subject,
    object,
    document: document ?? "",
    source: source ?? "",
    quotes,
    starts,
    ...(row !== undefined && { row }),
  };
}
