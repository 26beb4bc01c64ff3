import { createHash } from "node:crypto";
import { entityRef, type Clusters } from "../../model/clusters.ts";
import type { Entity } from "../../model/entity.ts";
import type { Sequence } from "../../model/sequence.ts";
import type { StoryQuestion, StoryRecords } from "../../model/story-file.ts";
import type { Visibility } from "../../contract/browse.ts";
import type { EntityRow, KeptRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import { articleRow, entityRow, kept, mentionRow, relationRow } from "./rows.ts";

/** What a story has, a row a record. */
export interface StoryLists {
  readonly articles: Sequence<KeptRow>;
  readonly entities: Sequence<StoredEntityRow>;
  readonly mentions: Sequence<MentionRow>;
  readonly relations: Sequence<RelationRow>;
  readonly questions: Sequence<KeptRow>;
}

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
}

/** The rows that a checked story is stored as. */
export function rowsOf(content: StoryRecords, { visibility, clusters }: RowsOptions): StoryRows {
  const story = content.story.id;
  return {
    story,
    properties: storyProperties(content, visibility),
    articles: content.articles.map((article) => articleRow(story, article)),
    entities: content.entities.map((entity) => storedEntityRow(story, entity, clusters)),
    mentions: content.mentions.map((mention) => mentionRow(story, mention)),
    relations: content.relations.map((relation) => relationRow(story, relation)),
    questions: questionRows(story, content.questions),
  };
}

/** An entity without what its write alone needs. */
export function storedEntityRow(story: string, entity: Entity, clusters: Clusters): StoredEntityRow {
  const { id, label, properties } = entityRow(story, entity, clusters.canonicalOf(entityRef(story, entity.id)));
  return { id, label, properties };
}

/** Questions of a story, in their order. */
export function questionRows(story: string, questions: readonly StoryQuestion[]): KeptRow[] {
  return questions.map((question, position) => ({ id: question.id, properties: { ...question, position, story } }));
}

/** What the store keeps of a story as a whole. `version` is a hash of all its content: equal content, equal version. */
export function storyProperties(content: StoryRecords, visibility: Visibility): Properties {
  const { story, articles, entities, mentions, relations } = content;
  return kept({
    ...story,
    visibility,
    version: versionOf(content),
    publishedAt: articles.map(({ publishedAt }) => publishedAt).toSorted()[0],
    entityCount: entities.length,
    relationCount: relations.length,
    mentionCount: mentions.length,
  });
}

/** A hash of all as JSON, made record by record. */
function versionOf({ story, articles, entities, mentions, relations, questions }: StoryRecords): string {
  const hash = createHash("sha256").update(`[${JSON.stringify(story)}`);
  for (const records of [articles, entities, mentions, relations, questions] as Iterable<unknown>[]) {
    let before = ",[";
    for (const record of records) {
      hash.update(before + JSON.stringify(record));
      before = ",";
    }
    hash.update(before === "," ? "]" : ",[]");
  }
  return hash.update("]").digest("hex").slice(0, 16);
}
