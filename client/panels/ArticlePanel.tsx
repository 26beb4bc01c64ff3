import { useEffect, useMemo, useRef, type ReactElement } from "react";
import type { ArticleAnswer } from "../../contract/browse.ts";
import type { ArticleHead } from "../../model/article.ts";
import { isHeldBack } from "../../model/article-version.ts";
import { COPY_WORDS, type CopyInfo } from "../../model/copies.ts";
import { codePoints } from "../../model/code-points.ts";
import { dateWords } from "../../model/receipt.ts";
import { VersionNote } from "./VersionNote.tsx";

export interface Highlight {
  readonly start: number;
  readonly end: number;
}

export interface ArticlePanelProps {
  readonly answer: ArticleAnswer | null;
  /** Why the article could not be loaded; null while it loads or when it is there. */
  readonly missing: string | null;
  /** All articles of the story, for the list where there are several. */
  readonly articles: readonly ArticleHead[];
  /** What the shown article copies. */
  readonly copied: CopyInfo | null;
  readonly shownId: string;
  readonly onOpen: (id: string) => void;
  /** The address of an entity's own page. */
  readonly hrefOf: (id: string) => string;
  /** The spans that the selection quotes, in code points. */
  readonly highlights: readonly Highlight[];
  /** Selected entities, whose mentions are marked too. */
  readonly selected: ReadonlySet<string>;
  readonly onEntity: (id: string) => void;
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** The entities named here, innermost last. */
  readonly entities: readonly string[];
}

/** The article with its marks, and the list of articles where a story has several. */
export function ArticlePanel(props: ArticlePanelProps): ReactElement {
  const { articles, shownId, onOpen } = props;
  if (articles.length < 2) return <ArticleText {...props} />;
  return (
    <div className="article-frame">
      <nav className="articles" aria-label="Articles">
        {articles.map(({ id, title, publisher, publishedAt, language }) => (
          <button
            key={id}
            type="button"
            // Right-to-left text is truncated at its end, which is on the left.
            dir="auto"
            aria-current={id === shownId ? "true" : undefined}
            title={[title, publisher, dateWords(publishedAt, language)].filter(Boolean).join(" · ")}
            onClick={() => onOpen(id)}
          >
            <bdi>{title}</bdi>
          </button>
        ))}
      </nav>
      <ArticleText {...props} />
    </div>
  );
}

/** Marks may overlap, so the text is split wherever one starts or ends. */
function ArticleText(props: ArticlePanelProps): ReactElement {
  const { answer, missing, hrefOf, highlights, selected, onEntity } = props;
  const host = useRef<HTMLElement>(null);
  const paragraphs = useMemo(() => (answer === null ? [] : cut(answer, highlights)), [answer, highlights]);

  useEffect(() => {
    const first = host.current?.querySelector("mark.quoted");
    const reduced = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    first?.scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
  }, [paragraphs]);

  if (answer === null && missing !== null) {
    return (
      <div className="article" role="status">
        <p className="quiet">This article cannot be read now. {missing}</p>
      </div>
    );
  }
  if (answer === null)
    return <div className="article skeleton" role="status" aria-busy="true" aria-label="Loading the article" />;
  const { article } = answer;
  if (article.text === "") {
    return (
      <article className="article">
        <Byline article={article} {...props} />
        <VersionNote article={article} />
        {!isHeldBack(article.versionKind) && (
          <p className="quiet">
            The text of this article may not be shown here. Each receipt shows the sentences it quotes.
          </p>
        )}
      </article>
    );
  }
  return (
    <article className="article" ref={host} lang={article.language} dir="auto" tabIndex={0} aria-label="The article">
      <Byline article={article} {...props} />
      <VersionNote article={article} />
      {paragraphs.map(({ start, pieces }, index) => {
        const Tag = index === 0 ? "h2" : "p";
        return (
          <Tag key={start}>
            {pieces.map((piece, at) => (
              // Pieces are cut anew whenever they change, in the order of the text.
              // oxlint-disable-next-line react/no-array-index-key
              <TextPiece key={at} piece={piece} hrefOf={hrefOf} selected={selected} onEntity={onEntity} />
            ))}
          </Tag>
        );
      })}
    </article>
  );
}

/** Publisher and date, and what it copies. */
function Byline({
  article: { publisher, publishedAt, language },
  copied,
  onOpen,
}: Pick<ArticlePanelProps, "copied" | "onOpen"> & Pick<ArticleAnswer, "article">): ReactElement {
  const id = copied?.id ?? null;
  return (
    <p className="byline">
      {[publisher, dateWords(publishedAt, language)].filter(Boolean).join(" · ")}
      {copied !== null && (
        <span lang="en">
          {" "}
          · {COPY_WORDS[copied.how]}{" "}
          {id === null ? (
            <bdi>{copied.name}</bdi>
          ) : (
            <button type="button" className="as-link" onClick={() => onOpen(id)}>
              <bdi>{copied.name}</bdi>
            </button>
          )}
        </span>
      )}
    </p>
  );
}

function TextPiece({
  piece,
  hrefOf,
  selected,
  onEntity,
}: {
  readonly piece: Piece;
  readonly hrefOf: (id: string) => string;
  readonly selected: ReadonlySet<string>;
  readonly onEntity: (id: string) => void;
}): ReactElement {
  const { text, quoted, entities } = piece;
  const chosen = entities.find((id) => selected.has(id));
  const target = chosen ?? entities.at(-1);
  const inner =
    target === undefined || text.trim() === "" ? (
      text
    ) : (
      // A link, not a button: it has to break and keep its spaces like the text it stands in.
      <a
        href={hrefOf(target)}
        className={chosen === undefined ? "mention" : "mention chosen"}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onEntity(target);
        }}
      >
        {text}
      </a>
    );
  return quoted ? <mark className="quoted">{inner}</mark> : <>{inner}</>;
}

function cut(
  { article, mentions }: ArticleAnswer,
  highlights: readonly Highlight[],
): { start: number; pieces: Piece[] }[] {
  const points = codePoints(article.text);
  const named = mentions.filter(
    ({ mention }) => mention.form === "name" || mention.form === "demonym" || mention.form === "nominal",
  );
  const edges = new Set<number>([0, points.length]);
  for (const { mention } of named) edges.add(mention.start).add(mention.end);
  for (const { start, end } of highlights) edges.add(start).add(end);
  const paragraphs: { start: number; pieces: Piece[] }[] = [];
  let from = 0;
  for (const paragraph of article.text.split("\n\n")) {
    const length = codePoints(paragraph).length;
    const to = from + length;
    const cuts = [...edges, from, to].filter((edge) => edge >= from && edge <= to).toSorted((a, b) => a - b);
    const pieces: Piece[] = [];
    for (const [index, start] of cuts.entries()) {
      const end = cuts[index + 1];
      if (end === undefined || end === start) continue;
      const around = named
        .filter(({ mention }) => mention.start <= start && mention.end >= end)
        .toSorted((a, b) => b.mention.end - b.mention.start - (a.mention.end - a.mention.start));
      pieces.push({
        text: points.slice(start, end),
        quoted: highlights.some((highlight) => highlight.start <= start && highlight.end >= end),
        entities: around.map(({ entity }) => entity),
      });
    }
    if (pieces.length > 0) paragraphs.push({ start: from, pieces });
    from = to + 2;
  }
  return paragraphs;
}
