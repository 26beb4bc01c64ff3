import type { Relation } from "../../model/relation.ts";
import type { Sequence } from "../../model/sequence.ts";
import type { RelationRow } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import { changeStep, type ChangeHead } from "./ledger.ts";
import { articleRow, claimRow, mentionRow, relationRow, versionRow } from "./rows.ts";
import { BATCH, batchStep, batchSteps, type Counts } from "./story-difference.ts";
import {
  questionRows,
  storedEntityRow,
  storyProperties,
  StoryVersion,
  type FirstContent,
  type RowsOptions,
} from "./story-rows.ts";

/** The writes of a new story, generated one by one. */
export interface NewStory extends Counts {
  readonly steps: Iterable<WriteStep>;
  /** The number of writes. */
  readonly count: number;
}

/**
 * Writes in dependency order, the story itself last. The rows are never all in memory. New records are created, which
 * only needs a check whether the same write was done before.
 */
export function newStory(content: FirstContent, options: NewStoryOptions): NewStory {
  const { articles, entities, mentions, relations, questions, claims, versions, articleRelations } = content;
  const lengths = [articles, entities, mentions, questions, claims, versions].map(({ length }) => length);
  const batches = [...lengths, articleRelations, relations.length - articleRelations].map((length) =>
    Math.ceil(length / BATCH),
  );
  return {
    created: countOf(content),
    changed: 0,
    unchanged: 0,
    removed: 0,
    steps: stepsOf(content, options),
    // The ledger entry and the story.
    count: batches.reduce((sum, count) => sum + count, 2),
  };
}

function countOf({ articles, entities, mentions, relations }: FirstContent): number {
  return articles.length + entities.length + mentions.length + relations.length;
}

export interface NewStoryOptions extends RowsOptions {
  readonly change: ChangeHead;
}

/** The story's version is hashed during the same pass, because each pass unpacks all records. */
function* stepsOf(content: FirstContent, options: NewStoryOptions): Generator<WriteStep> {
  const story = content.story.id;
  const { articles, entities, mentions, relations, questions, claims, versions } = content;
  const { clusters, change } = options;
  const version = new StoryVersion(content.story);
  const written = (name: WriteStep["name"], rows: Sequence<object>) => batchSteps(name, story, rows).steps;
  yield* written(
    "write/merge-articles",
    version.list(articles).map((article) => articleRow(story, article)),
  );
  yield* written(
    "write/create-entities",
    version.list(entities).map((entity) => storedEntityRow(story, entity, clusters)),
  );
  yield* written(
    "write/create-mentions",
    version.list(mentions).map((mention) => mentionRow(story, mention)),
  );
  yield* relationBatches(story, version.list(relations), new Set(articles.map(({ id }) => id)));
  yield* written("write/merge-questions", questionRows(story, [...version.list(questions)]));
  yield* written(
    "write/merge-claims",
    version.list(claims).map((claim) => claimRow(story, claim)),
  );
  yield* written(
    "write/merge-versions",
    versions.map((version) => versionRow(story, version)),
  );
  const counts = { created: countOf(content), changed: 0, removed: 0 };
  yield changeStep({ story, number: 1, head: change, counts, items: null });
  const properties = storyProperties(content, { ...options, version: version.digest() });
  yield { name: "write/merge-story", parameters: { story, properties } };
}

/** Relations with an article as subject have a statement of their own. */
function* relationBatches(
  story: string,
  relations: Sequence<Relation>,
  isArticle: ReadonlySet<string>,
): Generator<WriteStep> {
  const [ofEntities, ofArticles]: [RelationRow[], RelationRow[]] = [[], []];
  for (const relation of relations) {
    const isOfArticle = isArticle.has(relation.subject);
    const batch = isOfArticle ? ofArticles : ofEntities;
    batch.push(relationRow(story, relation));
    if (batch.length < BATCH) continue;
    yield batchStep(isOfArticle ? "write/merge-article-relations" : "write/create-relations", story, batch.splice(0));
  }
  if (ofEntities.length > 0) yield batchStep("write/create-relations", story, ofEntities);
  if (ofArticles.length > 0) yield batchStep("write/merge-article-relations", story, ofArticles);
}
