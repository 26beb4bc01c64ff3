import { createHash, type Hash } from "node:crypto";
import type { ArticleVersion, EarlierTexts } from "../../model/article-version.ts";
import type { Claim } from "../../model/claim.ts";
import { entityRef, type Clusters } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import type { Sequence } from "../../model/sequence.ts";
import type { StoryQuestion, StoryRecords } from "../../model/story-file.ts";
import type { Visibility } from "../../contract/browse.ts";
import type { EntityRow, PropertyRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import { articleRow, claimRow, entityRow, storedProperties, mentionRow, relationRow, versionRow } from "./rows.ts";

/** What a story has, a row a record. */
export interface StoryLists {
  readonly articles: Sequence<PropertyRow>;
  readonly entities: Sequence<StoredEntityRow>;
  readonly mentions: Sequence<MentionRow>;
  readonly relations: Sequence<RelationRow>;
  readonly questions: Sequence<PropertyRow>;
  readonly claims: Sequence<PropertyRow>;
  readonly versions: Sequence<PropertyRow>;
}

/** A story as it is to be stored: with what does not stand, and the texts that were replaced. */
export interface StoryContent extends Omit<StoryRecords, "claims" | "articleRelations"> {
  readonly claims: Sequence<Claim>;
  readonly versions: readonly ArticleVersion[];
}

/** The same of a story that is new. */
export interface FirstContent extends StoryContent, Pick<StoryRecords, "articleRelations"> {}

export type StoredEntityRow = Pick<EntityRow, "id" | "label" | "properties">;

/** A story as the store keeps it. */
export interface StoryRows extends StoryLists {
  readonly story: string;
  /** Of the story itself. */
  readonly properties: Properties;
}

export interface RowsOptions {
  readonly visibility: Visibility;
  readonly clusters: Clusters;
  /** The number of the change that makes the story so, from 1 on. */
  readonly changes: number;
  readonly earlierTexts?: EarlierTexts | undefined;
  readonly edited?: EditedOfStory | undefined;
}

/** What a person set of a story here: a later load leaves that so. */
export type EditedOfStory = readonly "title"[];

/** Undefined where nothing was set. */
export function editedOf(properties: Properties): EditedOfStory | undefined {
  return properties["edited"] as EditedOfStory | undefined;
}

/** The rows that a checked story is stored as. */
export function rowsOf(content: StoryContent, options: RowsOptions): StoryRows {
  const story = content.story.id;
  const { clusters } = options;
  return {
    story,
    properties: storyProperties(content, { ...options, version: versionOf(content) }),
    articles: content.articles.map((article) => articleRow(story, article)),
    entities: content.entities.map((entity) => storedEntityRow(story, entity, clusters)),
    mentions: content.mentions.map((mention) => mentionRow(story, mention)),
    relations: content.relations.map((relation) => relationRow(story, relation)),
    questions: questionRows(story, content.questions),
    claims: content.claims.map((claim) => claimRow(story, claim)),
    versions: content.versions.map((version) => versionRow(story, version)),
  };
}

/** An entity without what its write alone needs. */
export function storedEntityRow(story: string, entity: Entity, clusters: Clusters): StoredEntityRow {
  const { id, label, properties } = entityRow(story, entity, clusters.canonicalOf(entityRef(story, entity.id)));
  return { id, label, properties };
}

/** Questions of a story, in their order. */
export function questionRows(story: string, questions: readonly StoryQuestion[]): PropertyRow[] {
  return questions.map((question, position) => ({ id: question.id, properties: { ...question, position, story } }));
}

/**
 * What the store keeps of a story as a whole. Its version is that of all its content, and of a story that was changed
 * the number of the change: what a reader is told of it has changed too.
 */
export function storyProperties(
  content: StoryContent,
  { visibility, changes, earlierTexts, edited, version }: Omit<RowsOptions, "clusters"> & { readonly version: string },
): Properties {
  const { story, articles, entities, mentions, relations } = content;
  return storedProperties({
    ...story,
    visibility,
    version: numberedVersion(version, changes),
    changes,
    earlierTexts,
    edited,
    publishedAt: articles.map(({ publishedAt }) => publishedAt).toSorted()[0],
    entityCount: entities.length,
    relationCount: relations.length,
    mentionCount: mentions.length,
  });
}

/** The version of a story behind so many changes. */
export function numberedVersion(hash: string, changes: number): string {
  return changes === 1 ? hash : `${hash.replace(/\..*/, "")}.${changes}`;
}

/** The number of the change behind which a story had a version. */
export function changesOf(version: string): number {
  return Number(version.split(".")[1] ?? 1);
}

/** A hash of all that a story has: equal content, equal version. Made of its JSON, record by record. */
export class StoryVersion {
  private readonly hash: Hash;
  private isFirst = true;

  constructor(story: StoryContent["story"]) {
    this.hash = createHash("sha256").update(`[${JSON.stringify(story)}`);
  }

  /** The same records, each hashed when it is come to. All are to be come to, once, before the next list is given. */
  list<T>(records: Sequence<T>): Sequence<T> {
    this.hash.update(this.isFirst ? ",[" : "],[");
    this.isFirst = false;
    return records.map((record, index) => {
      this.hash.update((index === 0 ? "" : ",") + JSON.stringify(record));
      return record;
    });
  }

  /** When all lists were gone through: articles, entities, mentions, relations, questions, claims. */
  digest(): string {
    return this.hash.update("]]").digest("hex").slice(0, 16);
  }
}

function versionOf({ story, articles, entities, mentions, relations, questions, claims }: StoryContent): string {
  const version = new StoryVersion(story);
  for (const records of [articles, entities, mentions, relations, questions, claims] as Sequence<unknown>[])
    for (const _ of version.list(records));
  return version.digest();
}
