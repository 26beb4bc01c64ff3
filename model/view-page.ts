import { firstSight } from "./first-sight.ts";
import { allOf, foldStory, type Mark, type ReadingView } from "./reading.ts";
import type { Relation } from "./relation.ts";
import { speakersOf, type Speaker } from "./speakers.ts";
import { startHere, type StartHere } from "./start-here.ts";
import { storyIndex, type StoryIndex } from "./story-index.ts";
import type { StoryGraph } from "./story.ts";
import { neighboursOf, unfold } from "./unfold.ts";

export interface ViewRequest {
  readonly mode: ReadingView["mode"];
  /** Entities: the page has them and what lines join them to. None: the whole view, first sight before all others. */
  readonly around: readonly string[];
  /** Marks that pages before this one have. */
  readonly offset: number;
  readonly limit: number;
}

/** The marks that lines join a mark to, by the type and direction of the leg at the mark. */
export interface NeighbourCount {
  readonly total: number;
  /** Those that neither this page nor one before it has. */
  readonly left: number;
}

export interface NeighbourGroup extends NeighbourCount {
  readonly type: string;
  /** "out": the mark is the subject. */
  readonly direction: "out" | "in";
}

export interface MarkNeighbours extends NeighbourCount {
  readonly id: string;
  readonly groups: readonly NeighbourGroup[];
}

/** A part of a folded view, with as much of the story as its receipts need. */
export interface ViewPage {
  readonly mode: ReadingView["mode"];
  /** In the order of the view. */
  readonly marks: readonly Mark[];
  /** Those that end at a mark of this page, and whose other end is on it or on a page before. */
  readonly lines: ReadingView["lines"];
  /** Where each mark, line and relation of this page is in the whole view and story, from 0 on. */
  readonly places: {
    readonly marks: readonly number[];
    readonly lines: readonly number[];
    readonly relations: readonly number[];
  };
  readonly keptEvents: readonly string[];
  readonly neighbours: readonly MarkNeighbours[];
  readonly graph: StoryGraph;
  /** Of the whole story; only on the first page of the whole view. */
  readonly speakers: readonly Speaker[];
  readonly start: StartHere | null;
  readonly totals: {
    /** Marks of all pages of what is asked for. */
    readonly found: number;
    readonly marks: number;
    readonly lines: number;
    readonly sentences: number;
    readonly entities: number;
    readonly relations: number;
  };
  /** The offset of the next page; null when this is the last. */
  readonly next: number | null;
}

/** A story that is folded once and read in pages. */
export interface FoldedStory {
  readonly graph: StoryGraph;
  readonly index: StoryIndex;
  page(request: ViewRequest): ViewPage;
}

interface ModeView {
  readonly view: ReadingView;
  readonly first: readonly string[];
  readonly sentences: number;
}

export function foldedStory(graph: StoryGraph): FoldedStory {
  const index = storyIndex(graph);
  const all = once(() => allOf(graph));
  const story = once(() => {
    const folded = foldStory(graph);
    return folded.marks.length === 0 ? all() : folded;
  });
  const readable = (view: ReadingView): ModeView => ({
    view,
    first: firstSight(view, graph),
    sentences: view.lines.reduce((sum, { sentences }) => sum + sentences.length, 0),
  });
  const views = { story: once(() => readable(story())), all: once(() => readable(all())) };
  return {
    graph,
    index,
    page(request) {
      const plain = views[request.mode]();
      if (request.around.length === 0) return pageOf({ graph, index }, plain, request, orderOf(plain));
      const drawn = marksOf(plain.view);
      // What is not folded away needs no other view.
      const isDrawn = request.around.every((id) => drawn.has(id));
      const view = isDrawn ? plain.view : unfold(plain.view, all(), request.around);
      return pageOf({ graph, index }, { ...plain, view }, request, orderAround(view, request.around));
    },
  };
}

/** First sight, then all others, the best joined first. */
function orderOf({ view, first }: ModeView): readonly string[] {
  const stands = new Set(first);
  return [...first, ...view.marks.flatMap(({ id }) => (stands.has(id) ? [] : [id]))];
}

/** Those that are asked for, then what they are joined to, the best joined first. */
function orderAround(view: ReadingView, around: readonly string[]): readonly string[] {
  const marks = marksOf(view);
  const asked = new Set(around.filter((id) => marks.has(id)));
  const others = new Set([...asked].flatMap((id) => neighboursOf(id, view)));
  return [...asked, ...view.marks.flatMap(({ id }) => (others.has(id) && !asked.has(id) ? [id] : []))];
}

type Indexed = Pick<FoldedStory, "graph" | "index">;

function pageOf(
  { graph, index }: Indexed,
  { view, sentences }: ModeView,
  { mode, around, offset, limit }: ViewRequest,
  order: readonly string[],
): ViewPage {
  const isFirst = around.length === 0 && offset === 0;
  const here = new Set(order.slice(offset, offset + limit));
  const before = new Set(order.slice(0, offset));
  const isThere = (id: string): boolean => here.has(id) || before.has(id);
  const marks = view.marks.filter(({ id }) => here.has(id));
  const lines = view.lines.filter(({ from, to }) => (here.has(from) || here.has(to)) && isThere(from) && isThere(to));
  const asked = new Set(around.filter((id) => here.has(id)));
  const told = new Set([
    ...lines.flatMap((line) => line.sentences.flatMap(({ relations }) => relations)),
    ...marks.flatMap(({ captionRelations }) => captionRelations),
  ]);
  const relations = graph.relations.filter(
    ({ id, subject, object }) => told.has(id) || asked.has(subject) || asked.has(object),
  );
  const { lines: all, marks: total } = view;
  const [lineSet, relationSet] = [new Set(lines), new Set(relations)];
  return {
    mode,
    marks,
    lines,
    places: {
      marks: placesOf(total, ({ id }) => here.has(id)),
      lines: placesOf(all, (line) => lineSet.has(line)),
      relations: placesOf(graph.relations, (relation) => relationSet.has(relation)),
    },
    keptEvents: view.keptEvents.filter((id) => here.has(id)),
    neighbours: neighboursIn(view, index, marks, isThere),
    graph: partOf(graph, { here, asked, relations, isFirst }),
    speakers: isFirst ? speakersOf(graph) : [],
    start: isFirst ? startHere(graph, view) : null,
    totals: {
      found: order.length,
      marks: total.length,
      lines: all.length,
      sentences,
      entities: graph.entities.length,
      relations: graph.relations.length,
    },
    next: offset + limit < order.length ? offset + limit : null,
  };
}

interface Part {
  readonly here: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly relations: readonly Relation[];
  readonly isFirst: boolean;
}

/** As much of a graph as some relations and marks need; the first page has the heads of all articles. */
function partOf(graph: StoryGraph, { here, asked, relations, isFirst }: Part): StoryGraph {
  const claims = graph.claims.filter(({ subject, object }) => asked.has(subject) || asked.has(object));
  const named = new Set([
    ...here,
    ...[...relations, ...claims].flatMap(({ subject, object, source }) => [subject, object, source]),
  ]);
  const quoted = new Set(relations.map(({ document }) => document));
  const entities = graph.entities.filter(({ id }) => named.has(id));
  return {
    ...graph,
    articles: isFirst ? graph.articles : graph.articles.filter(({ id }) => quoted.has(id)),
    entities,
    relations: [...relations],
    claims,
    mentions: Object.fromEntries(
      entities.flatMap(({ id }) => {
        const mentions = graph.mentions[id];
        return mentions === undefined ? [] : [[id, mentions]];
      }),
    ),
  };
}

/** What surrounds each mark in the whole view; of a chain, the leg at the mark names the type. */
function neighboursIn(
  view: ReadingView,
  index: StoryIndex,
  marks: readonly Mark[],
  isThere: (id: string) => boolean,
): MarkNeighbours[] {
  const drawn = marksOf(view);
  const found = new Map(
    marks.map(({ id }) => [id, { around: new Set<string>(), groups: new Map<string, Set<string>>() }]),
  );
  for (const { from, to, sentences } of view.lines) {
    if (from === to) continue;
    for (const [id, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const of = found.get(id);
      if (of === undefined || !drawn.has(other)) continue;
      of.around.add(other);
      for (const leg of sentences.flatMap(({ relations }) =>
        relations.flatMap((one) => index.relations.get(one) ?? []),
      )) {
        if (leg.subject !== id && leg.object !== id) continue;
        const key = `${leg.subject === id ? "out" : "in"} ${leg.type}`;
        const group = of.groups.get(key);
        if (group === undefined) of.groups.set(key, new Set([other]));
        else group.add(other);
      }
    }
  }
  const countOf = (others: ReadonlySet<string>): NeighbourCount => ({
    total: others.size,
    left: [...others].filter((id) => !isThere(id)).length,
  });
  return [...found].map(([id, { around, groups }]) => ({
    id,
    ...countOf(around),
    groups: [...groups]
      .map(([key, others]): NeighbourGroup => {
        const [direction = "out", type = ""] = key.split(" ");
        return { type, direction: direction === "in" ? "in" : "out", ...countOf(others) };
      })
      .toSorted((one, other) => other.total - one.total),
  }));
}

function placesOf<T>(items: readonly T[], isThere: (item: T) => boolean): number[] {
  return items.flatMap((item, at) => (isThere(item) ? [at] : []));
}

function marksOf({ marks }: ReadingView): ReadonlySet<string> {
  return new Set(marks.map(({ id }) => id));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
