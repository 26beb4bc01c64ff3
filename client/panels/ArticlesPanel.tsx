import type { ReactElement } from "react";
import type { ArticleHead } from "../../model/article.ts";
import { COPY_WORDS, type CopyInfo } from "../../model/copies.ts";
import { dateWords } from "../../model/receipt.ts";
import { versionLine } from "../../model/version-words.ts";

export interface ArticlesPanelProps {
  readonly articles: readonly ArticleHead[];
  readonly copies: ReadonlyMap<string, CopyInfo>;
  /** The open one. */
  readonly shownId: string;
  readonly onOpen: (id: string) => void;
}

/** The articles of a story, earliest first: publisher, date, corrections, and what each copies. */
export function ArticlesPanel({ articles, copies, shownId, onOpen }: ArticlesPanelProps): ReactElement | null {
  if (articles.length < 2) return null;
  const inOrder = articles.toSorted((one, other) =>
    one.publishedAt < other.publishedAt ? -1 : Number(one.publishedAt > other.publishedAt),
  );
  return (
    <section className="panel" aria-labelledby="articles-title">
      <h2 id="articles-title">{articles.length} articles</h2>
      <ul className="plain-list">
        {inOrder.map((article) => {
          const { id, title, publisher, publishedAt, language } = article;
          const copied = copies.get(id);
          const version = versionLine(article);
          return (
            <li key={id} className="article-entry">
              <button
                type="button"
                className="as-link"
                aria-current={id === shownId ? "true" : undefined}
                lang={language}
                dir="auto"
                onClick={() => onOpen(id)}
              >
                {title}
              </button>
              <span className="quiet">
                {[publisher, dateWords(publishedAt, "en")].filter(Boolean).join(" · ")}
                {copied !== undefined && (
                  <>
                    {" "}
                    · {COPY_WORDS[copied.how]} <bdi>{copied.name}</bdi>
                  </>
                )}
              </span>
              {version !== null && (
                <span className="quiet" dir="auto">
                  {version}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
