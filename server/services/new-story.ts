import { entityRef } from "../../model/clusters.ts";
import type { StoryRecords } from "../../model/story-file.ts";
import type { WriteStep } from "../store/store.ts";
import { articleRow, entityRow, mentionRow, relationRow } from "./rows.ts";
import { BATCH, type Counts } from "./story-difference.ts";
import { questionRows, storyProperties, type RowsOptions } from "./story-rows.ts";

/** The writes of a story of which the store has nothing, made one by one as they are come to. */
export interface NewStory extends Counts {
  readonly steps: Iterable<WriteStep>;
  /** How many there are. */
  readonly count: number;
}

/**
 * Writes in the order they need; the story itself last. The rows are never in memory all at once. What is known to be new
 * is created: that asks nothing but whether the same write was done before.
 */
export function newStory(content: StoryRecords, options: RowsOptions): NewStory {
  const { articles, entities, mentions, relations, questions } = content;
  const isArticle = new Set(articles.map(({ id }) => id));
  let articleRelations = 0;
  for (const { subject } of relations) if (isArticle.has(subject)) articleRelations += 1;
  const lengths = [articles, entities, mentions, questions].map(({ length }) => length);
  const batches = [...lengths, articleRelations, relations.length - articleRelations].map((length) =>
    Math.ceil(length / BATCH),
  );
  return {
    created: articles.length + entities.length + mentions.length + relations.length,
    changed: 0,
    unchanged: 0,
    removed: 0,
    steps: stepsOf(content, isArticle, options),
    count: batches.reduce((sum, count) => sum + count, 1),
  };
}

function* stepsOf(
  content: StoryRecords,
  isArticle: ReadonlySet<string>,
  { visibility, clusters }: RowsOptions,
): Generator<WriteStep> {
  const story = content.story.id;
  const { articles, entities, mentions, relations, questions } = content;
  const relationRows = relations.map((relation) => relationRow(story, relation));
  yield* batchesOf(
    "write/merge-articles",
    story,
    articles.map((article) => articleRow(story, article)),
  );
  yield* batchesOf(
    "write/create-entities",
    story,
    entities.map((entity) => {
      const { otherLabels: _, ...row } = entityRow(story, entity, clusters.canonicalOf(entityRef(story, entity.id)));
      return row;
    }),
  );
  yield* batchesOf(
    "write/create-mentions",
    story,
    mentions.map((mention) => mentionRow(story, mention)),
  );
  yield* batchesOf("write/create-relations", story, relationRows, ({ subject }) => !isArticle.has(subject));
  yield* batchesOf("write/merge-article-relations", story, relationRows, ({ subject }) => isArticle.has(subject));
  yield* batchesOf("write/merge-questions", story, questionRows(story, questions));
  yield { name: "write/merge-story", parameters: { story, properties: storyProperties(content, visibility) } };
}

function* batchesOf<Row extends object>(
  name: WriteStep["name"],
  story: string,
  rows: Iterable<Row>,
  isWanted: (row: Row) => boolean = () => true,
): Generator<WriteStep> {
  const step = (batch: readonly Row[]) => ({ name, parameters: { story, rows: batch } }) as unknown as WriteStep;
  let batch: Row[] = [];
  for (const row of rows) {
    if (!isWanted(row)) continue;
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield step(batch);
    batch = [];
  }
  if (batch.length > 0) yield step(batch);
}
