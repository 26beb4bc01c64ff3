import { createHash } from "node:crypto";
import { entityRef, type Clusters } from "../../model/clusters.ts";
import type { StoryContent, StoryQuestion, StoryRecords } from "../../model/story-file.ts";
import type { Visibility } from "../../contract/browse.ts";
import type { EntityRow, KeptRow, MentionRow, Properties, RelationRow } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { articleRow, entityRow, kept, mentionRow, relationRow } from "./rows.ts";

/** A story as the store keeps it, a row a record. */
export interface StoryRows {
  readonly story: string;
  /** Of the story itself. */
  readonly properties: Properties;
  readonly articles: readonly KeptRow[];
  readonly entities: readonly Pick<EntityRow, "id" | "label" | "properties">[];
  readonly mentions: readonly MentionRow[];
  readonly relations: readonly RelationRow[];
  readonly questions: readonly KeptRow[];
}

export interface RowsOptions {
  readonly visibility: Visibility;
  readonly clusters: Clusters;
}

/** The rows that a checked story is stored as. */
export function rowsOf(content: StoryContent, { visibility, clusters }: RowsOptions): StoryRows {
  const story = content.story.id;
  return {
    story,
    properties: storyProperties(content, visibility),
    articles: content.articles.map((article) => articleRow(story, article)),
    entities: content.entities.map((entity) =>
      entityRow(story, entity, clusters.canonicalOf(entityRef(story, entity.id))),
    ),
    mentions: content.mentions.map((mention) => mentionRow(story, mention)),
    relations: content.relations.map((relation) => relationRow(story, relation)),
    questions: questionRows(story, content.questions),
  };
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

/** The rows of a story that is in the store; null when it has nothing of it. */
export async function storedRows(store: Store, story: string): Promise<StoryRows | null> {
  const [found] = await store.read("read/story", { story });
  const [articles, entities, mentions, relations, questions] = await Promise.all([
    store.read("read/story-articles", { story }),
    store.read("read/story-entities", { story }),
    store.read("read/story-mentions", { story }),
    store.read("read/story-relations", { story }),
    store.read("read/story-questions", { story }),
  ]);
  if (found === undefined && articles.length + entities.length + questions.length === 0) return null;
  const withId = ({ properties }: { readonly properties: Properties }) => ({
    id: String(properties["id"]),
    properties,
  });
  return {
    story,
    properties: found?.properties ?? {},
    articles: articles.map(withId),
    entities: entities.map((row) => ({ ...withId(row), label: row.label ?? "" })),
    mentions: mentions.map(({ article, entity, properties }) => ({
      article,
      entity,
      start: Number(properties["start"]),
      end: Number(properties["end"]),
      properties,
    })),
    relations: relations.map((row) => ({ ...withId(row), type: row.type, subject: row.subject, object: row.object })),
    questions: questions.map(withId),
  };
}
