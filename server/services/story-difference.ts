import { isDeepStrictEqual } from "node:util";
import { KINDS } from "../../model/kinds.ts";
import type { WriteStep } from "../store/store.ts";
import type { StoryRows } from "./story-rows.ts";

/** How many records come, change, stay and go. Nodes, relations and mentions count; what the product derives does not. */
export interface Counts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** What turns the stored story into the wanted one. */
export interface StoryDifference extends Counts {
  /** In the order they need; the story itself last. Empty when nothing changes. */
  readonly steps: readonly WriteStep[];
}

/** Rows a write. */
export const BATCH = 500;

/** Compares a story with what the store has of it; `stored` is null when it has nothing. */
export function storyDifference(stored: StoryRows | null, wanted: StoryRows): StoryDifference {
  const { story } = wanted;
  const articles = compare(stored?.articles ?? [], wanted.articles, ({ id }) => id);
  const entities = compare(stored?.entities ?? [], wanted.entities, ({ id }) => id);
  const mentions = compare(stored?.mentions ?? [], wanted.mentions, mentionKey);
  const relations = compare(stored?.relations ?? [], wanted.relations, ({ id }) => id);
  const questions = compare(stored?.questions ?? [], wanted.questions, ({ id }) => id);
  // Cypher cannot change a relation's ends or type: such a one is removed and made anew under its id.
  const moved = relations.changed.filter(({ before, after }) => !sameEnds(before, after)).map(({ before }) => before);
  const isArticle = new Set([...(stored?.articles ?? []), ...wanted.articles].map(({ id }) => id));
  const goneRelations = [...relations.removed, ...moved].map(({ id, subject }) => ({ id, subject }));
  const cameRelations = [...relations.created, ...relations.changed.map(({ after }) => after)];
  const batches = (name: WriteStep["name"], rows: readonly object[]) => batchSteps(name, story, rows);
  const written = <Row>({ created, changed }: Comparison<Row>): Row[] => [
    ...created,
    ...changed.map(({ after }) => after),
  ];
  const content = [
    ...batches(
      "write/remove-mentions",
      mentions.removed.map(({ properties: _, ...place }) => place),
    ),
    ...batches(
      "write/remove-relations",
      goneRelations.filter(({ subject }) => !isArticle.has(subject)),
    ),
    ...batches(
      "write/remove-article-relations",
      goneRelations.filter(({ subject }) => isArticle.has(subject)),
    ),
    ...batches(
      "write/remove-entities",
      entities.removed.map(({ id }) => ({ id })),
    ),
    ...batches(
      "write/remove-articles",
      articles.removed.map(({ id }) => ({ id })),
    ),
    ...batches(
      "write/remove-questions",
      questions.removed.map(({ id }) => ({ id })),
    ),
    ...batches("write/merge-articles", written(articles)),
    ...batches(
      "write/merge-entities",
      written(entities).map((row) => ({ ...row, otherLabels: KINDS.filter((kind) => kind !== row.label) })),
    ),
    ...batches("write/merge-mentions", written(mentions)),
    ...batches(
      "write/merge-relations",
      cameRelations.filter(({ subject }) => !isArticle.has(subject)),
    ),
    ...batches(
      "write/merge-article-relations",
      cameRelations.filter(({ subject }) => isArticle.has(subject)),
    ),
    ...batches("write/merge-questions", written(questions)),
  ];
  const isSame = content.length === 0 && isDeepStrictEqual(stored?.properties, wanted.properties);
  return {
    ...sum([articles, entities, mentions, relations]),
    steps: isSame
      ? []
      : [...content, { name: "write/merge-story", parameters: { story, properties: wanted.properties } }],
  };
}

/** Writes of rows of a story, some at a time. */
export function batchSteps(name: WriteStep["name"], story: string, rows: readonly object[]): WriteStep[] {
  return Array.from(
    { length: Math.ceil(rows.length / BATCH) },
    (_, index) =>
      ({ name, parameters: { story, rows: rows.slice(index * BATCH, (index + 1) * BATCH) } }) as unknown as WriteStep,
  );
}

interface Comparison<Row> {
  readonly created: readonly Row[];
  readonly changed: readonly { readonly before: Row; readonly after: Row }[];
  readonly unchanged: number;
  readonly removed: readonly Row[];
}

function compare<Row extends object>(
  stored: readonly Row[],
  wanted: readonly Row[],
  keyOf: (row: Row) => string,
): Comparison<Row> {
  const before = new Map(stored.map((row) => [keyOf(row), row]));
  const created: Row[] = [];
  const changed: { before: Row; after: Row }[] = [];
  let unchanged = 0;
  for (const after of wanted) {
    const old = before.get(keyOf(after));
    before.delete(keyOf(after));
    if (old === undefined) created.push(after);
    else if (isDeepStrictEqual(comparable(old), comparable(after))) unchanged += 1;
    else changed.push({ before: old, after });
  }
  return { created, changed, unchanged, removed: [...before.values()] };
}

/** A row without what the write alone needs: both sides have plain prototypes then. */
function comparable(row: object): object {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      name === "otherLabels" ? [] : [[name, typeof value === "object" ? { ...(value as object) } : (value as unknown)]],
    ),
  );
}

interface Ends {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
}

function sameEnds(a: Ends, b: Ends): boolean {
  return a.type === b.type && a.subject === b.subject && a.object === b.object;
}

function mentionKey({ article, entity, start, end }: StoryRows["mentions"][number]): string {
  return JSON.stringify([article, entity, start, end]);
}

function sum(comparisons: readonly Comparison<unknown>[]): Counts {
  const total = (count: (comparison: Comparison<unknown>) => number) =>
    comparisons.reduce((before, comparison) => before + count(comparison), 0);
  return {
    created: total(({ created }) => created.length),
    changed: total(({ changed }) => changed.length),
    unchanged: total(({ unchanged }) => unchanged),
    removed: total(({ removed }) => removed.length),
  };
}
