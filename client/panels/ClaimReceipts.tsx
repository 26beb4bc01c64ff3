import { Fragment, useState, type ReactElement } from "react";
import { claimMarkdown } from "../../model/citation.ts";
import type { Relation } from "../../model/relation.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Client } from "../api/client.ts";
import { citationsOf } from "./citations.ts";
import { ClaimActions } from "./ClaimActions.tsx";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { EntityChanges } from "./EntityChanges.tsx";
import { useOwnerActions } from "./owner-context.tsx";
import { Receipt, type QuotedPlace } from "./Receipt.tsx";
import type { ReceiptLookup } from "./receipt-lookup.ts";
import { usePrinting } from "./use-printing.ts";

export interface ClaimReceiptsProps {
  readonly client: Client;
  readonly graph: StoryGraph;
  readonly lookup: ReceiptLookup;
  readonly disabledSources: ReadonlySet<string>;
  readonly text: string;
  /** The certainty and the voices, shown beside the sentence while the row is closed. */
  readonly head: string;
  readonly relations: readonly Relation[];
  /** Whether it is open at first. */
  readonly startsOpen: boolean;
  readonly onShow: (place: QuotedPlace) => void;
}

/** A sentence that opens to its receipts. */
export function ClaimReceipts({
  client,
  text,
  head,
  relations,
  graph,
  lookup,
  disabledSources,
  startsOpen,
  onShow,
}: ClaimReceiptsProps): ReactElement {
  const desk = useOwnerActions();
  const [isOpened, setOpened] = useState(startsOpen);
  // A printed page cannot be opened, so everything is open.
  const printing = usePrinting();
  const open = isOpened || printing;
  const fallen = relations.some(({ source }) => disabledSources.has(source));
  const linkOf = useClaimLink();
  const decided = relations.some(({ status }) => status === "disputed") ? " · disputed by the editors" : "";
  return (
    <details
      className={fallen ? "sentence fallen" : "sentence"}
      open={open}
      onToggle={(event) => !printing && setOpened(event.currentTarget.open)}
    >
      <summary>
        <span dir="auto">{text}</span>
        <span className="sure">{fallen ? "switched off" : `${head}${decided}`}</span>
      </summary>
      {open &&
        lookup.receiptsOf(relations).map((receipt) => (
          <Fragment key={JSON.stringify([receipt.document, receipt.spans])}>
            <Receipt
              receipt={receipt}
              copied={lookup.copies.get(receipt.document) ?? null}
              document={graph.articles.find(({ id }) => id === receipt.document) ?? null}
              speakerOf={lookup.speakerOf}
              onShow={onShow}
            />
            {lookup.notesOf(relations.filter(({ id }) => receipt.relations.includes(id))).map((note) => (
              <p key={note} className="receipt-note">
                {note}
              </p>
            ))}
          </Fragment>
        ))}
      {open && (
        <p className="claim-copy">
          <CopyText of={text} text={() => claimMarkdown({ text, citations: citationsOf(relations, lookup, linkOf) })}>
            Copy with footnotes
          </CopyText>
        </p>
      )}
      {open &&
        relations.map((relation) => {
          const sentence = relationSentence(relation, lookup.entities).text;
          return (
            <div key={relation.id} className="leg-actions">
              {relations.length > 1 && desk !== null && <span dir="auto">{sentence}</span>}
              <ClaimActions decided={relation} of={sentence} />
              <EntityChanges client={client} graph={graph} id={relation.id} of={sentence} />
            </div>
          );
        })}
    </details>
  );
}
