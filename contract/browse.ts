import { z } from "zod";
import { Article, Mention } from "../model/article.ts";
import { Entity } from "../model/entity.ts";
import { Relation } from "../model/relation.ts";
import { StoryGraph } from "../model/story.ts";

/** Ids are our own: slugs and the like, never a path or a piece of markup. */
export const Id = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._:~-]*$/u,
    "An id is letters, digits and . _ : ~ - and begins with a letter or digit",
  )
  .describe("An id of our own, as soleimani");

export const StorySummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  publishedAt: z.string().nullable(),
  entities: z.int(),
  relations: z.int(),
});
export type StorySummary = z.infer<typeof StorySummary>;

export const StoryList = z.strictObject({ stories: z.array(StorySummary) });

export const StoryAnswer = z.strictObject({
  /** Of the data: changes whenever any of it does. */
  version: z.string(),
  graph: StoryGraph,
});
export type StoryAnswer = z.infer<typeof StoryAnswer>;

export const SearchHit = z.strictObject({
  entity: Entity,
  /** The name that was found, as it is written. */
  matched: z.string(),
  mentions: z.int(),
  relations: z.int(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.strictObject({
  query: z.string(),
  hits: z.array(SearchHit),
  total: z.int().describe("How many entities were found; `hits` holds the best of them"),
});

/** An entity without what only its own page shows. */
export const EntityEnd = z.strictObject({
  id: z.string(),
  name: z.string(),
  short: z.string().nullable(),
  label: z.string(),
});

/** A relation with both its ends named and its document and speaker in words. */
export const RelationWithEnds = z.strictObject({
  relation: Relation,
  subject: EntityEnd,
  object: EntityEnd,
  speaker: z.string().nullable().describe("The speaker's name; null when the document says it in its own voice"),
});
export type RelationWithEnds = z.infer<typeof RelationWithEnds>;

export const EntityAnswer = z.strictObject({
  entity: Entity,
  relations: z.array(RelationWithEnds),
  mentions: z.array(z.strictObject({ article: z.string(), mention: Mention })),
});
export type EntityAnswer = z.infer<typeof EntityAnswer>;

export const NeighboursAnswer = z.strictObject({
  id: z.string(),
  neighbours: z.array(z.strictObject({ entity: EntityEnd, relations: z.array(Relation) })),
  total: z.int().describe("Neighbours there are; `neighbours` holds at most `limit` of them"),
});

export const ArticleAnswer = z.strictObject({
  article: Article,
  mentions: z.array(z.strictObject({ entity: z.string(), mention: Mention })),
});
export type ArticleAnswer = z.infer<typeof ArticleAnswer>;

export const SchemaAnswer = z.strictObject({
  labels: z.array(z.strictObject({ name: z.string(), count: z.int() })),
  types: z.array(z.strictObject({ name: z.string(), count: z.int() })),
  propertyKeys: z.array(z.string()),
});
export type SchemaAnswer = z.infer<typeof SchemaAnswer>;
