import type { ArticleHead } from "./article.ts";
import { isBefore } from "./iso-date.ts";
import { documentNamed, isAddress } from "./origins.ts";
import { isVisible } from "./visible-text.ts";

/** What an article copies. */
export interface CopyInfo {
  /** The copied article; null when it is not in the story. */
  readonly id: string | null;
  /** The readers' name for it: the article, its first author, or the host of its address. */
  readonly name: string;
  /** Whether the file says so, or only the equal texts show it. */
  readonly how: "derived" | "same-text";
}

/** The articles of a story that copy another one, by id; `nameOf` returns the readers' name of a source. */
export function copiesOf(
  articles: readonly ArticleHead[],
  nameOf: (id: string) => string,
): ReadonlyMap<string, CopyInfo> {
  const named = documentNamed(articles);
  const firstWith = new Map<string, ArticleHead>();
  for (const article of articles) {
    const { sha256, derivedFrom = "", publishedAt } = article;
    if (sha256 === undefined || isVisible(derivedFrom)) continue;
    const first = firstWith.get(sha256);
    if (first === undefined || isBefore(publishedAt, first.publishedAt)) firstWith.set(sha256, article);
  }
  return new Map(
    articles.flatMap((article): [string, CopyInfo][] => {
      const { id, derivedFrom = "", sha256 = "" } = article;
      if (isVisible(derivedFrom)) {
        const copied = named(derivedFrom);
        if (copied === id) return [];
        return [
          [
            id,
            { id: copied, name: copied === null ? outsideName(derivedFrom, nameOf) : nameOf(copied), how: "derived" },
          ],
        ];
      }
      const first = firstWith.get(sha256);
      if (first === undefined || first.id === id) return [];
      return [[id, { id: first.id, name: nameOf(first.id), how: "same-text" }]];
    }),
  );
}

/** "reprinted from Reuters", "the same text as Gulf Post". */
export function copyWords({ name, how }: Pick<CopyInfo, "name" | "how">): string {
  return `${COPY_WORDS[how]} ${name}`;
}

/** The words before the name of what is copied. */
export const COPY_WORDS: Readonly<Record<CopyInfo["how"], string>> = {
  derived: "reprinted from",
  "same-text": "the same text as",
};

/** An agency may be an entity of the story; for an address the host is enough. */
function outsideName(derivedFrom: string, nameOf: (id: string) => string): string {
  const name = derivedFrom.trim();
  return isAddress(name) ? new URL(name).hostname.replace(/^www\./, "") : nameOf(name);
}
