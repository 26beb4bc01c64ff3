import { z } from "zod";

/**
 * Why a publisher put out another text: an `update` has more or other news, a `refile` the same ones, a `correction`
 * mends what was wrong and a `silent` one does so without a word; `hold` holds the report back, `kill` withdraws it.
 */
export const VersionKind = z.enum(["update", "refile", "correction", "silent", "hold", "kill"]);
export type VersionKind = z.infer<typeof VersionKind>;

/** Whether a document of this kind says nothing for the time being, or any more. */
export function isHeldBack(kind: VersionKind | undefined): kind is "hold" | "kill" {
  return kind === "hold" || kind === "kill";
}

/** How much is kept of texts that were replaced: their quoted sentences, all of them, or nothing. */
export const EarlierTexts = z.enum(["quotes", "whole", "none"]);
export type EarlierTexts = z.infer<typeof EarlierTexts>;

/** A text of an article that a later one has replaced. */
export const ArticleVersion = z.strictObject({
  article: z.string(),
  /** From 1 on, as they were read here. */
  number: z.int().min(1),
  /** Of its text: of one whose text is gone it still says whether another is the same. */
  sha256: z.string(),
  kind: VersionKind.optional(),
  /** The publisher's own sentence on the change. */
  notice: z.string().optional(),
  title: z.string(),
  publishedAt: z.string(),
  /** When the publisher put out this text, where he says so. */
  modifiedAt: z.string().optional(),
  /** When it was read here, ISO 8601; absent of a first text. */
  readAt: z.string().optional(),
  language: z.string(),
  /** Absent where the text is not kept. */
  text: z.string().optional(),
  /** Half-open spans in code points of the text; none where it is not kept. */
  sentences: z.array(z.tuple([z.int(), z.int()])),
  /** The sentences that receipts quoted, with their numbers, in their order. */
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

/** A version as it is kept once another one has come behind its successor: without what nobody quoted. */
export function prunedVersion(version: ArticleVersion, keep: EarlierTexts): ArticleVersion {
  if (keep === "whole" || (version.text === undefined && (keep === "quotes" || version.quoted.length === 0)))
    return version;
  const { text: _, ...rest } = version;
  return { ...rest, sentences: [], quoted: keep === "none" ? [] : version.quoted };
}
