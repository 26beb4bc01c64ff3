import type { ReactElement } from "react";
import { evidenceWords, type Evidence } from "../../model/evidence.ts";
import type { ReceiptLookup } from "./receipt-lookup.ts";

export const ONE_ORIGIN = "Documents that copy one another are one origin.";

export interface EvidenceProps {
  /** For each claim the ids of the relations that it is derived from. */
  readonly claims: readonly (readonly string[])[];
  readonly lookup: ReceiptLookup;
  readonly disabledSources: ReadonlySet<string>;
}

/**
 * The evidence of a line, as in "3 sentences, 2 documents, 1 origin"; renders nothing where one document contains all
 * of it.
 */
export function EvidenceOfSeveral({ claims, lookup, disabledSources }: EvidenceProps): ReactElement | null {
  const evidence = evidenceWithoutSources(claims, lookup, disabledSources);
  return evidence.documents < 2 ? null : (
    <p className="evidence" title={ONE_ORIGIN}>
      {evidenceWords(evidence)}
    </p>
  );
}

/** The evidence for claims, without the claims that rest on a disabled voice. */
export function evidenceWithoutSources(
  claims: readonly (readonly string[])[],
  lookup: ReceiptLookup,
  disabledSources: ReadonlySet<string>,
): Evidence {
  const isHeard = (id: string): boolean => !disabledSources.has(lookup.relations.get(id)?.source ?? "");
  return lookup.evidenceFor(claims.filter((legs) => legs.every(isHeard)).flat());
}
