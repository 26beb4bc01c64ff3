import { z } from "zod";
import { VersionKind } from "./article-version.ts";
import { RecordId } from "./record-id.ts";

/** One place where an article names an entity; half open, in code points. */
export const Mention = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(1),
  surface: z.string(),
  sentence: z.int().min(0),
  form: z.enum(["name", "demonym", "nominal", "pronoun", "trigger", "quantity", "title", "statement"]),
  /** A capital that stands for its government. */
  metonym: z.boolean().optional(),
});
export type Mention = z.infer<typeof Mention>;

/** A document whose text relations quote. `sentences` are half-open spans in code points; the headline is the first. */
export const Article = z.strictObject({
  id: RecordId,
  title: z.string().min(1),
  publisher: z.string().optional(),
  publishedAt: z.string(),
  url: z.string().optional(),
  archiveUrl: z.string().optional(),
  retrievedAt: z.string().optional(),
  derivedFrom: z
    .string()
    .optional()
    .describe(
      "What it copies: the id or the address of another article, or the name of who wrote it first, as Reuters",
    ),
  language: z.string(),
  licence: z.string().optional(),
  description: z.string().optional(),
  /** Which text of the article this is, from 1 on as they were read here; absent of a first one. */
  version: z.int().min(2).optional(),
  /** Why the publisher put it out. */
  versionKind: VersionKind.optional(),
  /** The publisher's own sentence on the change. */
  notice: z.string().optional(),
  /** When the publisher put out this text; absent where it is the first, or he does not say. */
  modifiedAt: z.string().optional(),
  /** When this text was read here, ISO 8601; absent of a first one. */
  readAt: z.string().optional(),
  text: z.string(),
  sentences: z.array(z.tuple([z.int(), z.int()])),
});
export type Article = z.infer<typeof Article>;

/** Whether others than the owner may read its text whole; its quoted sentences they may. */
export function isLicensed({ licence }: Pick<Article, "licence">): boolean {
  return licence !== undefined && licence.trim() !== "";
}

/** An article without its text: what a graph carries. */
export const ArticleHead = Article.omit({ text: true, sentences: true }).extend({
  /** Of its text as it is stored, in hexadecimal: articles with the same text are one origin. */
  sha256: z.string().optional(),
});
export type ArticleHead = z.infer<typeof ArticleHead>;
