import type { ReactElement, ReactNode } from "react";
import type { ClaimReport } from "../../model/claim-words.ts";

export interface ChangedClaimProps {
  readonly report: Pick<ClaimReport, "claims" | "text" | "words" | "was" | "instead">;
  /** Nobody has said that it is so no more: it is not struck out. */
  readonly isOpen: boolean;
  /** Of the sentences that said it; unknown where it is not given. */
  readonly language?: string | undefined;
  /** Where it stood. */
  readonly source: ReactNode;
  /** What may be decided about it. */
  readonly actions?: ReactNode;
  /** What else is told of it. */
  readonly children?: ReactNode;
}

/** A claim that does not stand: what was said, by which sentences, what became of it and what is said instead. */
export function ChangedClaim({ report, isOpen, language, source, actions, children }: ChangedClaimProps): ReactElement {
  const { claims, text, words, was, instead } = report;
  return (
    <li className="changed-claim" data-claims={claims.join(" ")}>
      {text !== "" && <p dir="auto">{isOpen ? text : <s>{text}</s>}</p>}
      {was.map((sentence) => (
        <blockquote key={sentence} lang={language} dir="auto">
          {sentence}
        </blockquote>
      ))}
      <p className="became">{words}</p>
      {instead !== null && (
        <p className="became" dir="auto">
          Now: {instead.text}
        </p>
      )}
      {children}
      <p className="quiet">{source}</p>
      {actions}
    </li>
  );
}
