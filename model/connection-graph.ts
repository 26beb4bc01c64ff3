import type { Sentence } from "./lines.ts";
import { originsOf, type Origins } from "./origins.ts";
import { allOf, foldStory } from "./reading.ts";
import type { Relation } from "./relation.ts";
import type { StoryGraph } from "./story.ts";
import { storyIndex, type StoryIndex } from "./story-index.ts";

/**
 * Types that are no connection: a common country connects everybody from there, and an order in time connects no deeds.
 */
const NO_LINK = new Set(["OF_COUNTRY", "PRECEDES", "MENTIONS"]);

/** With so many neighbours a mark connects anything with anything, as a country does. */
const WIDE_FROM = 40;

/**
 * The steps of a story. Events and statements are folded as in the reading view; relations that are not part of a line
 * stay as stored.
 */
export interface ConnectionGraph {
  readonly graph: StoryGraph;
  readonly index: StoryIndex;
  /** Maps an article to its origin: documents that copy one another are one source. */
  readonly sourceOf: (relation: Relation) => string;
  /** The steps from a mark; a folded entity has its own steps when it is one of `ends`. */
  neighbours(id: string, ends: readonly string[]): ReadonlyMap<string, readonly Sentence[]>;
  /** Whether so many lines meet in it that a connection through it says little. */
  isWide(id: string): boolean;
  neighbourCount(id: string): number;
}

type Neighbours = Map<string, Map<string, Sentence[]>>;

export function connectionGraph(graph: StoryGraph): ConnectionGraph {
  const view = foldStory(graph);
  const index = storyIndex(graph);
  const origins = originsOf(graph.articles);
  const folded: Neighbours = new Map();
  for (const { sentences } of view.lines) for (const sentence of sentences) add(folded, sentence, index);
  // Relations that readers see only in words or in a caption still connect their two ends.
  const untold = [...view.words, ...view.captions, ...view.timeline].flatMap((id) => index.relations.get(id) ?? []);
  addRaw(folded, untold, { graph, index });
  const rawEnds = new Map<string, ReadonlyMap<string, readonly Sentence[]>>();
  const neighbourCount = (id: string): number => folded.get(id)?.size ?? 0;
  const ofFolded = (id: string): ReadonlyMap<string, readonly Sentence[]> => {
    const known = rawEnds.get(id);
    if (known !== undefined) return known;
    const own: Neighbours = new Map();
    addRaw(own, index.relationsOf(id), { graph, index });
    const found = own.get(id) ?? new Map<string, readonly Sentence[]>();
    rawEnds.set(id, found);
    return found;
  };
  const drawn = new Set(view.marks.map(({ id }) => id));
  return {
    graph,
    index,
    sourceOf: ({ source }) => sourceOf(source, origins),
    neighbours(id, ends) {
      const own = folded.get(id) ?? NOBODY;
      const more = ends.filter((end) => !drawn.has(end));
      if (more.length === 0) return own;
      if (more.includes(id)) return merged(own, ofFolded(id));
      // A step to such an end is found from the other side.
      const back = more.flatMap((end) => {
        const sentences = ofFolded(end).get(id);
        return sentences === undefined ? [] : [[end, sentences] as const];
      });
      return back.length === 0 ? own : merged(own, new Map(back));
    },
    neighbourCount,
    isWide: (id) => index.entities.get(id)?.label === "Country" || neighbourCount(id) >= WIDE_FROM,
  };
}

const NOBODY: ReadonlyMap<string, readonly Sentence[]> = new Map();

function sourceOf(source: string, origins: Origins): string {
  return origins.get(source) ?? source;
}

interface Raw {
  readonly graph: StoryGraph;
  readonly index: StoryIndex;
}

function addRaw(neighbours: Neighbours, relations: readonly Relation[], { graph, index }: Raw): void {
  const { lines } = allOf({ ...graph, relations: relations.filter(isLink) });
  for (const { sentences } of lines) for (const sentence of sentences) add(neighbours, sentence, index);
}

function add(neighbours: Neighbours, sentence: Sentence, index: StoryIndex): void {
  const { from, to, relations } = sentence;
  if (from === to || !relations.every((id) => isLink(index.relations.get(id)))) return;
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    const own = neighbours.get(one) ?? new Map<string, Sentence[]>();
    const known = own.get(other);
    if (known === undefined) own.set(other, [sentence]);
    else known.push(sentence);
    neighbours.set(one, own);
  }
}

/** Whether a relation has a receipt, and says more than a country or an order in time. */
function isLink(relation: Relation | undefined): boolean {
  if (relation === undefined || NO_LINK.has(relation.type)) return false;
  return relation.quotes.length > 0 || relation.row !== undefined;
}

function merged(
  one: ReadonlyMap<string, readonly Sentence[]>,
  other: ReadonlyMap<string, readonly Sentence[]>,
): ReadonlyMap<string, readonly Sentence[]> {
  const all = new Map(one);
  for (const [id, sentences] of other) {
    const known = all.get(id) ?? [];
    const told = new Set(known.map(legsKey));
    all.set(id, [...known, ...sentences.filter((sentence) => !told.has(legsKey(sentence)))]);
  }
  return all;
}

function legsKey({ relations }: Sentence): string {
  return JSON.stringify(relations);
}
