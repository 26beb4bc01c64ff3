import { z } from "zod";

/**
 * Why a publisher released another text. An `update` has more or other news, a `refile` the same. A `correction`
 * corrects a mistake, a `silent` one does so without notice. `hold` suspends the report, `kill` withdraws it.
 */
export const VersionKind = z.enum(["update", "refile", "correction", "silent", "hold", "kill"]);
export type VersionKind = z.infer<typeof VersionKind>;

/** Whether a document of this kind makes no claims, for now or for good. */
export function isHeldBack(kind: VersionKind | undefined): kind is "hold" | "kill" {
  return kind === "hold" || kind === "kill";
}

/** What is kept of replaced texts: their quoted sentences, the whole text, or nothing. */
export const EarlierTexts = z.enum(["quotes", "whole", "none"]);
export type EarlierTexts = z.infer<typeof EarlierTexts>;

/** A text of an article that a later one has replaced. */
export const ArticleVersion = z.strictObject({
  article: z.string(),
  /** From 1 on, in the order in which they were read here. */
  number: z.int().min(1),
  /** Of its text. It shows whether another text is the same, even when the text is not kept. */
  sha256: z.string(),
  kind: VersionKind.optional(),
  /** The publisher's own sentence about the change. */
  notice: z.string().optional(),
  title: z.string(),
  publishedAt: z.string(),
  /** When the publisher released this text, if he says so. */
  modifiedAt: z.string().optional(),
  /** When it was read here, ISO 8601; absent for a first text. */
  readAt: z.string().optional(),
  language: z.string(),
  /** Absent where the text is not kept. */
  text: z.string().optional(),
  /** Half-open spans in code points of the text; empty where it is not kept. */
  sentences: z.array(z.tuple([z.int(), z.int()])),
  /** The sentences that receipts quoted, with their numbers, in order. */
  quoted: z.array(z.strictObject({ number: z.int(), text: z.string() })),
});
export type ArticleVersion = z.infer<typeof ArticleVersion>;

/** A text of an article without its words. */
export const VersionHead = ArticleVersion.pick({
  article: true,
  number: true,
  kind: true,
  notice: true,
  publishedAt: true,
  modifiedAt: true,
  readAt: true,
});
export type VersionHead = z.infer<typeof VersionHead>;

/** The form in which a version is kept once its successor is replaced too: without sentences that nobody quoted. */
export function prunedVersion(version: ArticleVersion, keep: EarlierTexts): ArticleVersion {
  if (keep === "whole" || (version.text === undefined && (keep === "quotes" || version.quoted.length === 0)))
    return version;
  const { text: _, ...rest } = version;
  return { ...rest, sentences: [], quoted: keep === "none" ? [] : version.quoted };
}
