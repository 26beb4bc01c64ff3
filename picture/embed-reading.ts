import type { Article } from "../model/article.ts";
import { certaintyWords, dateWords, receiptParts } from "../model/receipt.ts";
import type { ReadingView } from "../model/reading.ts";
import type { Relation } from "../model/relation.ts";
import type { StoryGraph } from "../model/story.ts";
import type { EmbedReceipt, EmbedSentence, EmbedStory } from "./embed-story.ts";
import { layoutPicture } from "./layout.ts";
import type { Places } from "./places.ts";
import { drawingOf } from "./reading-drawing.ts";

export interface EmbedInput {
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  /** Ids of the marks at first sight. */
  readonly shown: readonly string[];
  /** The articles whose sentences may be quoted whole; of others the evidence alone is. */
  readonly articles: readonly Article[];
  /** Of the whole story. */
  readonly link: string;
  /** Without them the picture is laid out. */
  readonly places?: Places;
}

/** The frame that embeds are laid out for; narrow ones lay out their own. */
export const EMBED_FRAME = { width: 800, height: 620 } as const;

/** Everything an embed of a story carries: the picture, and each of its sentences with its receipts. */
export function embedStory({ graph, view, shown, articles, link, places }: EmbedInput): EmbedStory {
  const drawing = drawingOf(view, shown);
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
  };
}

function sentencesOf(
  view: ReadingView,
  drawn: ReadonlySet<string>,
  receipts: (relation: string) => EmbedReceipt[],
): EmbedSentence[] {
  return view.lines
    .filter(({ id }) => drawn.has(id))
    .flatMap(({ id, sentences }) =>
      sentences.map(({ text, relations }) => ({ line: id, text, receipts: relations.flatMap(receipts) })),
    );
}

/** A receipt for every sentence that a relation quotes, by the relation's id. */
function receiptsOf(graph: StoryGraph, articles: readonly Article[]): (relation: string) => EmbedReceipt[] {
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const texts = new Map(articles.map((article) => [article.id, article]));
  const heads = new Map(graph.articles.map((article) => [article.id, article]));
  const names = new Map(graph.entities.map(({ id, name }) => [id, name]));
  const describe = (relation: Relation): Omit<EmbedReceipt, "parts"> => {
    const head = heads.get(relation.document);
    return {
      speaker: names.get(relation.source) ?? "the article itself",
      certainty: certaintyWords(relation),
      document: head?.title ?? relation.document,
      date: head === undefined ? "" : dateWords(head.publishedAt, head.language),
      ...(relation.reason !== undefined && { reason: relation.reason }),
    };
  };
  return (id) => {
    const relation = relations.get(id);
    if (relation === undefined) return [];
    const words = describe(relation);
    return receiptParts(relation, texts.get(relation.document) ?? null).map((parts) => ({ parts, ...words }));
  };
}
