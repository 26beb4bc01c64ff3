import { Fragment, useId, type ReactElement } from "react";
import { connectionMarkdown } from "../../model/citation.ts";
import { allWords, connectionWords, namingBoth, noneWords, type NamingSentence } from "../../model/connection-words.ts";
import type { Connection } from "../../model/connections.ts";
import type { Step, StepClaim } from "../../model/connection-step.ts";
import { nounPhrase } from "../../model/noun-phrase.ts";
import { certaintyWords } from "../../model/receipt.ts";
import type { Relation } from "../../model/relation.ts";
import { codePoints } from "../../model/code-points.ts";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { Receipt, type QuotedPlace } from "./Receipt.tsx";
import { citationsOf } from "./citations.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { ReceiptLookup } from "./receipt-lookup.ts";
import { usePrinting } from "./use-printing.ts";
import type { ShownConnection } from "./use-connection.ts";

export interface ConnectionPanelProps {
  readonly shown: ShownConnection;
  readonly lookup: ReceiptLookup;
  readonly texts: StoryTexts;
  readonly disabledSources: ReadonlySet<string>;
  readonly onShow: (place: QuotedPlace) => void;
}

/** How two selected marks are linked: each way as numbered sentences with their receipts. */
export function ConnectionPanel(props: ConnectionPanelProps): ReactElement {
  const { shown, disabledSources } = props;
  const { connections, result } = shown;
  const title = useId();
  const nameOf = (id: string): string => connections.index.entities.get(id)?.name ?? id;
  const heading = `How ${nameOf(result.from)} is linked to ${nameOf(result.to)}`;
  return (
    <section className="connection" aria-labelledby={title}>
      <h2 id={title} dir="auto">
        {heading}
      </h2>
      {disabledSources.size > 0 && <p className="quiet">Without the voices that are switched off.</p>}
      {result.found.map((one, index) => (
        <Way key={one.marks.join("\n")} connection={one} index={index} heading={heading} {...props} />
      ))}
      {result.found.length === 0 && <NoWay {...props} />}
      {result.more && <p className="quiet">There are other ways beside these.</p>}
    </section>
  );
}

type WayProps = ConnectionPanelProps & {
  readonly connection: Connection;
  readonly index: number;
  readonly heading: string;
};

function Way({ connection, index, heading, ...props }: WayProps): ReactElement {
  const { shown, lookup } = props;
  const { connections, opened, open } = shown;
  const { marks, steps } = connection;
  const printing = usePrinting();
  const linkOf = useClaimLink();
  const isOpen = opened === index || printing;
  const between = marks.slice(1, -1).map((id) => nounPhrase(id, connections.index.entities));
  const words = connectionWords(connection, connections);
  const { summary, ...rest } = words;
  const label = between.length === 0 ? "directly" : `through ${between.join(" and ")}`;
  return (
    <details className="sentence way" open={isOpen}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          open(opened === index ? -1 : index);
        }}
      >
        <span dir="auto">
          {index + 1}. {label}
        </span>
        <span className="sure">{summary}</span>
      </summary>
      {isOpen && (
        <>
          <p className="connection-words">
            {allWords({ ...rest, summary })
              .slice(1)
              .join(" ")}
          </p>
          <p>
            <CopyText
              of={`${heading}, ${label}`}
              text={() =>
                connectionMarkdown({
                  title: heading,
                  steps: steps.map(({ claims: [first] }) => ({
                    text: first?.text ?? "",
                    citations: first === undefined ? [] : citationsOf(relationsOf(first, lookup), lookup, linkOf),
                  })),
                  words: allWords(words),
                })
              }
            >
              Copy with footnotes
            </CopyText>
          </p>
          <ol className="steps">
            {steps.map((step) => (
              <StepOf key={`${step.from}\n${step.to}`} step={step} {...props} />
            ))}
          </ol>
        </>
      )}
    </details>
  );
}

function relationsOf({ relations }: Pick<StepClaim, "relations">, lookup: ReceiptLookup): Relation[] {
  return relations.flatMap((id) => lookup.relations.get(id) ?? []);
}

function StepOf({ step, ...props }: ConnectionPanelProps & { readonly step: Step }): ReactElement {
  const [first, ...others] = step.claims;
  return (
    <li>
      {first !== undefined && (
        <>
          <p className="step-claim">
            <span dir="auto">{first.text}</span> <span className="sure">{sureWords(first)}</span>
          </p>
          <ReceiptsOf claim={first} {...props} />
        </>
      )}
      {others.length > 0 && (
        <details className="sentence">
          <summary>
            <span>Said of both, too</span>
            <span className="sure">{others.length}</span>
          </summary>
          {others.map((claim) => (
            <ClaimOf key={claim.text} claim={claim} {...props} />
          ))}
        </details>
      )}
      {step.denials.map((claim) => (
        <details key={claim.text} className="sentence">
          <summary>
            <span dir="auto">{claim.text}</span>
            <span className="sure">≠ {sureWords(claim)}</span>
          </summary>
          <ReceiptsOf claim={claim} {...props} />
        </details>
      ))}
    </li>
  );
}

function ClaimOf({ claim, ...props }: ConnectionPanelProps & { readonly claim: StepClaim }): ReactElement {
  return (
    <>
      <p className="step-claim">
        <span dir="auto">{claim.text}</span> <span className="sure">{sureWords(claim)}</span>
      </p>
      <ReceiptsOf claim={claim} {...props} />
    </>
  );
}

function sureWords({ certainty, negative, speakers }: StepClaim): string {
  const sure = certaintyWords({ certainty, polarity: negative ? "negative" : "positive" });
  return speakers.every((speaker) => speaker === null) ? `${sure} · put together` : sure;
}

function ReceiptsOf({ claim, lookup, onShow }: ConnectionPanelProps & { readonly claim: StepClaim }): ReactElement {
  const relations = relationsOf(claim, lookup);
  return (
    <>
      {lookup.receiptsOf(relations).map((receipt) => (
        <Fragment key={JSON.stringify([receipt.document, receipt.spans, receipt.relations])}>
          <Receipt
            receipt={receipt}
            copied={lookup.copies.get(receipt.document) ?? null}
            document={lookup.headOf(receipt.document)}
            speakerOf={lookup.speakerOf}
            onShow={onShow}
          />
        </Fragment>
      ))}
    </>
  );
}

function NoWay(props: ConnectionPanelProps): ReactElement {
  const { shown, lookup, texts, onShow } = props;
  const named = shown.naming();
  const naming = named === null ? [] : namingBoth(...named);
  const titleOf = (id: string): string | null => (lookup.articles > 1 ? (lookup.headOf(id)?.title ?? null) : null);
  const [first] = naming;
  const text = first === undefined ? null : sentenceText(first, texts);
  return (
    <>
      <p aria-busy={named === null}>
        {named === null ? "Looking for sentences that name both …" : noneWords(shown.result, naming, titleOf)}
      </p>
      {shown.result.denials.map((claim) => (
        <ClaimOf key={claim.text} claim={claim} {...props} />
      ))}
      {first !== undefined && text !== null && (
        <div className="receipt">
          <blockquote dir="auto">{text.words}</blockquote>
          <p className="receipt-source">
            <button
              type="button"
              className="as-link"
              onClick={() => onShow({ document: first.document, spans: [text.span] })}
            >
              show in text
            </button>
          </p>
        </div>
      )}
    </>
  );
}

function sentenceText({ document, sentence }: NamingSentence, texts: StoryTexts) {
  const article = texts.text(document);
  const [start, end] = article?.sentences[sentence] ?? [0, 0];
  if (article === undefined || article.text === "" || end === 0) return null;
  return { words: codePoints(article.text).slice(start, end), span: { start, end } };
}
