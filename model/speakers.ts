import type { ArticleHead } from "./article.ts";
import type { Line, Sentence } from "./lines.ts";
import { captionOf, type ReadingView } from "./reading.ts";
import { isStanding } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** Somebody who says something in a story. */
export interface Speaker {
  /** An entity's id, or the article's own. */
  readonly id: string;
  readonly name: string;
  /** Relations that rest on this voice. */
  readonly relations: number;
  /** The text does not name them. */
  readonly unnamed: boolean;
}

/** Who says what the story tells, the most told first; the articles' own voices lead. */
export function speakersOf(graph: StoryGraph): Speaker[] {
  const counts = new Map<string, number>();
  for (const { source } of graph.relations.filter(isStanding)) counts.set(source, (counts.get(source) ?? 0) + 1);
  const articles = new Set(graph.articles.map(({ id }) => id));
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const nameOf = speakerNames(graph);
  return [...counts]
    .map(([id, relations]): Speaker => {
      const unnamed = !articles.has(id) && entities.get(id)?.properties["anonymous"] === true;
      return { id, name: nameOf(id), relations, unnamed };
    })
    .toSorted(
      (a, b) =>
        Number(articles.has(b.id)) - Number(articles.has(a.id)) ||
        b.relations - a.relations ||
        (a.name < b.name ? -1 : 1),
    );
}

/** What a voice is called: a story's only article is "the article itself", several go by what tells them apart. */
export function speakerNames({
  articles,
  entities,
}: Pick<StoryGraph, "articles" | "entities">): (id: string) => string {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  for (const [id, name] of articleNames(articles)) names.set(id, name);
  return (id) => names.get(id) ?? id;
}

/** The publisher where each article has one of its own, else the title, with the date or the id where titles repeat. */
export function articleNames(articles: readonly ArticleHead[]): Map<string, string> {
  if (articles.length === 1) return new Map(articles.map(({ id }) => [id, "the article itself"]));
  const ways: ((article: ArticleHead) => string)[] = [
    ({ publisher }) => publisher ?? "",
    ({ title }) => `“${title}”`,
    ({ title, publishedAt }) => `“${title}”, ${publishedAt}`,
    ({ title, publisher, publishedAt }) => `“${title}”, ${[publisher, publishedAt].filter(Boolean).join(", ")}`,
    ({ title, id }) => `“${title}” (${id})`,
  ];
  const names = ways.map((way) => articles.map(way));
  const distinct = names.find((each) => new Set(each).size === articles.length && !each.includes(""));
  return new Map(articles.map(({ id }, at) => [id, distinct?.[at] ?? id]));
}

/** How many sentences between some marks each voice says, all or a leg of. */
export function sentencesByVoice(
  view: ReadingView,
  graph: StoryGraph,
  shown: ReadonlySet<string>,
): Map<string, number> {
  const sources = new Map(graph.relations.map(({ id, source }) => [id, source]));
  const counts = new Map<string, number>();
  for (const { from, to, sentences } of view.lines) {
    if (from === to || !shown.has(from) || !shown.has(to)) continue;
    for (const { relations } of sentences)
      for (const voice of new Set(relations.map((id) => sources.get(id) ?? "")))
        counts.set(voice, (counts.get(voice) ?? 0) + 1);
  }
  return counts;
}

/** A sentence with the line it stands on. */
export interface LineSentence {
  readonly line: string;
  readonly text: string;
}

/** What still joins two marks that lost a sentence, and on whose voices it stands. */
export interface StandingLine extends LineSentence {
  /** Ids of speakers. */
  readonly voices: readonly string[];
}

/** What is left of a view when some voices are switched off. */
export interface Unheard {
  /** Lines that rest on those voices alone. */
  readonly fallen: readonly string[];
  /** Lines that somebody else tells too, in part. */
  readonly pale: readonly string[];
  /** Marks that nothing joins any more. */
  readonly unjoined: readonly string[];
  /** Every sentence that falls: all of a fallen line, and of a pale one those that rest on the voices. */
  readonly lost: readonly LineSentence[];
  /** What others still say of the same two marks where something fell. */
  readonly standing: readonly StandingLine[];
  /** "3 lines fall; 2 people are no longer joined to the story."; empty when nothing is off. */
  readonly told: string;
}

/**
 * A sentence falls when one of its legs is told by a voice that is off; a line falls with its last sentence. `shown`
 * are the marks of the picture: what falls elsewhere is not counted.
 */
export function withoutSpeakers(
  view: ReadingView,
  graph: StoryGraph,
  off: ReadonlySet<string>,
  shown: ReadonlySet<string> | null = null,
): Unheard {
  if (off.size === 0) return { fallen: [], pale: [], unjoined: [], lost: [], standing: [], told: "" };
  const falls = silencedBy(graph, off);
  const sources = new Map(graph.relations.map(({ id, source }) => [id, source]));
  const isShown = (id: string): boolean => shown === null || shown.has(id);
  const lost = ({ sentences }: Line): Sentence[] => sentences.filter(falls);
  const drawn = view.lines.filter(({ from, to }) => isShown(from) && isShown(to));
  const fallen = drawn.filter((line) => lost(line).length === line.sentences.length);
  const pale = drawn.filter((line) => lost(line).length > 0 && lost(line).length < line.sentences.length);
  const between = ({ from, to }: Line): string => JSON.stringify([from, to].toSorted());
  const touched = new Set(drawn.filter((line) => lost(line).length > 0).map(between));
  const standing = drawn
    .filter((line) => touched.has(between(line)))
    .flatMap(({ id, sentences }) => standingOn(id, sentences, { falls, sources }));
  const endsOf = (lines: readonly Line[]) => new Set(lines.flatMap(({ from, to }) => [from, to]));
  const joined = endsOf(drawn.filter(({ sentences }) => !sentences.every(falls)));
  const before = endsOf(drawn);
  const unjoined = view.marks.filter(({ id }) => before.has(id) && !joined.has(id));
  return {
    fallen: fallen.map(({ id }) => id),
    pale: pale.map(({ id }) => id),
    unjoined: unjoined.map(({ id }) => id),
    lost: drawn.flatMap((line) => lost(line).map(({ text }) => ({ line: line.id, text }))),
    standing,
    told: tell(fallen.length, standing.length, { unjoined, from: shown === null ? "the story" : "what is shown" }),
  };
}

type Falls = (sentence: Pick<Sentence, "relations">) => boolean;

function silencedBy(graph: StoryGraph, off: ReadonlySet<string>): Falls {
  const silenced = new Set(graph.relations.filter(({ source }) => off.has(source)).map(({ id }) => id));
  return ({ relations }) => relations.some((id) => silenced.has(id));
}

/** The same words of several voices are listed once, with all of them. */
function standingOn(
  line: string,
  sentences: readonly Sentence[],
  { falls, sources }: { readonly falls: Falls; readonly sources: ReadonlyMap<string, string> },
): StandingLine[] {
  const voices = new Map<string, Set<string>>();
  for (const sentence of sentences) {
    if (falls(sentence)) continue;
    const said = voices.get(sentence.text) ?? new Set();
    for (const id of sentence.relations) said.add(sources.get(id) ?? "");
    voices.set(sentence.text, said);
  }
  return [...voices].map(([text, said]) => ({ line, text, voices: [...said] }));
}

/**
 * A view as it is told without some voices: pale lines hold the sentences that stand, and captions what others say.
 * Fallen lines and unjoined marks stay in it, so that the picture keeps their places.
 */
export function heardView(view: ReadingView, graph: StoryGraph, off: ReadonlySet<string>): ReadingView {
  if (off.size === 0) return view;
  const falls = silencedBy(graph, off);
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return {
    ...view,
    lines: view.lines.map((line) => {
      const stand = line.sentences.filter((sentence) => !falls(sentence));
      return stand.length === 0 || stand.length === line.sentences.length ? line : { ...line, sentences: stand };
    }),
    marks: view.marks.map((mark) => {
      const under = mark.captionRelations.filter((id) => !falls({ relations: [id] }));
      if (under.length === mark.captionRelations.length) return mark;
      const told = under.flatMap((id) => relations.get(id) ?? []);
      return { ...mark, caption: captionOf(mark.kind, told, entities), captionRelations: under };
    }),
  };
}

interface Unjoined {
  readonly unjoined: ReadingView["marks"];
  readonly from: string;
}

function tell(fallen: number, standing: number, { unjoined, from }: Unjoined): string {
  const people = unjoined.filter(({ kind }) => kind === "Person").length;
  const others = unjoined.length - people;
  const lines = fallen === 0 ? "No line falls" : `${fallen} ${fallen === 1 ? "line falls" : "lines fall"}`;
  const rest =
    standing === 0
      ? ""
      : `, ${standing === 1 ? "1 sentence beside it stands" : `${standing} sentences beside them stand`} on other voices`;
  const who = [
    people > 0 ? `${people} ${people === 1 ? "person" : "people"}` : "",
    others > 0 ? `${others} ${people > 0 ? "other " : ""}${others === 1 ? "thing" : "things"}` : "",
  ]
    .filter(Boolean)
    .join(" and ");
  return `${lines}${rest}${who === "" ? "" : `; ${who} ${unjoined.length === 1 ? "is" : "are"} no longer joined to ${from}`}.`;
}
