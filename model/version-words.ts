import type { ArticleHead } from "./article.ts";
import type { VersionHead } from "./article-version.ts";
import { dateMistake } from "./iso-date.ts";
import { dateWords } from "./receipt.ts";
import type { StoryGraph } from "./story.ts";

/** A text of an article: its number, its kind, and its date. */
export type TextVersion = Omit<VersionHead, "article">;

export type Versions = Pick<StoryGraph, "articles" | "versions">;

/** A text of an article by its number; null where it is unknown. */
export function versionNamed({ articles, versions }: Versions, article: string, number: number): TextVersion | null {
  const current = currentVersion(articles.find(({ id }) => id === article) ?? null);
  if (current?.number === number) return current;
  return versions.find((one) => one.article === article && one.number === number) ?? null;
}

export function currentVersion(article: ArticleHead | null): TextVersion | null {
  return article === null ? null : textVersionOf(article);
}

/** The current text of an article, without its words. */
export function textVersionOf(article: ArticleHead): TextVersion {
  const { version: number = 1, versionKind: kind, notice, publishedAt, modifiedAt, readAt } = article;
  return {
    number,
    publishedAt,
    ...(kind !== undefined && { kind }),
    ...(notice !== undefined && { notice }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(readAt !== undefined && { readAt }),
  };
}

/** When a text was published: stated by its publisher, or known only from when it was read here. */
type VersionDate =
  | { readonly how: "published"; readonly words: string }
  | { readonly how: "read"; readonly words: string };

/** A first text has the date of its article; a later one without a date only has the time it was read. */
export function versionDate({ number, publishedAt, modifiedAt, readAt }: TextVersion): VersionDate {
  if (modifiedAt !== undefined) return { how: "published", words: momentWords(modifiedAt) };
  if (readAt !== undefined && number > 1) return { how: "read", words: momentWords(readAt) };
  return { how: "published", words: momentWords(publishedAt) };
}

/** The readers' name of an article's publisher, inside a sentence. */
export function publisherOf(article: Pick<ArticleHead, "publisher"> | null): string {
  return article?.publisher ?? "the publisher";
}

/** " on 5 January 2020", ", as read here on …". */
export function onDate(version: TextVersion): string {
  const { how, words } = versionDate(version);
  return how === "published" ? ` on ${words}` : `, as read here on ${words}`;
}

/** ": “An earlier version gave a figure.”", else a full stop. */
export function withNotice(sentence: string, { notice }: Pick<TextVersion, "notice">): string {
  return notice === undefined ? `${sentence}.` : `${sentence}: “${notice.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}

/**
 * The readers' line about an article's current text: "Corrected on 5 January 2020: “…”"; null for a first text, or a
 * refile.
 */
export function versionLine(article: ArticleHead): string | null {
  const version = currentVersion(article);
  if (version === null || version.kind === undefined || version.kind === "refile") return null;
  const publisher = capital(publisherOf(article));
  const on = onDate(version);
  switch (version.kind) {
    case "correction":
      return withNotice(`Corrected${on}`, version);
    case "update":
      return withNotice(`Updated${on}`, version);
    case "silent":
      return version.notice === undefined ? `Changed without a word${on}.` : withNotice(`Changed${on}`, version);
    case "hold":
      return withNotice(`${publisher} has put this report on hold`, version);
    case "kill":
      return withNotice(`${publisher} withdrew this report${on}`, version);
  }
}

/** "In this article since 5 January 2020."; null for what its first text says. */
export function sinceWords(
  { document, saidFrom }: { readonly document: string; readonly saidFrom?: number | undefined },
  versions: Versions,
): string | null {
  const version = saidFrom === undefined || saidFrom < 2 ? null : versionNamed(versions, document, saidFrom);
  if (version === null) return null;
  const { how, words } = versionDate(version);
  return `In this article since ${words}${how === "read" ? " at the latest" : ""}.`;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/u;

/** "4 January 2020, 14:10 UTC" for a date or a time with its offset; any other text stays unchanged. */
export function momentWords(iso: string): string {
  const [, day, time, offset = ""] = MOMENT.exec(iso) ?? [];
  if (day === undefined || time === undefined || dateMistake(iso) !== null) return dateWords(iso, "en");
  const isUtc = /^(Z|[+-]00:00)$/u.test(offset);
  const zone =
    offset === ""
      ? ""
      : isUtc
        ? " UTC"
        : ` UTC${offset
            .replace("-", "−")
            .replace(/^([+−])0/u, "$1")
            .replace(":00", "")}`;
  return `${dateWords(day, "en")}, ${time}${zone}`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
