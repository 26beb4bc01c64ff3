import { createHash } from "node:crypto";
import type { Article, Mention } from "../../model/article.ts";
import { RESERVED_NAMES, type Entity } from "../../model/entity.ts";
import { KINDS } from "../../model/kinds.ts";
import { searchNames } from "../../model/names.ts";
import { RELATION_PROPERTIES, type Relation } from "../../model/relation.ts";
import type { PlacedMention } from "../../model/story-file.ts";
import { Story } from "../../model/story.ts";
import type { EntityRow, KeptRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";

/** Properties as both stores keep them: what is absent is not there at all, and an empty list neither. */
export function kept(properties: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const RESERVED = new Set<string>(RESERVED_NAMES);

/** What the story's own file says of a record, without what the product keeps beside it. */
function withoutReserved(stored: Properties): Properties {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !RESERVED.has(name)));
}

/** The story of a row; the inverse of what the load keeps of it. */
export function storyFrom(stored: Properties): Story {
  const own = Object.fromEntries(Object.keys(Story.shape).map((name) => [name, stored[name]]));
  return { ...own, featured: stored["featured"] ?? [] } as Story;
}

/** `story` is the id of the story the entity belongs to, `canonical` that of its cluster over all stories. */
export function entityRow(story: string, entity: Entity, canonical: string): EntityRow {
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
      story,
      canonical,
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
  ...RESERVED_NAMES,
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

export function relationRow(story: string, relation: Relation): RelationRow {
  const { qualifiers, type, subject, object, ...own } = relation;
  return { id: relation.id, type, subject, object, properties: kept({ ...qualifiers, ...own, story }) };
}

const LISTS = ["quotes", "starts", "ends", "sentences"] as const;

/** The relation of a row; the inverse of relationRow. */
export function relationFrom(
  { type, subject, object }: { readonly type: string; readonly subject: string; readonly object: string },
  stored: Properties,
): Relation {
  const own = Object.fromEntries(Object.entries(stored).filter(([key]) => RELATION_PROPERTIES.includes(key)));
  const qualifiers = Object.fromEntries(
    Object.entries(withoutReserved(stored)).filter(([key]) => !RELATION_PROPERTIES.includes(key)),
  );
  const lists = Object.fromEntries(LISTS.map((name) => [name, stored[name] ?? []]));
  return { ...own, ...lists, type, subject, object, qualifiers } as Relation;
}

export function mentionRow(story: string, { article, entity, mention }: PlacedMention): MentionRow {
  return { article, entity, start: mention.start, end: mention.end, properties: kept({ ...mention, story }) };
}

export function mentionFrom(stored: Properties): Mention {
  return withoutReserved(stored) as unknown as Mention;
}

export function articleRow(story: string, article: Article): KeptRow {
  const { sentences, ...own } = article;
  return {
    id: article.id,
    properties: kept({
      ...own,
      sha256: sha256(article.text),
      sentenceStarts: sentences.map(([start]) => start),
      sentenceEnds: sentences.map(([, end]) => end),
      story,
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
  } = withoutReserved(stored) as unknown as Article & {
    sentenceStarts?: number[];
    sentenceEnds?: number[];
    sha256: string;
  };
  return {
    ...own,
    sentences: sentenceStarts.map((start, index): [number, number] => [start, sentenceEnds[index] ?? start]),
  };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
