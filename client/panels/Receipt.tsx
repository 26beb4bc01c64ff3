import type { ReactElement } from "react";
import type { ArticleHead } from "../../model/article.ts";
import type { ClaimReceipt } from "../../model/claim-receipts.ts";
import { citationOf, citationText } from "../../model/citation.ts";
import { COPY_WORDS, type CopyInfo } from "../../model/copies.ts";
import { certaintyWords, dateWords } from "../../model/receipt.ts";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { VoiceNames } from "./voice-link.tsx";

/** The quoted spans in an article. */
export type QuotedPlace = Pick<ClaimReceipt, "document" | "spans">;

export interface ReceiptProps {
  readonly receipt: ClaimReceipt;
  readonly document: ArticleHead | null;
  /** What the document copies. */
  readonly copied: CopyInfo | null;
  readonly speakerOf: (id: string) => string;
  readonly onShow: (place: QuotedPlace) => void;
}

/**
 * A receipt always has the same form: the sentence with the evidence marked, then source, certainty, document and date,
 * and for a copy what it copies.
 */
export function Receipt({ receipt, document, copied, speakerOf, onShow }: ReceiptProps): ReactElement {
  const language = document?.language ?? "en";
  const { parts, sources, reasons, relations } = receipt;
  const linkOf = useClaimLink();
  return (
    <div className="receipt" data-relation={relations.join(" ")}>
      {parts.length > 0 && (
        <blockquote lang={language} dir="auto">
          {parts.map((part, index) =>
            // The parts of a sentence never change their order, so the index is the key.
            part.marked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
          )}
        </blockquote>
      )}
      <p className="receipt-source">
        <VoiceNames ids={sources} nameOf={speakerOf} /> · {certaintyWords(receipt)} ·{" "}
        {document?.title ?? receipt.document}
        {document !== null && `, ${dateWords(document.publishedAt, language)}`}
        {copied !== null && (
          <>
            {" "}
            · {COPY_WORDS[copied.how]} <bdi>{copied.name}</bdi>
          </>
        )}{" "}
        ·{" "}
        <button type="button" className="as-link" onClick={() => onShow(receipt)}>
          show in text
        </button>{" "}
        ·{" "}
        <CopyText
          of={parts.map(({ text }) => text).join("") || (document?.title ?? receipt.document)}
          text={() => citationText(citationOf({ receipt, document, speakerOf, link: linkOf(relations) }))}
        >
          Copy
        </CopyText>
      </p>
      {reasons.map((reason) => (
        <p key={reason} className="reason">
          The text does not say this outright; it is inferred because: {reason}
        </p>
      ))}
    </div>
  );
}
