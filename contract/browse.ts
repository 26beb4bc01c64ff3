import { z } from "zod";
import { Article, Mention } from "../model/article.ts";
import { Claim } from "../model/claim.ts";
import { Entity } from "../model/entity.ts";
import { RecordId } from "../model/record-id.ts";
import { Relation } from "../model/relation.ts";
import { SEARCH_SECTIONS } from "../model/search-sections.ts";
import { Story, StoryGraph } from "../model/story.ts";

/** An id is unique within its story only. It may contain any character; in an address it is percent-encoded. */
export const Id = RecordId.describe("An id inside its story, as soleimani");

export const StoryId = Story.shape.id.describe("The id of a story, as us-strikes-iraq-2020");

/** Who may see a story: only the owner sees a desk story. */
export const Visibility = z.enum(["desk", "public"]);
export type Visibility = z.infer<typeof Visibility>;

export const StorySummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  publishedAt: z.string().nullable().describe("Of its first article"),
  until: z.string().nullable().describe("When its last article was published"),
  visibility: Visibility,
  articles: z.int(),
  entities: z.int(),
  relations: z.int(),
  voices: z.int().describe("Who says something in it: its articles, and whom they quote"),
  changedAt: z.string().nullable().describe("When its last change was made, ISO 8601, UTC"),
});
export type StorySummary = z.infer<typeof StorySummary>;

export const StoryList = z.strictObject({ stories: z.array(StorySummary) });

export const StoryAnswer = z.strictObject({
  /** The story's version: changes whenever anything in it does. */
  version: z.string(),
  graph: StoryGraph,
});
export type StoryAnswer = z.infer<typeof StoryAnswer>;

export const SearchHit = z.strictObject({
  entity: Entity,
  /** The stories that contain it: that of `entity` first, then all others with an entity judged to be the same. */
  in: z.array(z.strictObject({ story: z.string(), id: z.string(), title: z.string() })),
  /** The matching name, as written. */
  matched: z.string(),
  mentions: z.int(),
  relations: z.int(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.strictObject({
  query: z.string(),
  hits: z.array(SearchHit),
  total: z.int().describe("How many were found, one a cluster; `hits` holds the best of each section"),
  sections: z
    .array(z.strictObject({ section: z.enum(SEARCH_SECTIONS), total: z.int() }))
    .describe("Those in which something was found, the one with the best hit first"),
});

export type SearchAnswer = z.infer<typeof SearchAnswer>;

/** An entity without the details of its own page. */
export const EntityEnd = z.strictObject({
  id: z.string(),
  name: z.string(),
  short: z.string().nullable(),
  label: z.string(),
});

/** A relation with both ends named, and its document and speaker in words. */
export const RelationWithEnds = z.strictObject({
  relation: Relation,
  subject: EntityEnd,
  object: EntityEnd,
  speaker: z.string().nullable().describe("The speaker's name; null when the document says it in its own voice"),
});
export type RelationWithEnds = z.infer<typeof RelationWithEnds>;

/** A relation, or a claim that does not stand. */
export const RelationAnswer = RelationWithEnds.extend({
  claim: Claim.nullable().describe("Of a claim that does not stand: why, since when, and what said it; else null"),
});
export type RelationAnswer = z.infer<typeof RelationAnswer>;

/** How well something is supported: documents that copy one another are one origin. */
export const Evidence = z.strictObject({
  sentences: z.int().describe("Of the texts, each once however many relations quote it"),
  documents: z.int(),
  origins: z.int(),
});

const ORIGIN =
  "Where its words come from, the same for all documents of one origin: the id of a document of the story, or a name from outside it";

/** A document that relations quote. */
export const QuotedDocument = z.strictObject({
  id: z.string(),
  title: z.string(),
  publishedAt: z.string(),
  origin: z.string().describe(ORIGIN),
});
export type QuotedDocument = z.infer<typeof QuotedDocument>;

/** A relation with the document that contains it. */
export const RelationInDocument = RelationAnswer.extend({
  document: QuotedDocument.nullable().describe("Where it stands; null when that is no article"),
});
export type RelationInDocument = z.infer<typeof RelationInDocument>;

export const EntityAnswer = z.strictObject({
  entity: Entity,
  relations: z.array(RelationWithEnds),
  evidence: Evidence.describe("What its relations rest on"),
  documents: z.array(QuotedDocument).describe("Those that its relations quote"),
  mentions: z.array(z.strictObject({ article: z.string(), mention: Mention })),
});
export type EntityAnswer = z.infer<typeof EntityAnswer>;

export const NeighboursAnswer = z.strictObject({
  id: z.string(),
  neighbours: z.array(
    z.strictObject({
      entity: EntityEnd,
      relations: z.array(Relation),
      evidence: Evidence.describe("What these relations rest on"),
    }),
  ),
  total: z.int().describe("Neighbours there are; `neighbours` holds at most `limit` of them"),
});

export const ArticleAnswer = z.strictObject({
  article: Article,
  mentions: z.array(z.strictObject({ entity: z.string(), mention: Mention })),
});
export type ArticleAnswer = z.infer<typeof ArticleAnswer>;

export const ArticlesAnswer = z.strictObject({
  articles: z.array(Article),
  total: z.int().describe("Articles of the story; `articles` holds at most `limit` of them"),
});
export type ArticlesAnswer = z.infer<typeof ArticlesAnswer>;

export const SchemaAnswer = z.strictObject({
  labels: z.array(z.strictObject({ name: z.string(), count: z.int() })),
  types: z.array(z.strictObject({ name: z.string(), count: z.int() })),
  propertyKeys: z.array(z.string()),
});
export type SchemaAnswer = z.infer<typeof SchemaAnswer>;
