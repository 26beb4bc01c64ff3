import { createHash } from "node:crypto";
import type { Article, Mention } from "../../model/article.ts";
import type { Entity } from "../../model/entity.ts";
import { KINDS } from "../../model/kinds.ts";
import { searchNames } from "../../model/names.ts";
import { RELATION_PROPERTIES, type Relation } from "../../model/relation.ts";
import type { PlacedMention, StoryContent } from "../../model/story-file.ts";
import type { EntityRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";

/** Properties as both stores keep them: what is absent is not there at all, and an empty list neither. */
function kept(properties: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export function entityRow(entity: Entity): EntityRow {
  const { label, properties, receipts, ...own } = entity;
  return {
    id: entity.id,
    label,
    otherLabels: KINDS.filter((kind) => kind !== label),
    properties: kept({
      ...properties,
      ...own,
      searchNames: searchNames(entity),
      receiptProperties: receipts.map(({ property }) => property),
      receiptStarts: receipts.map(({ start }) => start),
      receiptEnds: receipts.map(({ end }) => end),
    }),
  };
}

const ENTITY_OWN = new Set([
  "id",
  "name",
  "short",
  "kind",
  "description",
  "wikidata",
  "aliases",
  "otherNames",
  "searchNames",
  "receiptProperties",
  "receiptStarts",
  "receiptEnds",
]);

type StoredEntity = Pick<Entity, "id" | "name" | "short" | "kind" | "description" | "wikidata"> & {
  readonly aliases?: string[];
  readonly otherNames?: string[];
  readonly receiptProperties?: readonly string[];
  readonly receiptStarts?: readonly number[];
  readonly receiptEnds?: readonly number[];
};

/** The entity of a row; the inverse of entityRow. */
export function entityFrom(label: string | null, stored: Properties): Entity {
  const { id, name, short, kind, description, wikidata, ...rest } = stored as unknown as StoredEntity;
  const own = Object.fromEntries(
    Object.entries({ short, kind, description, wikidata }).filter(([, value]) => value !== undefined),
  );
  return {
    id,
    label: label as Entity["label"],
    name,
    ...own,
    aliases: rest.aliases ?? [],
    otherNames: rest.otherNames ?? [],
    properties: Object.fromEntries(
      Object.entries(stored).filter(([key]) => !ENTITY_OWN.has(key)),
    ) as Entity["properties"],
    receipts: (rest.receiptProperties ?? []).map((property, index) => ({
      property,
      start: rest.receiptStarts?.[index] ?? 0,
      end: rest.receiptEnds?.[index] ?? 0,
    })),
  };
}

export function relationRow(relation: Relation): RelationRow {
  const { qualifiers, type, subject, object, ...own } = relation;
  return { id: relation.id, type, subject, object, properties: kept({ ...qualifiers, ...own }) };
}

const LISTS = ["quotes", "starts", "ends", "sentences"] as const;

/** The relation of a row; the inverse of relationRow. */
export function relationFrom(
  { type, subject, object }: { readonly type: string; readonly subject: string; readonly object: string },
  stored: Properties,
): Relation {
  const own = Object.fromEntries(Object.entries(stored).filter(([key]) => RELATION_PROPERTIES.includes(key)));
  const qualifiers = Object.fromEntries(Object.entries(stored).filter(([key]) => !RELATION_PROPERTIES.includes(key)));
  const lists = Object.fromEntries(LISTS.map((name) => [name, stored[name] ?? []]));
  return { ...own, ...lists, type, subject, object, qualifiers } as Relation;
}

export function mentionRow({ article, entity, mention }: PlacedMention): MentionRow {
  return { article, entity, start: mention.start, end: mention.end, properties: kept(mention) };
}

export function mentionFrom(stored: Properties): Mention {
  return stored as unknown as Mention;
}

function articleRow(article: Article): { id: string; properties: Properties } {
  const { sentences, ...own } = article;
  return {
    id: article.id,
    properties: kept({
      ...own,
      sha256: sha256(article.text),
      sentenceStarts: sentences.map(([start]) => start),
      sentenceEnds: sentences.map(([, end]) => end),
    }),
  };
}

/** The article of a row; the inverse of what was kept, its checksum left out. */
export function articleFrom(stored: Properties): Article {
  const {
    sentenceStarts = [],
    sentenceEnds = [],
    sha256: _,
    ...own
  } = stored as unknown as Article & { sentenceStarts?: number[]; sentenceEnds?: number[]; sha256: string };
  return {
    ...own,
    sentences: sentenceStarts.map((start, index): [number, number] => [start, sentenceEnds[index] ?? start]),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const BATCH = 500;

/** A story as the writes that keep it, in the order they need. `version` of the story is a hash of all its content. */
export function storySteps({ story, articles, entities, mentions, relations }: StoryContent): WriteStep[] {
  const articleIds = new Set(articles.map(({ id }) => id));
  const version = sha256(JSON.stringify([story, articles, entities, mentions, relations])).slice(0, 16);
  const fromArticles = relations.filter(({ subject }) => articleIds.has(subject));
  const fromEntities = relations.filter(({ subject }) => !articleIds.has(subject));
  const steps = (name: WriteStep["name"], rows: readonly object[]): WriteStep[] =>
    Array.from(
      { length: Math.ceil(rows.length / BATCH) },
      (_, index) =>
        ({ name, parameters: { rows: rows.slice(index * BATCH, (index + 1) * BATCH) } }) as unknown as WriteStep,
    );
  return [
    ...steps("write/merge-articles", articles.map(articleRow)),
    ...steps("write/merge-entities", entities.map(entityRow)),
    ...steps("write/merge-mentions", mentions.map(mentionRow)),
    ...steps("write/merge-relations", fromEntities.map(relationRow)),
    ...steps("write/merge-article-relations", fromArticles.map(relationRow)),
    ...steps("write/merge-stories", [{ id: story.id, properties: kept({ ...story, version }) }]),
  ];
}
