import { Fragment, type ReactElement } from "react";
import { claimsMarkdown } from "../../model/citation.ts";
import { claimsAbout } from "../../model/claims-about.ts";
import { contradictedRelations } from "../../model/disagreements.ts";
import { evidenceWords } from "../../model/evidence.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import { certaintyOf, type Line, type Sentence } from "../../model/lines.ts";
import { CERTAINTIES } from "../../model/certainty.ts";
import type { ReadingView } from "../../model/reading.ts";
import { certaintyWords } from "../../model/receipt.ts";
import type { Relation } from "../../model/relation.ts";
import { relationSentence } from "../../model/sentences.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Client } from "../api/client.ts";
import { citedClaim } from "./citations.ts";
import { ClaimReceipts } from "./ClaimReceipts.tsx";
import { useClaimLink } from "./claim-link.tsx";
import { CopyText } from "./CopyText.tsx";
import { count } from "./count.ts";
import { EntityChanges } from "./EntityChanges.tsx";
import { EvidenceOfSeveral, evidenceWithoutSources, ONE_ORIGIN } from "./EvidenceOfSeveral.tsx";
import { Glyph } from "./Glyph.tsx";
import { claimsOf, LineClaims, speakerWords } from "./LineClaims.tsx";
import { LinkTo } from "./LinkTo.tsx";
import type { QuotedPlace } from "./Receipt.tsx";
import type { PartialStory } from "../derive/partial-story.ts";
import type { ReceiptLookup } from "./receipt-lookup.ts";
import { StoryLink } from "./StoryLink.tsx";
import type { Linking } from "./use-linking.ts";
import type { VoiceActions } from "./VoicePanel.tsx";
import { WhatChanged } from "./WhatChanged.tsx";

/** Links from an entity of this story to the same entity in all stories. */
export interface OtherStories {
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
}

/** Expands a mark: opens a menu of its neighbours that are not shown. */
export interface MarkExpansion {
  /** The number of neighbours of a mark that are not shown. */
  countOf(id: string): number;
  open(id: string, at: { readonly x: number; readonly y: number }): void;
}

export interface MarkClaimsProps {
  readonly id: string;
  readonly lookup: ReceiptLookup;
  /** Whether it is the only selected mark. */
  readonly isAlone: boolean;
  readonly client: Client;
  readonly graph: StoryGraph;
  /** What is there of a story that is still loading. */
  readonly part: PartialStory | null;
  readonly view: ReadingView;
  readonly disabledSources: ReadonlySet<string>;
  readonly theme: Theme;
  /** Null where there are no other stories. */
  readonly others: OtherStories | null;
  readonly linking: Linking;
  readonly voice: VoiceActions;
  readonly menu: MarkExpansion;
  readonly onShow: (place: QuotedPlace) => void;
}

/** An entity: its name and description, its actions, and each claim about it with its receipts. */
export function MarkClaims({ id, isAlone, ...props }: MarkClaimsProps): ReactElement {
  const { graph, view, lookup, disabledSources, others, linking, menu } = props;
  const linkOf = useClaimLink();
  const { lines, rest, mark } = claimsAbove(id, { graph, view });
  const entity = lookup.entities.get(id);
  const isComing = props.part !== null && !props.part.complete.has(id);
  if (entity === undefined)
    return (
      <p role="status">
        {isComing ? "Loading what is said of it …" : `There is nothing with the id ${id} in this story.`}
      </p>
    );
  const textOf = (relation: Relation): string => relationSentence(relation, lookup.entities).text;
  const claims = [...lines.flatMap(claimsOf), ...rest.map((relation) => [relation.id])];
  const evidence = evidenceWithoutSources(claims, lookup, disabledSources);
  const rows = [
    ...lines.flatMap(({ sentences }) => sentences.map(({ text, relations }) => ({ says: text, relations }))),
    ...rest.map((relation) => ({ says: textOf(relation), relations: [relation.id] })),
  ];
  const facts = [
    mark?.caption ?? KIND_WORDS[entity.label].one,
    ...(isComing ? [] : [evidenceWords(evidence)]),
    ...(isComing ? [] : voiceWords(claims.flat(), lookup, { graph, disabledSources })),
  ].filter((words) => words !== "");
  return (
    <section aria-labelledby={`about-${id}`}>
      <header className="about">
        <Glyph kind={entity.label} theme={props.theme} size={20} />
        <h2 id={`about-${id}`}>
          <bdi>{entity.name}</bdi>
        </h2>
        <span className="quiet" title={evidence.documents > 1 ? ONE_ORIGIN : undefined}>
          {facts.join(" · ")}
        </span>
      </header>
      {entity.description !== undefined && <p className="description">{entity.description}</p>}
      {isComing && (
        <p className="quiet" role="status">
          Loading what is said of it …
        </p>
      )}
      <div className="slot-actions">
        {isAlone && props.part === null && (
          <LinkTo
            of={entity}
            entities={lookup.entities}
            theme={props.theme}
            isOpen={linking.from === id}
            onOpen={(isOpen) => linking.begin(isOpen ? id : null)}
            onPick={linking.pick}
          />
        )}
        {isAlone && (
          <button
            type="button"
            className="as-link"
            aria-haspopup="menu"
            onClick={({ currentTarget }) => {
              const { left, bottom } = currentTarget.getBoundingClientRect();
              menu.open(id, { x: left + scrollX, y: bottom + scrollY });
            }}
          >
            Expand{menu.countOf(id) > 0 && ` (${menu.countOf(id).toLocaleString("en")})`} …
          </button>
        )}
        {lookup.speaks(id) && (
          <button type="button" className="as-link" onClick={() => props.voice.onVoices([id])}>
            What they say
          </button>
        )}
        {others !== null && (
          <StoryLink className="as-link" href={others.hrefOf(id)} onGo={() => others.onOpen(id)}>
            In all stories
          </StoryLink>
        )}
        {rows.length > 0 && !isComing && (
          <CopyText
            of={`${count(rows.length, "claim")} about ${entity.name}`}
            text={() => claimsMarkdown(rows.map((row) => citedClaim(row, lookup, linkOf)))}
          >
            Copy all with footnotes
          </CopyText>
        )}
      </div>
      {(isComing ? [] : lines).map((line, at) => (
        <Fragment key={line.id}>
          <LineClaims line={line} startsOpen={isAlone && at === 0 ? "first" : "none"} {...props} />
          {claims.length > line.sentences.length && (
            <EvidenceOfSeveral claims={claimsOf(line)} lookup={lookup} disabledSources={disabledSources} />
          )}
        </Fragment>
      ))}
      {(isComing ? [] : rest).map((relation, at) => (
        <ClaimReceipts
          key={relation.id}
          text={textOf(relation)}
          relations={[relation]}
          head={[certaintyWords(relation), ...speakerWords(relation.source, props)].join(" · ")}
          startsOpen={isAlone && lines.length === 0 && at === 0}
          client={props.client}
          graph={graph}
          lookup={lookup}
          disabledSources={disabledSources}
          onShow={props.onShow}
        />
      ))}
      <WhatChanged graph={graph} claims={claimsAbout([id], graph)} />
      <EntityChanges client={props.client} graph={graph} id={id} of={entity.name} />
    </section>
  );
}

interface ClaimsAbove {
  readonly lines: readonly Line[];
  /**
   * Relations that are on no line of the view: those of its caption, or all of its relations when the mark has no line.
   */
  readonly rest: readonly Relation[];
  readonly mark: MarkClaimsProps["view"]["marks"][number] | undefined;
}

/** The lines of a mark, grouped by type. Within a group, and among the groups, the most certain come first. */
function claimsAbove(id: string, { graph, view }: Pick<MarkClaimsProps, "graph" | "view">): ClaimsAbove {
  const mark = view.marks.find((one) => one.id === id);
  const captions = new Set(mark?.captionRelations);
  const of = view.lines.filter(({ from, to }) => from === id || to === id);
  const order = new Map(of.map((line) => [line, CERTAINTIES.indexOf(certaintyOf(line))]));
  const groups = new Map<string, number>();
  for (const line of of) {
    const words = wordsOf(line);
    groups.set(words, Math.min(groups.get(words) ?? Infinity, order.get(line) ?? 0));
  }
  const rank = (line: Line) => groups.get(wordsOf(line)) ?? 0;
  return {
    mark,
    lines: of.toSorted(
      (one, other) =>
        rank(one) - rank(other) ||
        wordsOf(one).localeCompare(wordsOf(other), "en") ||
        (order.get(one) ?? 0) - (order.get(other) ?? 0),
    ),
    rest: graph.relations.filter((relation) =>
      of.length === 0 ? relation.subject === id || relation.object === id : captions.has(relation.id),
    ),
  };
}

function wordsOf({ sentences: [first] }: { readonly sentences: readonly Sentence[] }): string {
  return first?.words ?? "";
}

/**
 * The number of voices, where it is larger than the number of documents ("3 voices"), and of contradicted claims ("1
 * contradicted claim"). Disabled voices do not count.
 */
function voiceWords(
  relations: readonly string[],
  lookup: ReceiptLookup,
  { graph, disabledSources }: Pick<MarkClaimsProps, "graph" | "disabledSources">,
): string[] {
  const on = relations
    .flatMap((id) => lookup.relations.get(id) ?? [])
    .filter(({ source }) => !disabledSources.has(source));
  const voices = new Set(on.map(({ source }) => source)).size;
  const documents = new Set(on.map(({ document }) => document)).size;
  const denied = contradictedRelations(graph.relations.filter(({ source }) => !disabledSources.has(source)));
  const contradicted = new Set(on.filter(({ id }) => denied.has(id)).map(({ id }) => id)).size;
  return [
    ...(voices > documents ? [count(voices, "voice")] : []),
    ...(contradicted > 0 ? [count(contradicted, "contradicted claim")] : []),
  ];
}
