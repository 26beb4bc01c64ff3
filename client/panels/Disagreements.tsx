import { useId, useMemo, useState, type ReactElement } from "react";
import { disagreements, type Disagreement } from "../../model/disagreements.ts";
import type { Entity } from "../../model/entity.ts";
import type { Relation } from "../../model/relation.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import { usePrinting } from "./use-printing.ts";
import { Receipt, type ReceiptProps } from "./Receipt.tsx";
import type { ReceiptLookup } from "./receipt-lookup.ts";

interface DisagreementsProps extends Pick<ReceiptProps, "onShow"> {
  readonly graph: StoryGraph;
  readonly lookup: ReceiptLookup;
  /** Disabled sources are left out. */
  readonly disabledSources: ReadonlySet<string>;
}

/** Contradictions between sources, those with most relations first: each side with its receipts. */
export function Disagreements({ graph, lookup, disabledSources, onShow }: DisagreementsProps): ReactElement | null {
  const title = useId();
  const found = useMemo(
    () =>
      disagreements(graph.relations.filter(({ source }) => !disabledSources.has(source))).toSorted(
        (one, other) => other.sides.flat().length - one.sides.flat().length,
      ),
    [graph, disabledSources],
  );
  if (found.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>Where they disagree</h3>
      {found.map((one) => (
        <SidesOf key={one.sides[0]?.[0]?.id} disagreement={one} graph={graph} lookup={lookup} onShow={onShow} />
      ))}
    </section>
  );
}

/** One disagreement: what it is about, and each side with its receipts. */
export function SidesOf({
  disagreement: { kind, sides },
  graph,
  lookup,
  onShow,
}: Omit<DisagreementsProps, "disabledSources"> & { readonly disagreement: Disagreement }): ReactElement {
  const [isOpened, setOpened] = useState(false);
  const printing = usePrinting();
  const open = isOpened || printing;
  const voices = new Set(sides.flat().map(({ source }) => source));
  return (
    <details className="sentence" open={open} onToggle={(event) => !printing && setOpened(event.currentTarget.open)}>
      <summary>
        <span dir="auto">{questionOf(kind, sides, lookup.entities)}</span>
        <span className="sure">≠ {[...voices].map(lookup.speakerOf).join(", ")}</span>
      </summary>
      {open && (
        <div className="sides">
          {sides.map((side) => (
            <div key={side[0]?.id} className="side-of">
              <h4 dir="auto">{sideWords(kind, side, lookup.entities)}</h4>
              {lookup.receiptsOf(side).map((receipt) => (
                <Receipt
                  key={JSON.stringify([receipt.document, receipt.spans, receipt.relations])}
                  receipt={receipt}
                  copied={lookup.copies.get(receipt.document) ?? null}
                  document={graph.articles.find(({ id }) => id === receipt.document) ?? null}
                  speakerOf={lookup.speakerOf}
                  onShow={onShow}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </details>
  );
}

type Entities = ReadonlyMap<string, Entity>;

/** The topic: the claim as a sentence, or the event with different actors. */
function questionOf(kind: Disagreement["kind"], sides: Disagreement["sides"], entities: Entities): string {
  const relations = sides.flat();
  const said = relations.find(({ polarity }) => polarity === "positive") ?? relations[0];
  if (said === undefined) return "";
  if (kind === "doer") return `${entities.get(said.object)?.name ?? said.object}: who did it`;
  return relationSentence(said, entities).text;
}

function sideWords(kind: Disagreement["kind"], [first]: readonly Relation[], entities: Entities): string {
  if (first === undefined) return "";
  if (kind === "denied") return first.polarity === "negative" ? "Says not" : "Says so";
  if (kind === "doer") return entities.get(first.subject)?.name ?? first.subject;
  const { count, amount, currency, quantityMin } = first.qualifiers;
  return [count ?? amount ?? quantityMin, currency]
    .filter((part) => part !== undefined)
    .map(wordOf)
    .join(" ");
}

function wordOf(value: Relation["qualifiers"][string]): string {
  return typeof value === "object" && !Array.isArray(value) ? value.value : String(value);
}
