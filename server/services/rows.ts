import { createHash } from "node:crypto";
import type { Article, Mention } from "../../model/article.ts";
import { RESERVED_NAMES, type Entity } from "../../model/entity.ts";
import { KINDS } from "../../model/kinds.ts";
import { searchNames } from "../../model/names.ts";
import type { ArticleVersion } from "../../model/article-version.ts";
import { claimOf, type Claim } from "../../model/claim.ts";
import { CLAIM_PROPERTIES, RELATION_PROPERTIES, type Relation } from "../../model/relation.ts";
import type { PlacedMention } from "../../model/story-file.ts";
import { Story } from "../../model/story.ts";
import type { EntityRow, PropertyRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";

/** Properties in the form of both stores: without null, undefined and empty lists. */
export function storedProperties(properties: Readonly<Record<string, unknown>>): Properties {
  // A loop, because it runs for each record of a load and Object.entries takes several times as long.
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(properties)) {
    const value = properties[name];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    found[name] = value;
  }
  return found;
}

const RESERVED = new Set<string>(RESERVED_NAMES);

/** The properties from the story's own file, without those that the product adds. */
function withoutReserved(stored: Properties): Properties {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !RESERVED.has(name)));
}

/** The story of a row; the inverse of its stored form. */
export function storyFrom(stored: Properties): Story {
  const own = Object.fromEntries(Object.keys(Story.shape).map((name) => [name, stored[name]]));
  return { ...own, featured: stored["featured"] ?? [] } as Story;
}

/** `story` is the id of the entity's story, `canonical` that of its cluster over all stories. */
export function entityRow(story: string, entity: Entity, canonical: string): EntityRow {
  const { label, properties, receipts, ...own } = entity;
  return {
    id: entity.id,
    label,
    otherLabels: KINDS.filter((kind) => kind !== label),
    properties: storedProperties({
      ...properties,
      ...own,
      searchNames: searchNames(entity),
      receiptProperties: receipts.map(({ property }) => property),
      receiptStarts: receipts.map(({ start }) => start),
      receiptEnds: receipts.map(({ end }) => end),
      // The article of each receipt; empty where all are in the story's first article.
      receiptDocuments: receipts.some(({ article }) => article !== undefined)
        ? receipts.map(({ article = "" }) => article)
        : [],
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
  "receiptDocuments",
  ...RESERVED_NAMES,
]);

type StoredEntity = Pick<Entity, "id" | "name" | "short" | "kind" | "description" | "wikidata"> & {
  readonly aliases?: string[];
  readonly otherNames?: string[];
  readonly receiptProperties?: readonly string[];
  readonly receiptStarts?: readonly number[];
  readonly receiptDocuments?: readonly string[];
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
      ...((rest.receiptDocuments?.[index] ?? "") !== "" && { article: rest.receiptDocuments?.[index] ?? "" }),
      start: rest.receiptStarts?.[index] ?? 0,
      end: rest.receiptEnds?.[index] ?? 0,
    })),
  };
}

export function relationRow(story: string, relation: Relation): RelationRow {
  const { qualifiers, type, subject, object, ...own } = relation;
  return { id: relation.id, type, subject, object, properties: storedProperties({ ...qualifiers, ...own, story }) };
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

/** A claim that does not stand: the ids of its ends are properties. */
export function claimRow(story: string, claim: Claim): PropertyRow {
  const { qualifiers, proposal, ...own } = claim;
  const proposed = {
    proposedQuotes: proposal?.quotes,
    proposedStarts: proposal?.starts,
    proposedEnds: proposal?.ends,
    proposedSentences: proposal?.sentences,
  };
  return { id: claim.id, properties: storedProperties({ ...qualifiers, ...own, ...proposed, story }) };
}

/** The claim of a row; the inverse of claimRow. */
export function claimFrom(stored: Properties): Claim {
  const own = stored as unknown as Claim & {
    proposedQuotes?: string[];
    proposedStarts?: number[];
    proposedEnds?: number[];
    proposedSentences?: number[];
  };
  const { type, subject, object, inText, saidUntil, was, correctedBy, isDropped, subjectName, objectName } = own;
  const { proposedQuotes: quotes, proposedStarts: starts, proposedEnds: ends, proposedSentences: sentences } = own;
  const proposal =
    quotes === undefined ? null : { quotes, starts: starts ?? [], ends: ends ?? [], sentences: sentences ?? [] };
  const relation = relationFrom(
    { type, subject, object },
    Object.fromEntries(
      Object.entries(stored).filter(([name]) => !(CLAIM_PROPERTIES as readonly string[]).includes(name)),
    ),
  );
  return claimOf(relation, {
    inText,
    saidUntil,
    was: was ?? [],
    proposal,
    correctedBy,
    isDropped,
    subjectName,
    objectName,
  });
}

/** The key of a replaced text in its story. */
export function versionKey(article: string, number: number): string {
  return JSON.stringify([article, number]);
}

export function versionRow(story: string, version: ArticleVersion): PropertyRow {
  const { sentences, quoted, ...own } = version;
  return {
    id: versionKey(version.article, version.number),
    properties: storedProperties({
      ...own,
      sentenceStarts: sentences.map(([start]) => start),
      sentenceEnds: sentences.map(([, end]) => end),
      quotedNumbers: quoted.map(({ number }) => number),
      quotedTexts: quoted.map(({ text }) => text),
      story,
    }),
  };
}

/** The version of a row; the inverse of versionRow. */
export function versionFrom(stored: Properties): ArticleVersion {
  const { sentenceStarts, sentenceEnds, quotedNumbers, quotedTexts, ...own } = withoutReserved(
    stored,
  ) as unknown as Omit<ArticleVersion, "sentences" | "quoted"> & {
    sentenceStarts?: number[];
    sentenceEnds?: number[];
    quotedNumbers?: number[];
    quotedTexts?: string[];
  };
  return {
    ...own,
    sentences: (sentenceStarts ?? []).map((start, index): [number, number] => [start, sentenceEnds?.[index] ?? start]),
    quoted: (quotedNumbers ?? []).map((number, index) => ({ number, text: quotedTexts?.[index] ?? "" })),
  };
}

export function mentionRow(story: string, { article, entity, mention }: PlacedMention): MentionRow {
  return {
    article,
    entity,
    start: mention.start,
    end: mention.end,
    properties: storedProperties({ ...mention, story }),
  };
}

export function mentionFrom(stored: Properties): Mention {
  return withoutReserved(stored) as unknown as Mention;
}

export function articleRow(story: string, article: Article): PropertyRow {
  const { sentences, ...own } = article;
  return {
    id: article.id,
    properties: storedProperties({
      ...own,
      sha256: sha256(article.text),
      sentenceStarts: sentences.map(([start]) => start),
      sentenceEnds: sentences.map(([, end]) => end),
      story,
    }),
  };
}

/** The article of a row, without its checksum; the inverse of its stored form. */
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
