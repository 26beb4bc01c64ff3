import { Fragment, lazy, Suspense, useState, type ReactElement } from "react";
import { claimMarkdown } from "../../model/citation.ts";
import { claimsAbout, claimsOnLine } from "../../model/claims-about.ts";
import { evidenceWords, type Evidence } from "../../model/evidence.ts";
import type { Line, Sentence } from "../../model/lines.ts";
import { certaintyWords } from "../../model/receipt.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { Selection } from "../graph/selection.ts";
import { useOwnerActions } from "./owner-context.tsx";
import { ClaimActions } from "./ClaimActions.tsx";
import { Disagreements } from "./Disagreements.tsx";
import { Glyph } from "./Glyph.tsx";
import { usePrinting } from "./use-printing.ts";
import { Receipt, type QuotedPlace } from "./Receipt.tsx";
import { citationsOf } from "./citations.ts";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { LoadingRest } from "./LoadingRest.tsx";
import type { PartialStory } from "../derive/partial-story.ts";
import { LinkTo } from "./LinkTo.tsx";
import type { Linking } from "./use-linking.ts";
import type { ShownConnection } from "./use-connection.ts";
import { useReceiptLookup, type ReceiptLookup } from "./receipt-lookup.ts";
import { StoryLink } from "./StoryLink.tsx";
import { EntityChanges } from "./EntityChanges.tsx";
import { WhatChanged } from "./WhatChanged.tsx";

const ConnectionPanel = lazy(() =>
  import("./ConnectionPanel.tsx").then(
    (module) => ({ default: module.ConnectionPanel }),
    () => ({ default: NoConnection }),
  ),
);

function NoConnection(): ReactElement {
  return (
    <p role="alert">
      How they are linked cannot be shown: a part of this page could not be loaded. Reload the page to try again.
    </p>
  );
}

/** The ways from somebody of this story to what all stories say of them. */
export interface OtherStories {
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

export interface SelectionPanelProps {
  /** Null where there are no other stories. */
  readonly others: OtherStories | null;
  readonly client: Client;
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  readonly selection: Selection;
  readonly texts: StoryTexts;
  /** What is there of a story that is on its way. */
  readonly part: PartialStory | null;
  readonly disabledSources: ReadonlySet<string>;
  readonly theme: Theme;
  /** What stands here while nothing is selected. */
  readonly start: ReactElement;
  readonly onMark: (id: string) => void;
  readonly onShow: (place: QuotedPlace) => void;
  /** How two selected marks are linked. */
  readonly connection: ShownConnection | null;
  /** What finds it could not be loaded. */
  readonly isConnectionMissing: boolean;
  readonly linking: Linking;
}

/** What is selected, with every receipt. */
export function SelectionPanel(props: SelectionPanelProps): ReactElement {
  const { graph, view, selection } = props;
  const lookup = useReceiptLookup(graph, props.texts);
  if (selection.kind === "nothing") {
    return (
      <div className="selection empty">
        {props.start}
        {props.part !== null && <LoadingRest>Loading where they disagree …</LoadingRest>}
        {props.part === null && (
          <Disagreements graph={graph} lookup={lookup} disabledSources={props.disabledSources} onShow={props.onShow} />
        )}
      </div>
    );
  }
  if (selection.kind === "line") {
    const line = view.lines.find(({ id }) => id === selection.id);
    return (
      <div className="selection">
        {line === undefined ? (
          <p className="quiet" role="status">
            {props.part === null ? "That line is not in this view." : "Loading the line …"}
          </p>
        ) : (
          <>
            <EvidenceOfSeveral claims={claimsOf(line)} lookup={lookup} disabledSources={props.disabledSources} />
            <LineReceipts line={line} lookup={lookup} {...props} />
            <WhatChanged graph={graph} claims={claimsOnLine(line, graph)} />
          </>
        )}
      </div>
    );
  }
  const textOf = (relation: Relation): string => relationSentence(relation, lookup.entities).text;
  return (
    <div className="selection">
      {props.isConnectionMissing && <NoConnection />}
      {props.part !== null && selection.ids.length === 2 && (
        <p className="quiet" role="status">
          Loading how they are linked …
        </p>
      )}
      {props.connection !== null && (
        <Suspense fallback={null}>
          <ConnectionPanel
            shown={props.connection}
            lookup={lookup}
            texts={props.texts}
            disabledSources={props.disabledSources}
            onShow={props.onShow}
          />
        </Suspense>
      )}
      {selection.ids.map((id) => {
        const entity = lookup.entities.get(id);
        const isComing = props.part !== null && !props.part.complete.has(id);
        if (entity === undefined)
          return (
            <p key={id} role="status">
              {isComing ? "Loading what is said of it …" : `There is nothing with the id ${id} in this story.`}
            </p>
          );
        const lines = view.lines.filter(({ from, to }) => from === id || to === id);
        const mark = view.marks.find((one) => one.id === id);
        const captions = graph.relations.filter((relation) => mark?.captionRelations.includes(relation.id));
        const rest =
          lines.length === 0
            ? graph.relations.filter(({ subject, object }) => subject === id || object === id)
            : captions;
        const claims = [...lines.flatMap(claimsOf), ...rest.map((relation) => [relation.id])];
        const evidence = evidenceWithoutSources(claims, lookup, props.disabledSources);
        const words = evidenceWords(evidence);
        return (
          <section key={id} aria-labelledby={`about-${id}`}>
            <header className="about">
              <Glyph kind={entity.label} theme={props.theme} size={20} />
              <h2 id={`about-${id}`}>
                <bdi>{entity.name}</bdi>
              </h2>
              <span className="quiet" title={evidence.documents > 1 ? ONE_ORIGIN : undefined}>
                {mark?.caption ?? KIND_WORDS[entity.label].one}
                {words !== "" && !isComing && ` · ${words}`}
              </span>
            </header>
            {entity.description !== undefined && <p className="description">{entity.description}</p>}
            {isComing && (
              <p className="quiet" role="status">
                Loading what is said of it …
              </p>
            )}
            {props.part === null && selection.ids.length === 1 && (
              <LinkTo
                of={entity}
                entities={lookup.entities}
                theme={props.theme}
                isOpen={props.linking.from === id}
                onOpen={(isOpen) => props.linking.begin(isOpen ? id : null)}
                onPick={props.linking.pick}
              />
            )}
            {props.others !== null && (
              <p>
                <StoryLink className="as-link" href={props.others.hrefOf(id)} onGo={() => props.others?.onOpen(id)}>
                  In all stories
                </StoryLink>
              </p>
            )}
            {(isComing ? [] : lines).map((line) => (
              <Fragment key={line.id}>
                <LineReceipts line={line} lookup={lookup} {...props} />
                {claims.length > line.sentences.length && (
                  <EvidenceOfSeveral claims={claimsOf(line)} lookup={lookup} disabledSources={props.disabledSources} />
                )}
              </Fragment>
            ))}
            {(isComing ? [] : rest).map((relation) => (
              <RelationReceipts
                key={relation.id}
                text={textOf(relation)}
                relations={[relation]}
                head={
                  rest.some((other) => other !== relation && textOf(other) === textOf(relation))
                    ? `${certaintyWords(relation)} · ${lookup.speakerOf(relation.source)}`
                    : certaintyWords(relation)
                }
                lookup={lookup}
                {...props}
              />
            ))}
            <WhatChanged graph={graph} claims={claimsAbout([id], graph)} />
            <EntityChanges client={props.client} graph={graph} id={id} of={entity.name} />
          </section>
        );
      })}
    </div>
  );
}

/** Ids of the legs of each claim on a line. */
function claimsOf({ sentences }: Line): (readonly string[])[] {
  return sentences.map(({ relations }) => relations);
}

/** What claims rest on, without those that rest on a voice that is switched off. */
function evidenceWithoutSources(
  claims: readonly (readonly string[])[],
  lookup: ReceiptLookup,
  disabledSources: ReadonlySet<string>,
): Evidence {
  const isHeard = (id: string): boolean => !disabledSources.has(lookup.relations.get(id)?.source ?? "");
  return lookup.evidenceFor(claims.filter((legs) => legs.every(isHeard)).flat());
}

interface EvidenceProps {
  readonly claims: readonly (readonly string[])[];
  readonly lookup: ReceiptLookup;
  readonly disabledSources: ReadonlySet<string>;
}

const ONE_ORIGIN = "Documents that copy one another are one origin.";

/** "3 sentences, 2 documents, 1 origin" of a line; nothing where one document says all of it. */
function EvidenceOfSeveral({ claims, lookup, disabledSources }: EvidenceProps): ReactElement | null {
  const evidence = evidenceWithoutSources(claims, lookup, disabledSources);
  return evidence.documents < 2 ? null : (
    <p className="evidence" title={ONE_ORIGIN}>
      {evidenceWords(evidence)}
    </p>
  );
}

function legsOf({ relations }: Sentence, lookup: ReceiptLookup): Relation[] {
  return relations.flatMap((id) => lookup.relations.get(id) ?? []);
}

type RowProps = SelectionPanelProps & { readonly lookup: ReceiptLookup };

function LineReceipts({ line, ...props }: RowProps & { readonly line: Line }): ReactElement {
  return (
    <>
      {line.sentences.map((sentence) => (
        <SentenceReceipts
          key={sentence.relations.join(" ")}
          sentence={sentence}
          isRepeated={line.sentences.some((other) => other !== sentence && other.text === sentence.text)}
          contradicted={line.contradicted}
          {...props}
        />
      ))}
    </>
  );
}

interface SentenceReceiptsProps extends RowProps {
  readonly sentence: Sentence;
  /** Others say it in the same words: who says it tells the rows apart. */
  readonly isRepeated: boolean;
  readonly contradicted: boolean;
}

function SentenceReceipts({ sentence, isRepeated, contradicted, ...props }: SentenceReceiptsProps): ReactElement {
  const sure = certaintyWords({ certainty: sentence.certainty, polarity: sentence.negative ? "negative" : "positive" });
  const said = isRepeated && sentence.speaker !== null ? `${sure} · ${props.lookup.speakerOf(sentence.speaker)}` : sure;
  const head = sentence.speaker === null ? "put together: nobody says this whole" : said;
  return (
    <RelationReceipts
      text={sentence.text}
      relations={legsOf(sentence, props.lookup)}
      head={`${head}${contradicted ? " · ≠ others say otherwise" : ""}`}
      {...props}
    />
  );
}

interface RelationReceiptsProps extends RowProps {
  readonly text: string;
  readonly head: string;
  readonly relations: readonly Relation[];
}

/** A sentence that opens to its receipts. */
function RelationReceipts({
  client,
  text,
  head,
  relations,
  graph,
  lookup,
  disabledSources,
  selection,
  onShow,
}: RelationReceiptsProps): ReactElement {
  const desk = useOwnerActions();
  const [isOpened, setOpened] = useState(selection.kind === "line");
  // On paper nobody can open them.
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
