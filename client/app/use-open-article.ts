import { useMemo, useState } from "react";
import type { ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { Selection } from "../graph/selection.ts";
import type { Highlight } from "../panels/ArticlePanel.tsx";
import type { QuotedPlace } from "../panels/Receipt.tsx";

/** Which of the story's articles is open, and what a reader asked to see in it. */
export interface OpenArticle {
  readonly shownId: string;
  /** The spans of it that are marked: what "show in text" shows, else the receipts of the selected line. */
  readonly highlights: readonly Highlight[];
  open(id: string): void;
  show(place: QuotedPlace): void;
}

interface Chosen {
  /** The selection it was chosen under: it holds no longer than that. */
  readonly under: string;
  readonly article: string;
  readonly quoted: QuotedPlace | null;
}

export interface OpenArticleInput {
  readonly graph: StoryGraph;
  readonly texts: StoryTexts;
  readonly view: ReadingView;
  readonly selection: Selection;
  readonly selectedKey: string;
}

/** The article a reader opened; else the one that the selection's receipts or mentions are in; else the one before. */
export function useOpenArticle(input: OpenArticleInput): OpenArticle {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [last, setLast] = useState("");
  const { graph, selectedKey } = input;
  const current = chosen?.under === selectedKey ? chosen : null;
  const known = graph.articles.map(({ id }) => id);
  const before = known.includes(last) ? last : (graph.story.articles[0] ?? known[0] ?? "");
  const having = documentsOf(input);
  const shownId = current?.article ?? (having.includes(before) ? before : (having[0] ?? before));
  // Set while rendering, as React has it for what follows from the state before: the next selection starts from here.
  if (shownId !== last) setLast(shownId);
  const quoted = current?.quoted ?? null;
  const { selection, view } = input;
  const highlights = useMemo((): Highlight[] => {
    const line = selection.kind === "line" ? view.lines.find(({ id }) => id === selection.id) : undefined;
    const ids = new Set(line?.sentences.flatMap(({ relations }) => relations));
    const places = quoted === null ? placesOf(graph.relations.filter(({ id }) => ids.has(id))) : [quoted];
    return places.filter(({ document }) => document === shownId).flatMap(({ spans }) => spans);
  }, [selection, quoted, shownId, view, graph]);
  return {
    shownId,
    highlights,
    open: (article) => setChosen({ under: selectedKey, article, quoted }),
    show: (quoted) => setChosen({ under: selectedKey, article: quoted.document, quoted }),
  };
}

/** Articles that hold a line's receipts, or that name the mark chosen last; those that quote it where none names it. */
function documentsOf({ graph, texts, view, selection }: OpenArticleInput): string[] {
  if (selection.kind === "nothing") return [];
  const documents = (relations: readonly Relation[]) => {
    const quoted = new Set(relations.map(({ document }) => document));
    return graph.articles.flatMap(({ id }) => (quoted.has(id) ? [id] : []));
  };
  if (selection.kind === "line") {
    const line = view.lines.find(({ id }) => id === selection.id);
    const legs = new Set(line?.sentences.flatMap(({ relations }) => relations));
    return documents(graph.relations.filter(({ id }) => legs.has(id)));
  }
  const chosen = selection.ids.at(-1);
  if (chosen === undefined || graph.articles.length < 2) return [];
  const mentions = texts.mentionsOf(chosen);
  // Until it is known who names it, the article stays that is open.
  if (mentions === undefined) return [];
  const named = new Set(mentions.map(({ document }) => document));
  const naming = graph.articles.flatMap(({ id }) => (named.has(id) ? [id] : []));
  if (naming.length > 0) return naming;
  return documents(graph.relations.filter(({ subject, object }) => subject === chosen || object === chosen));
}

/** The spans that relations quote, by their articles. */
function placesOf(relations: readonly Relation[]): QuotedPlace[] {
  return relations.map(({ document, starts, ends }) => ({
    document,
    spans: starts.map((start, index) => ({ start, end: ends[index] ?? start })),
  }));
}
