import type { ReactElement, ReactNode } from "react";
import type { ClaimReport } from "../../model/claim-words.ts";

export interface ChangedClaimProps {
  readonly report: Pick<ClaimReport, "claims" | "text" | "words" | "was" | "instead">;
  /** Whether the claim is undecided, so that it is not struck out. */
  readonly isOpen: boolean;
  /** The language of the former sentences; undefined when unknown. */
  readonly language?: string | undefined;
  /** The document with the claim. */
  readonly source: ReactNode;
  /** The possible decisions about it. */
  readonly actions?: ReactNode;
  /** Further details. */
  readonly children?: ReactNode;
}

/** A claim that does not stand: its text, its former sentences, what happened to it and what is said instead. */
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
