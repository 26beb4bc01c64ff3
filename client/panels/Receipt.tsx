import type { ReactElement } from "react";
import type { Article, ArticleHead } from "../../model/article.ts";
import { certaintyWords, dateWords, receiptParts } from "../../model/receipt.ts";
import type { Relation } from "../../model/relation.ts";

export interface ReceiptProps {
  readonly relation: Relation;
  readonly document: ArticleHead | null;
  /** With its text, when it may be shown. */
  readonly text: Article | null;
  readonly speaker: string;
  readonly onShow: (relation: Relation) => void;
}

/** A receipt always looks the same: the sentence with the evidence marked, then who says it, how sure, where and when. */
export function Receipt({ relation, document, text, speaker, onShow }: ReceiptProps): ReactElement {
  const language = document?.language ?? "en";
  return (
    <div className="receipt" data-relation={relation.id}>
      {receiptParts(relation, text).map((parts) => (
        <blockquote key={parts.map((part) => part.text).join("")} lang={language} dir="auto">
          {parts.map((part, index) =>
            // The parts of a sentence stand in their order and never move.
            // oxlint-disable-next-line react/no-array-index-key
            part.marked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
          )}
        </blockquote>
      ))}
      <p className="receipt-source">
        <bdi>{speaker}</bdi> · {certaintyWords(relation)} · {document?.title ?? relation.document}
        {document !== null && `, ${dateWords(document.publishedAt, language)}`} ·{" "}
        <button type="button" className="as-link" onClick={() => onShow(relation)}>
          show in text
        </button>
      </p>
      {relation.reason !== undefined && (
        <p className="reason">The text does not say this outright; it is read so because: {relation.reason}</p>
      )}
    </div>
  );
}
