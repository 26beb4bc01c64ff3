import { useState, type ReactElement } from "react";
import type { Article } from "../../model/article.ts";
import { certaintyWords } from "../../model/receipt.ts";
import type { Line, ReadingView, Sentence } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import type { Theme } from "../../picture/palette.ts";
import type { Selection } from "../graph/selection.ts";
import { Glyph } from "./Glyph.tsx";
import { Receipt } from "./Receipt.tsx";

export interface SelectionPanelProps {
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  readonly selection: Selection;
  readonly article: Article | null;
  readonly off: ReadonlySet<string>;
  readonly theme: Theme;
  readonly onMark: (id: string) => void;
  readonly onShow: (relation: Relation) => void;
}

/** What is selected, with every receipt. */
export function SelectionPanel(props: SelectionPanelProps): ReactElement {
  const { graph, view, selection } = props;
  if (selection.kind === "nothing") {
    return (
      <div className="selection empty">
        <p>Click somebody in the picture or in the article to read what is said of them, sentence by sentence.</p>
        <p className="quiet">Every line is a sentence of the text. No receipt, no relation.</p>
      </div>
    );
  }
  if (selection.kind === "line") {
    const line = view.lines.find(({ id }) => id === selection.id);
    return (
      <div className="selection">
        {line === undefined ? (
          <p className="quiet">That line is not in this view.</p>
        ) : (
          <LineReceipts line={line} {...props} />
        )}
      </div>
    );
  }
  return (
    <div className="selection">
      {selection.ids.map((id) => {
        const entity = graph.entities.find((one) => one.id === id);
        if (entity === undefined) return <p key={id}>There is nothing with the id {id} in this story.</p>;
        const lines = view.lines.filter(({ from, to }) => from === id || to === id);
        const mark = view.marks.find((one) => one.id === id);
        const captions = graph.relations.filter((relation) => mark?.captionRelations.includes(relation.id));
        const rest =
          lines.length === 0
            ? graph.relations.filter(({ subject, object }) => subject === id || object === id)
            : captions;
        const receipts = lines.reduce(
          (sum, line) => sum + line.sentences.reduce((inner, { relations }) => inner + relations.length, 0),
          rest.length,
        );
        return (
          <section key={id} aria-labelledby={`about-${id}`}>
            <header className="about">
              <Glyph kind={entity.label} theme={props.theme} size={20} />
              <h2 id={`about-${id}`}>
                <bdi>{entity.name}</bdi>
              </h2>
              <span className="quiet">
                {mark?.caption ?? KIND_WORDS[entity.label].one} · {receipts} {receipts === 1 ? "receipt" : "receipts"}
              </span>
            </header>
            {entity.description !== undefined && <p className="description">{entity.description}</p>}
            {lines.map((line) => (
              <LineReceipts key={line.id} line={line} {...props} />
            ))}
            {rest.map((relation) => (
              <RelationReceipts
                key={relation.id}
                text={captionText(relation, graph)}
                relations={[relation]}
                head={certaintyWords(relation)}
                {...props}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function captionText({ subject, type, object }: Relation, { entities }: StoryGraph): string {
  const name = (id: string) => entities.find((entity) => entity.id === id)?.name ?? id;
  return `${name(subject)} ${type === "LOCATED_IN" ? "lies in" : type === "OF_COUNTRY" ? "is of" : type.toLowerCase().replaceAll("_", " ")} ${name(object)}`;
}

function LineReceipts({ line, ...props }: SelectionPanelProps & { readonly line: Line }): ReactElement {
  return (
    <>
      {line.sentences.map((sentence) => (
        <SentenceReceipts
          key={sentence.relations.join(" ")}
          sentence={sentence}
          contradicted={line.contradicted}
          {...props}
        />
      ))}
    </>
  );
}

function SentenceReceipts({
  sentence,
  contradicted,
  ...props
}: SelectionPanelProps & { readonly sentence: Sentence; readonly contradicted: boolean }): ReactElement {
  const byId = new Map(props.graph.relations.map((relation) => [relation.id, relation]));
  const relations = sentence.relations.flatMap((id) => byId.get(id) ?? []);
  const sure = certaintyWords({ certainty: sentence.certainty, polarity: sentence.negative ? "negative" : "positive" });
  const head = sentence.speaker === null ? "put together: nobody says this whole" : sure;
  return (
    <RelationReceipts
      text={sentence.text}
      relations={relations}
      head={`${head}${contradicted ? " · ≠ others say otherwise" : ""}`}
      {...props}
    />
  );
}

interface RelationReceiptsProps extends SelectionPanelProps {
  readonly text: string;
  readonly head: string;
  readonly relations: readonly Relation[];
}

/** A sentence that opens to the receipts of each of its legs. */
function RelationReceipts({
  text,
  head,
  relations,
  graph,
  article,
  off,
  selection,
  onShow,
}: RelationReceiptsProps): ReactElement {
  const [open, setOpen] = useState(selection.kind === "line");
  const fallen = relations.some(({ source }) => off.has(source));
  const speakerOf = (source: string) => graph.entities.find(({ id }) => id === source)?.name ?? "the article itself";
  return (
    <details
      className={fallen ? "sentence fallen" : "sentence"}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span dir="auto">{text}</span>
        <span className="sure">{fallen ? "switched off" : head}</span>
      </summary>
      {open &&
        relations.map((relation) => (
          <Receipt
            key={relation.id}
            relation={relation}
            document={graph.articles.find(({ id }) => id === relation.document) ?? null}
            text={article?.id === relation.document ? article : null}
            speaker={speakerOf(relation.source)}
            onShow={onShow}
          />
        ))}
    </details>
  );
}
