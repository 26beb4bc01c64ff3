import { z } from "zod";
import { VersionKind } from "./article-version.ts";
import { RecordId } from "./record-id.ts";

/** One place where an article names an entity: a half-open span in code points. */
export const Mention = z.strictObject({
  start: z.int().min(0),
  end: z.int().min(1),
  surface: z.string(),
  sentence: z.int().min(0),
  form: z.enum(["name", "demonym", "nominal", "pronoun", "trigger", "quantity", "title", "statement"]),
  /** A capital that means its government. */
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
  /** The number of this text of the article, counted as they were read here; absent for the first one. */
  version: z.int().min(2).optional(),
  /** Why the publisher released it. */
  versionKind: VersionKind.optional(),
  /** The publisher's own sentence about the change. */
  notice: z.string().optional(),
  /** When the publisher released this text; absent for the first one, or when he does not say. */
  modifiedAt: z.string().optional(),
  /** When this text was read here, ISO 8601; absent for the first one. */
  readAt: z.string().optional(),
  text: z.string(),
  sentences: z.array(z.tuple([z.int(), z.int()])),
});
export type Article = z.infer<typeof Article>;

/** Whether users other than the owner may read the whole text; quoted sentences are always readable. */
export function isLicensed({ licence }: Pick<Article, "licence">): boolean {
  return licence !== undefined && licence.trim() !== "";
}

/** An article without its text, as graphs contain it. */
export const ArticleHead = Article.omit({ text: true, sentences: true }).extend({
  /** Of its stored text, in hexadecimal: articles with the same text are one origin. */
  sha256: z.string().optional(),
});
export type ArticleHead = z.infer<typeof ArticleHead>;
