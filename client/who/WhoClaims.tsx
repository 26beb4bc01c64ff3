import { useMemo, useState, type ReactElement } from "react";
import type { WhoAnswer } from "../../contract/who.ts";
import { claimReceipts } from "../../model/claim-receipts.ts";
import { copiesOf } from "../../model/copies.ts";
import { documentWords, type Evidence } from "../../model/evidence.ts";
import type { Line } from "../../model/lines.ts";
import { certaintyWords } from "../../model/receipt.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import type { Selection } from "../graph/selection.ts";
import { ChangedClaim } from "../panels/ChangedClaim.tsx";
import { usePrinting } from "../panels/use-printing.ts";
import { Receipt } from "../panels/Receipt.tsx";
import type { WhoGraph } from "./who-graph.ts";

export interface WhoClaimsProps {
  readonly who: WhoAnswer;
  readonly data: WhoGraph;
  readonly view: ReadingView;
  readonly evidenceFor: (relations: Iterable<string>) => Evidence;
  /** The picture's selection: only claims with the selected mark are shown. */
  readonly selection: Selection;
  readonly onClear: () => void;
  readonly onPick: (mark: string) => void;
  /** Opens the story of a relation, by its id in the graph. */
  readonly onOpen: (relation: string) => void;
}

/** Claims with the stories that make them: disagreements first, former claims last. */
export function WhoClaims(props: WhoClaimsProps): ReactElement {
  const { who, data, view, selection, onClear } = props;
  const lines = view.lines.filter((line) => isSelected(line, selection, data.center));
  const disputed = lines.filter(({ contradicted }) => contradicted);
  const agreed = lines.filter(({ contradicted }) => !contradicted);
  const differing = selection.kind === "nothing" ? who.properties.filter(({ values }) => values.length > 1) : [];
  const rows = (list: readonly Line[]): ReactElement[] =>
    inOrder(list).map((line) => <LineOfWho key={line.id} line={line} {...props} />);
  return (
    <div className="who-claims">
      {selection.kind !== "nothing" && (
        <p className="quiet">
          {lines.length === 0 ? "Nothing is said of both." : "What is said about your selection."}{" "}
          <button type="button" className="as-link" onClick={onClear}>
            show all
          </button>
        </p>
      )}
      {(disputed.length > 0 || differing.length > 0) && (
        <section className="panel" aria-labelledby="disputed-title">
          <h2 id="disputed-title">What they disagree on</h2>
          {rows(disputed)}
          {differing.map(({ name }) => (
            <p key={name} className="quiet">
              They give different values of “{name}”.
            </p>
          ))}
        </section>
      )}
      {agreed.length > 0 && (
        <section className="panel" aria-labelledby="said-title">
          <h2 id="said-title">What is said</h2>
          {rows(agreed)}
        </section>
      )}
      {selection.kind === "nothing" && who.saidNoMore.length > 0 && (
        <section className="panel" aria-labelledby="no-more-title">
          <h2 id="no-more-title">No longer said</h2>
          <ul className="plain-list">
            {who.saidNoMore.map((one) => (
              <ChangedClaim
                key={`${one.story} ${one.claims.join(" ")}`}
                report={one}
                isOpen={false}
                source={
                  <>
                    <bdi>{one.title}</bdi> · <bdi>{data.titles.get(one.story) ?? one.story}</bdi>
                  </>
                }
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function isSelected({ from, to, id }: Line, selection: Selection, center: string): boolean {
  if (selection.kind === "nothing") return true;
  if (selection.kind === "line") return selection.id === id;
  return selection.ids.every((mark) => mark === center || mark === from || mark === to);
}

/** Groups equal statements, those in most stories first, before their denials. */
function inOrder(lines: readonly Line[]): Line[] {
  const words = (line: Line): string => line.sentences[0]?.words ?? "";
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(words(line), (counts.get(words(line)) ?? 0) + line.sentences.length);
  return lines.toSorted(
    (one, other) =>
      (counts.get(words(other)) ?? 0) - (counts.get(words(one)) ?? 0) ||
      Number(isDenial(one)) - Number(isDenial(other)) ||
      (words(one) < words(other) ? -1 : words(one) > words(other) ? 1 : 0) ||
      other.sentences.length - one.sentences.length,
  );
}

function isDenial({ sentences }: Line): boolean {
  return sentences[0]?.negative === true;
}

function LineOfWho({
  line,
  data,
  evidenceFor,
  onOpen,
  onPick,
}: WhoClaimsProps & { readonly line: Line }): ReactElement {
  const [isOpened, setOpened] = useState(false);
  const printing = usePrinting();
  const open = isOpened || printing;
  const { graph, center, titles, placeOf, speakerOf } = data;
  const relations = useMemo(() => {
    const ids = new Set(line.sentences.flatMap((sentence) => sentence.relations));
    return graph.relations.filter(({ id }) => ids.has(id));
  }, [line, graph]);
  const copies = useMemo(() => copiesOf(graph.articles, speakerOf), [graph, speakerOf]);
  const [first] = line.sentences;
  const stories = [...new Set(relations.map(({ id }) => placeOf.get(id)?.story ?? ""))];
  const other = line.from === center ? line.to : line.from;
  const several = documentWords(evidenceFor(relations.map(({ id }) => id)));
  if (first === undefined) return <></>;
  return (
    <details
      className="sentence"
      open={open}
      onToggle={(event) => !printing && setOpened(event.currentTarget.open)}
      data-line={line.id}
    >
      <summary>
        <span dir="auto">{first.text}</span>
        <span className="sure">
          {sureWords(relations)}
          {line.contradicted && " · ≠ others say otherwise"}
          {several !== "" && ` · ${several}`}
        </span>
        <span className="quiet who-stories">
          {stories.map((story) => (
            <bdi key={story}>{titles.get(story) ?? story}</bdi>
          ))}
        </span>
      </summary>
      {open && (
        <>
          {claimReceipts(relations, () => null).map((receipt) => (
            <Receipt
              key={JSON.stringify([receipt.document, receipt.spans, receipt.relations])}
              receipt={receipt}
              copied={copies.get(receipt.document) ?? null}
              document={graph.articles.find(({ id }) => id === receipt.document) ?? null}
              speakerOf={speakerOf}
              onShow={() => onOpen(receipt.relations[0] ?? "")}
            />
          ))}
          {other !== center && (
            <button type="button" className="as-link" onClick={() => onPick(other)}>
              show in the picture
            </button>
          )}
        </>
      )}
    </details>
  );
}

/** The certainty in each story, each once. */
function sureWords(relations: readonly Relation[]): string {
  return [...new Set(relations.map(certaintyWords))].join(", ");
}
