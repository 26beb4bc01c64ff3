import { useId, useMemo, type ReactElement } from "react";
import { reportClaims, type ClaimReport } from "../../model/claim-words.ts";
import type { Claim } from "../../model/claim.ts";
import type { StoryGraph } from "../../model/story.ts";
import { ChangedClaim } from "./ChangedClaim.tsx";
import { ClaimActions } from "./ClaimActions.tsx";

interface WhatChangedProps {
  readonly graph: StoryGraph;
  /** Claims that do not stand. */
  readonly claims: readonly Claim[];
}

/** Claims that do not stand, and what happened to each; they look different from standing ones. */
export function WhatChanged({ graph, claims }: WhatChangedProps): ReactElement | null {
  const title = useId();
  const told = useMemo(() => reportClaims(claims, graph), [claims, graph]);
  if (told.length === 0) return null;
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return (
    <section className="what-changed" aria-labelledby={title}>
      <h3 id={title}>What changed</h3>
      <ul className="plain-list">
        {told.map((one) => (
          <StoryClaim
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

interface StoryClaimProps {
  readonly told: ClaimReport;
  /** null for a report that combines several claims. */
  readonly claim: Claim | null;
  readonly language: string;
}

function StoryClaim({ told, claim, language }: StoryClaimProps): ReactElement {
  const { text, title, instead } = told;
  // Where another claim has replaced it, the old claim's place is not offered for confirmation.
  const proposal = instead === null ? (claim?.proposal ?? null) : null;
  const isOpen = claim !== null && (claim.inText === "stands" || claim.inText === "unsure");
  return (
    <ChangedClaim
      report={told}
      isOpen={isOpen}
      language={language}
      source={<bdi>{title}</bdi>}
      actions={claim !== null && <ClaimActions decided={{ ...claim, proposal }} of={text || title} />}
    >
      {proposal?.quotes.map((quote) => (
        <p key={quote} className="became">
          It may be here now: <q dir="auto">{quote}</q>
        </p>
      ))}
    </ChangedClaim>
  );
}
