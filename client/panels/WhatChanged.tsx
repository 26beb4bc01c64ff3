import { useId, useMemo, type ReactElement } from "react";
import { tellClaims, type ToldClaim } from "../../model/claim-words.ts";
import type { Claim } from "../../model/claim.ts";
import type { StoryGraph } from "../../model/story.ts";
import { ClaimActions } from "./ClaimActions.tsx";

interface WhatChangedProps {
  readonly graph: StoryGraph;
  /** Those that do not stand. */
  readonly claims: readonly Claim[];
}

/** Claims that do not stand, and what became of each: never like those that do. */
export function WhatChanged({ graph, claims }: WhatChangedProps): ReactElement | null {
  const title = useId();
  const told = useMemo(() => tellClaims(claims, graph), [claims, graph]);
  if (told.length === 0) return null;
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return (
    <section className="what-changed" aria-labelledby={title}>
      <h3 id={title}>What changed</h3>
      <ul className="plain-list">
        {told.map((one) => (
          <ChangedClaim
            key={one.claims.join(" ")}
            told={one}
            claim={one.claims.length === 1 ? (byId.get(one.claims[0] ?? "") ?? null) : null}
            language={graph.articles.find(({ id }) => id === one.document)?.language ?? "en"}
          />
        ))}
      </ul>
    </section>
  );
}

interface ChangedClaimProps {
  readonly told: ToldClaim;
  /** Null of a report whose claims are told as one. */
  readonly claim: Claim | null;
  readonly language: string;
}

function ChangedClaim({ told, claim, language }: ChangedClaimProps): ReactElement {
  const { text, words, was, title, instead } = told;
  // Where another claim has come in its place, nobody is asked whether the old one still stands there.
  const proposal = instead === null ? (claim?.proposal ?? null) : null;
  const isOpen = claim !== null && claim.inText === "stands";
  return (
    <li className="changed-claim" data-claims={told.claims.join(" ")}>
      {text !== "" && <p dir="auto">{isOpen || claim?.inText === "unsure" ? text : <s>{text}</s>}</p>}
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
      {proposal?.quotes.map((quote) => (
        <p key={quote} className="became">
          It may be here now: <q dir="auto">{quote}</q>
        </p>
      ))}
      <p className="quiet">
        <bdi>{title}</bdi>
      </p>
      {claim !== null && <ClaimActions decided={{ ...claim, proposal }} of={text || title} />}
    </li>
  );
}
