import { citationOf, type Citation, type CitedClaim } from "../../model/citation.ts";
import type { ClaimRow } from "../../model/claim-table.ts";
import type { Relation } from "../../model/relation.ts";
import type { ClaimLink } from "./claim-link.tsx";
import type { ReceiptLookup } from "./receipt-lookup.ts";

/** The receipts of relations as citations. */
export function citationsOf(relations: readonly Relation[], lookup: ReceiptLookup, linkOf: ClaimLink): Citation[] {
  return lookup.receiptsOf(relations).map((receipt) =>
    citationOf({
      receipt,
      document: lookup.headOf(receipt.document),
      speakerOf: lookup.speakerOf,
      link: linkOf(receipt.relations),
      notes: lookup.notesOf(relations.filter(({ id }) => receipt.relations.includes(id))),
    }),
  );
}

/** A row of the claims table with its receipts as citations. */
export function citedClaim(
  { says, relations }: Pick<ClaimRow, "says" | "relations">,
  lookup: ReceiptLookup,
  linkOf: ClaimLink,
): CitedClaim {
  const legs = relations.flatMap((id) => lookup.relations.get(id) ?? []);
  return { text: says, citations: citationsOf(legs, lookup, linkOf) };
}
