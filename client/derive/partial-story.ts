import type { Line } from "../../model/lines.ts";
import type { Mark, ReadingView } from "../../model/reading.ts";
import type { Speaker } from "../../model/speakers.ts";
import type { StartHere } from "../../model/start-here.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { ViewPage } from "../../model/view-page.ts";
import type { Positions } from "../../picture/positions.ts";
import type { GivenFold } from "./fold.ts";

/** A page of a view as the server answers it. */
export interface AnsweredPage extends ViewPage {
  /** Of the story. */
  readonly version: string;
  readonly positions: Positions | null;
}

/** Where marks, lines and relations are in the whole, by their ids: what comes later is put between them. */
type Places = Readonly<Record<keyof ViewPage["places"], ReadonlyMap<string, number>>>;

/** As much of a story as its first sight needs, and what was asked for around some marks since. */
export interface PartialStory {
  readonly version: string;
  readonly mode: ReadingView["mode"];
  readonly graph: StoryGraph;
  readonly fold: GivenFold;
  readonly places: Places;
  /** Entities with all that is said of them. */
  readonly complete: ReadonlySet<string>;
  readonly speakers: readonly Speaker[];
  readonly start: StartHere | null;
  /** Where a wide canvas draws first sight. */
  readonly positions: Positions | null;
  /** Marks of the whole view. */
  readonly marks: number;
}

/** Of the first page of a view. */
export function partialStory(first: AnsweredPage): PartialStory {
  const { version, mode, graph, marks, lines, keptEvents, speakers, start, positions, totals } = first;
  return {
    version,
    mode,
    graph,
    fold: { view: viewOf(mode, marks, lines, keptEvents), first: marks.map(({ id }) => id), isPart: true },
    places: placesOf([first]),
    complete: new Set(),
    speakers,
    start,
    positions,
    marks: totals.marks,
  };
}

/** With all pages around some entities; null when they are of another version or mode. */
export function withAround(
  story: PartialStory,
  around: readonly string[],
  pages: readonly AnsweredPage[],
): PartialStory | null {
  if (pages.some(({ version, mode }) => version !== story.version || mode !== story.mode)) return null;
  const { view } = story.fold;
  const added = placesOf(pages);
  const inOrder = <T extends { readonly id: string }>(
    of: keyof Places,
    there: readonly T[],
    more: readonly T[],
  ): { readonly items: T[]; readonly places: ReadonlyMap<string, number> } => {
    const places = new Map([...added[of], ...story.places[of]]);
    const placeOf = ({ id }: T): number => places.get(id) ?? places.size;
    return { items: union(there, more).toSorted((one, other) => placeOf(one) - placeOf(other)), places };
  };
  const marks = inOrder(
    "marks",
    view.marks,
    pages.flatMap((page) => page.marks),
  );
  const lines = inOrder(
    "lines",
    view.lines,
    pages.flatMap((page) => page.lines),
  );
  const relations = inOrder(
    "relations",
    story.graph.relations,
    pages.flatMap(({ graph }) => graph.relations),
  );
  const keptEvents = [...new Set([...view.keptEvents, ...pages.flatMap((page) => page.keptEvents)])];
  const graphs = pages.map(({ graph }) => graph);
  return {
    ...story,
    graph: {
      ...story.graph,
      entities: union(
        story.graph.entities,
        graphs.flatMap(({ entities }) => entities),
      ),
      relations: relations.items,
      claims: union(
        story.graph.claims,
        graphs.flatMap(({ claims }) => claims),
      ),
      mentions: Object.assign({}, story.graph.mentions, ...graphs.map(({ mentions }) => mentions)),
    },
    fold: { ...story.fold, view: viewOf(story.mode, marks.items, lines.items, keptEvents) },
    places: { marks: marks.places, lines: lines.places, relations: relations.places },
    complete: new Set([...story.complete, ...around]),
  };
}

function placesOf(pages: readonly AnsweredPage[]): Places {
  const of = (items: readonly { readonly id: string }[], places: readonly number[]) =>
    items.map(({ id }, at): [string, number] => [id, places[at] ?? items.length]);
  return {
    marks: new Map(pages.flatMap(({ marks, places }) => of(marks, places.marks))),
    lines: new Map(pages.flatMap(({ lines, places }) => of(lines, places.lines))),
    relations: new Map(pages.flatMap(({ graph, places }) => of(graph.relations, places.relations))),
  };
}

function viewOf(
  mode: ReadingView["mode"],
  marks: readonly Mark[],
  lines: readonly Line[],
  keptEvents: readonly string[],
): ReadingView {
  return { mode, marks, lines, captions: [], words: [], timeline: [], keptEvents };
}

/** Items by their ids, each once, those that are there first. */
function union<T extends { readonly id: string }>(there: readonly T[], more: readonly T[]): T[] {
  const all = new Map(there.map((item) => [item.id, item]));
  for (const item of more) if (!all.has(item.id)) all.set(item.id, item);
  return [...all.values()];
}
