import type { Article } from "../model/article.ts";
import { reportClaims } from "../model/claim-words.ts";
import { claimReceipts, type ClaimReceipt } from "../model/claim-receipts.ts";
import { copiesOf, copyWords } from "../model/copies.ts";
import { storyEvidence } from "../model/story-evidence.ts";
import { originsOf } from "../model/origins.ts";
import { certaintyWords, dateWords } from "../model/receipt.ts";
import { captionPlace, type ReadingView } from "../model/reading.ts";
import { receiptNotes } from "../model/receipt-notes.ts";
import { speakerNames } from "../model/speakers.ts";
import type { StoryGraph } from "../model/story.ts";
import { foldedLines } from "../model/folded-lines.ts";
import type { EmbedChange, EmbedReceipt, EmbedSentence, EmbedStory, FoldedEntity } from "./embed-story.ts";
import { layoutPicture } from "./layout.ts";
import type { Positions } from "./positions.ts";
import { drawingOf } from "./reading-drawing.ts";

export interface EmbedInput {
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  /** Ids of the marks at first sight. */
  readonly shown: readonly string[];
  /** The articles whose sentences may be quoted in full; of other articles only the evidence. */
  readonly articles: readonly Article[];
  /** Links to the whole story. */
  readonly link: string;
  /** Without positions a layout is computed. */
  readonly places?: Positions;
}

/** The frame of an embed's layout; a narrow screen computes its own. */
export const EMBED_FRAME = { width: 800, height: 620 } as const;

/** Everything in an embed of a story: the picture, and each of its sentences with its receipts. */
export function embedStory({ graph, view, shown, articles, link, places }: EmbedInput): EmbedStory {
  const drawing = drawingOf(view, shown, storyEvidence(graph));
  const [head] = graph.articles;
  return {
    title: graph.story.title,
    date: head === undefined ? "" : dateWords(head.publishedAt, head.language),
    language: head?.language ?? "en",
    link,
    of: view.marks.length,
    drawing,
    places: places ?? layoutPicture(drawing, EMBED_FRAME),
    sentences: sentencesOf(view, new Set(drawing.lines.map(({ id }) => id)), receiptsOf(graph, articles)),
    origins: Object.fromEntries(originsOf(graph.articles)),
    changes: changesOf(graph),
    captions: captionsOf(view, new Set(shown), graph),
    folded: foldedInto(view, new Set(drawing.lines.map(({ id }) => id)), graph),
  };
}

function changesOf(graph: StoryGraph): EmbedChange[] {
  return reportClaims(graph.claims, graph).map(({ ends, sources, text, words, was, instead, title }) => ({
    ends,
    voices: sources,
    text,
    words,
    was,
    instead: instead?.text ?? "",
    document: title,
  }));
}

function captionsOf(view: ReadingView, shown: ReadonlySet<string>, graph: StoryGraph): EmbedStory["captions"] {
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return Object.fromEntries(
    view.marks
      .filter(({ id, captionRelations }) => shown.has(id) && captionRelations.length > 0)
      .map(({ id, captionRelations }) => [
        id,
        captionRelations
          .flatMap((relation) => relations.get(relation) ?? [])
          .map((relation) => ({ text: captionPlace(relation, entities), voice: relation.source })),
      ]),
  );
}

function foldedInto(view: ReadingView, drawn: ReadonlySet<string>, graph: StoryGraph): EmbedStory["folded"] {
  const names = new Map(graph.entities.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    [...foldedLines(view, graph)].flatMap(([id, lines]): [string, FoldedEntity][] => {
      const there = lines.filter((line) => drawn.has(line));
      return there.length === 0 ? [] : [[id, { name: names.get(id) ?? id, lines: there }]];
    }),
  );
}

function sentencesOf(
  view: ReadingView,
  drawn: ReadonlySet<string>,
  toldBy: (relations: readonly string[]) => Pick<EmbedSentence, "receipts" | "voices">,
): EmbedSentence[] {
  return view.lines
    .filter(({ id }) => drawn.has(id))
    .flatMap(({ id, sentences }) =>
      sentences.map(({ text, relations, certainty }) => ({ line: id, text, certainty, ...toldBy(relations) })),
    );
}

/** The speaker of a sentence, and a receipt for each sentence of the text that its relations quote. */
function receiptsOf(
  graph: StoryGraph,
  articles: readonly Article[],
): (relations: readonly string[]) => Pick<EmbedSentence, "receipts" | "voices"> {
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const texts = new Map(articles.map((article) => [article.id, article]));
  const heads = new Map(graph.articles.map((article) => [article.id, article]));
  const nameOf = speakerNames(graph);
  const copies = copiesOf(graph.articles, nameOf);
  const notesOf = receiptNotes(graph);
  const describe = (receipt: ClaimReceipt): EmbedReceipt => {
    const head = heads.get(receipt.document);
    const notes = notesOf(receipt.relations.flatMap((id) => relations.get(id) ?? []));
    const copied = copies.get(receipt.document);
    return {
      parts: receipt.parts,
      speaker: receipt.sources.map(nameOf).join(", "),
      certainty: certaintyWords(receipt),
      document: head?.title ?? receipt.document,
      date: head === undefined ? "" : dateWords(head.publishedAt, head.language),
      article: receipt.document,
      sentences: receipt.sentences,
      ...(copied !== undefined && { copied: copyWords(copied) }),
      ...(receipt.reasons.length > 0 && { reason: receipt.reasons.join(" ") }),
      ...(notes.length > 0 && { notes }),
    };
  };
  return (ids) => {
    const legs = ids.flatMap((id) => relations.get(id) ?? []);
    const receipts = claimReceipts(legs, (document) => texts.get(document) ?? null);
    return { receipts: receipts.map(describe), voices: [...new Set(legs.map(({ source }) => source))] };
  };
}
