import type { ArticleHead } from "./article.ts";
import type { VersionHead } from "./article-version.ts";
import { dateMistake } from "./iso-date.ts";
import { dateWords } from "./receipt.ts";
import type { StoryGraph } from "./story.ts";

/** What is known of a text of an article: which one it is, why it was put out, and when. */
export type TextVersion = Omit<VersionHead, "article">;

export type Versions = Pick<StoryGraph, "articles" | "versions">;

/** A text of an article by its number; null where nothing is known of it. */
export function versionNamed({ articles, versions }: Versions, article: string, number: number): TextVersion | null {
  const current = currentVersion(articles.find(({ id }) => id === article) ?? null);
  if (current?.number === number) return current;
  return versions.find((one) => one.article === article && one.number === number) ?? null;
}

export function currentVersion(article: ArticleHead | null): TextVersion | null {
  return article === null ? null : textVersionOf(article);
}

/** The text that an article has now, without its words. */
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

/** When a text was put out: its publisher says so, or it is only known when it was read here. */
type VersionDate =
  | { readonly how: "published"; readonly words: string }
  | { readonly how: "read"; readonly words: string };

/** A first text is as old as its article; of a later one that names no date of its own only its reading is known. */
export function versionDate({ number, publishedAt, modifiedAt, readAt }: TextVersion): VersionDate {
  if (modifiedAt !== undefined) return { how: "published", words: momentWords(modifiedAt) };
  if (readAt !== undefined && number > 1) return { how: "read", words: momentWords(readAt) };
  return { how: "published", words: momentWords(publishedAt) };
}

/** What readers call whoever publishes an article, inside a sentence. */
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

/** What a reader is told of the text an article has now: "Corrected on 5 January 2020: “…”"; null of a first text, or a refile. */
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

/** "In this article since 5 January 2020."; null of what its first text says. */
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

/** "4 January 2020, 14:10 UTC": a date, or a time as its offset has it; what is neither stays as it is. */
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
