import { createHash, randomBytes, type Hash } from "node:crypto";
import type { ArticleVersion, EarlierTexts } from "../../model/article-version.ts";
import type { Claim } from "../../model/claim.ts";
import { entityRef, type Clusters } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import type { Sequence } from "../../model/sequence.ts";
import type { StoryQuestion, StoryRecords } from "../../model/story-file.ts";
import type { Visibility } from "../../contract/browse.ts";
import type { EntityRow, PropertyRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import { articleRow, claimRow, entityRow, storedProperties, mentionRow, relationRow, versionRow } from "./rows.ts";

/** The records of a story, one row each. */
export interface StoryLists {
  readonly articles: Sequence<PropertyRow>;
  readonly entities: Sequence<StoredEntityRow>;
  readonly mentions: Sequence<MentionRow>;
  readonly relations: Sequence<RelationRow>;
  readonly questions: Sequence<PropertyRow>;
  readonly claims: Sequence<PropertyRow>;
  readonly versions: Sequence<PropertyRow>;
}

/** A story to be stored, with claims that do not stand and replaced texts. */
export interface StoryContent extends Omit<StoryRecords, "claims" | "articleRelations"> {
  readonly claims: Sequence<Claim>;
  readonly versions: readonly ArticleVersion[];
}

/** The same for a new story. */
export interface FirstContent extends StoryContent, Pick<StoryRecords, "articleRelations"> {}

export type StoredEntityRow = Pick<EntityRow, "id" | "label" | "properties">;

/** A story in stored form. */
export interface StoryRows extends StoryLists {
  readonly story: string;
  /** Of the story itself. */
  readonly properties: Properties;
}

export interface RowsOptions {
  readonly visibility: Visibility;
  readonly clusters: Clusters;
  /** The number of the change that results in this state, from 1 on. */
  readonly changes: number;
  readonly earlierTexts?: EarlierTexts | undefined;
  readonly edited?: EditedOfStory | undefined;
}

/** The properties of a story that a person set here; a later load keeps them. */
export type EditedOfStory = readonly "title"[];

/** undefined where none was set. */
export function editedOf(properties: Properties): EditedOfStory | undefined {
  return properties["edited"] as EditedOfStory | undefined;
}

/** Converts a checked story to rows. */
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

/** An entity without the fields that only its write needs. */
export function storedEntityRow(story: string, entity: Entity, clusters: Clusters): StoredEntityRow {
  const { id, label, properties } = entityRow(story, entity, clusters.canonicalOf(entityRef(story, entity.id)));
  return { id, label, properties };
}

/** Of the random part of a version. */
const VERSION_BYTES = 4;

/** Questions of a story, in order. */
export function questionRows(story: string, questions: readonly StoryQuestion[]): PropertyRow[] {
  return questions.map((question, position) => ({ id: question.id, properties: { ...question, position, story } }));
}

/**
 * The properties of a story as a whole. Its version is a hash of all its content and, after changes, the number of the
 * last change, because the change also affects what readers see.
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

/**
 * The version of a story after so many changes: the hash alone as it was loaded, then hash, number, and a random part.
 * The number starts again when a story is unloaded and loaded; the random part keeps caches from confusing the two.
 */
export function numberedVersion(hash: string, changes: number): string {
  if (changes === 1) return hash;
  return [hash.replace(/\..*/, ""), changes, randomBytes(VERSION_BYTES).toString("hex")].join(".");
}

/** The number of the change after which a story had a version. */
export function changesOf(version: string): number {
  return Number(version.split(".")[1] ?? 1);
}

/** A hash of all content of a story, computed from its JSON record by record: equal content, equal version. */
export class StoryVersion {
  private readonly hash: Hash;
  private isFirst = true;

  constructor(story: StoryContent["story"]) {
    this.hash = createHash("sha256").update(`[${JSON.stringify(story)}`);
  }

  /** The same records; each is hashed when it is read. All must be read once before the next list is passed. */
  list<T>(records: Sequence<T>): Sequence<T> {
    this.hash.update(this.isFirst ? ",[" : "],[");
    this.isFirst = false;
    return records.map((record, index) => {
      this.hash.update((index === 0 ? "" : ",") + JSON.stringify(record));
      return record;
    });
  }

  /** Call it after all lists: articles, entities, mentions, relations, questions, claims. */
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
