import type { ReactElement } from "react";
import type { Line, Sentence } from "../../model/lines.ts";
import { certaintyWords } from "../../model/receipt.ts";
import { ClaimReceipts, type ClaimReceiptsProps } from "./ClaimReceipts.tsx";

export interface LineClaimsProps extends Pick<
  ClaimReceiptsProps,
  "client" | "graph" | "lookup" | "disabledSources" | "onShow"
> {
  readonly line: Line;
  /** Which of its sentences are open at first. */
  readonly startsOpen: "all" | "first" | "none";
}

/** Every sentence of a line; each one opens to its receipts. */
export function LineClaims({ line, startsOpen, ...props }: LineClaimsProps): ReactElement {
  return (
    <>
      {line.sentences.map((sentence, at) => (
        <ClaimReceipts
          key={sentence.relations.join(" ")}
          text={sentence.text}
          relations={sentence.relations.flatMap((id) => props.lookup.relations.get(id) ?? [])}
          head={headOf(sentence, line, props).join(" · ")}
          startsOpen={startsOpen === "all" || (startsOpen === "first" && at === 0)}
          client={props.client}
          graph={props.graph}
          lookup={props.lookup}
          disabledSources={props.disabledSources}
          onShow={props.onShow}
        />
      ))}
    </>
  );
}

/** The certainty of a sentence, who says it, and whether others contradict it. */
function headOf(
  { certainty, negative, speaker }: Sentence,
  { contradicted }: Line,
  props: Pick<LineClaimsProps, "graph" | "lookup">,
): string[] {
  const sure = certaintyWords({ certainty, polarity: negative ? "negative" : "positive" });
  return [
    ...(speaker === null ? ["put together: nobody says this whole"] : [sure, ...speakerWords(speaker, props)]),
    ...(contradicted ? ["≠ others say otherwise"] : []),
  ];
}

/** The voice of a sentence. Empty in a story with one article when the voice is the article itself. */
export function speakerWords(speaker: string, { graph, lookup }: Pick<LineClaimsProps, "graph" | "lookup">): string[] {
  const isOnlyArticle = graph.articles.length === 1 && graph.articles[0]?.id === speaker;
  return isOnlyArticle ? [] : [lookup.speakerOf(speaker)];
}

/** For each claim on a line the ids of the relations that it is derived from. */
export function claimsOf({ sentences }: Pick<Line, "sentences">): (readonly string[])[] {
  return sentences.map(({ relations }) => relations);
}
