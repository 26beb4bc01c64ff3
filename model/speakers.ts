import type { ArticleHead } from "./article.ts";
import type { Line, Sentence } from "./lines.ts";
import { captionOf, type ReadingView } from "./reading.ts";
import { isStanding } from "./relation.ts";
import { removalBy, type Removal } from "./sentence-filter.ts";
import type { StoryGraph } from "./story.ts";

/** A source in a story. */
export interface Speaker {
  /** An entity's id, or the article's own. */
  readonly id: string;
  readonly name: string;
  /** The number of relations that rest on this source. */
  readonly relations: number;
  /** Whether the text does not name the source. */
  readonly unnamed: boolean;
}

/** Sorts “Report 2” before “Report 10”. */
const BY_NAME = new Intl.Collator("en", { numeric: true });

/** The sources of a story, those with most relations first; the articles' own voices lead. */
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
        BY_NAME.compare(a.name, b.name),
    );
}

/** The readers' names of sources: a story's only article is "the article itself", several have distinguishing names. */
export function speakerNames({
  articles,
  entities,
}: Pick<StoryGraph, "articles" | "entities">): (id: string) => string {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  for (const [id, name] of articleNames(articles)) names.set(id, name);
  return (id) => names.get(id) ?? id;
}

/** The publisher where each article has its own, else the title, with the date or the id where titles repeat. */
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

/** A sentence with its line. */
export interface LineSentence {
  readonly line: string;
  readonly text: string;
}

/** A sentence that still joins two marks after another one was removed, with its sources. */
export interface RemainingSentence extends LineSentence {
  /** Ids of speakers. */
  readonly voices: readonly string[];
}

/** What changes in a view when some sources are disabled. */
export interface SourceRemoval {
  /** Lines that rest on disabled sources only. */
  readonly removedLines: readonly string[];
  /** Lines of which only some sentences are removed. */
  readonly dimmedLines: readonly string[];
  /** Marks without any remaining line. */
  readonly isolatedMarks: readonly string[];
  /** Every removed sentence: all of a removed line, and those of a dimmed line that rest on the disabled sources. */
  readonly removedSentences: readonly LineSentence[];
  /** Sentences of other sources about the same pairs of marks. */
  readonly remaining: readonly RemainingSentence[];
  /** "3 lines fall; 2 people are no longer joined to the story."; empty when nothing is off. */
  readonly summary: string;
}

/**
 * Computes the effect of disabled sources. A sentence is removed if one of its legs rests on a disabled source; a line
 * is removed with its last sentence. Only lines between `shown` marks count.
 */
export function removeSources(
  view: ReadingView,
  graph: StoryGraph,
  off: ReadonlySet<string>,
  shown: ReadonlySet<string> | null = null,
): SourceRemoval {
  if (off.size === 0)
    return { removedLines: [], dimmedLines: [], isolatedMarks: [], removedSentences: [], remaining: [], summary: "" };
  const isRemoved = removalBy(graph, { sources: off }).sentence;
  const sources = new Map(graph.relations.map(({ id, source }) => [id, source]));
  const isShown = (id: string): boolean => shown === null || shown.has(id);
  const removedOf = ({ sentences }: Line): Sentence[] => sentences.filter(isRemoved);
  const drawn = view.lines.filter(({ from, to }) => isShown(from) && isShown(to));
  const removedLines = drawn.filter((line) => removedOf(line).length === line.sentences.length);
  const dimmedLines = drawn.filter(
    (line) => removedOf(line).length > 0 && removedOf(line).length < line.sentences.length,
  );
  const between = ({ from, to }: Line): string => JSON.stringify([from, to].toSorted());
  const changedPairs = new Set(drawn.filter((line) => removedOf(line).length > 0).map(between));
  const remaining = drawn
    .filter((line) => changedPairs.has(between(line)))
    .flatMap(({ id, sentences }) => remainingSentences(id, sentences, { isRemoved, sources }));
  const endsOf = (lines: readonly Line[]) => new Set(lines.flatMap(({ from, to }) => [from, to]));
  const joined = endsOf(drawn.filter(({ sentences }) => !sentences.every(isRemoved)));
  const before = endsOf(drawn);
  const isolatedMarks = view.marks.filter(({ id }) => before.has(id) && !joined.has(id));
  return {
    removedLines: removedLines.map(({ id }) => id),
    dimmedLines: dimmedLines.map(({ id }) => id),
    isolatedMarks: isolatedMarks.map(({ id }) => id),
    removedSentences: drawn.flatMap((line) => removedOf(line).map(({ text }) => ({ line: line.id, text }))),
    remaining,
    summary: summaryWords(removedLines.length, remaining.length, {
      isolatedMarks,
      from: shown === null ? "the story" : "what is shown",
    }),
  };
}

type IsRemoved = (sentence: Sentence) => boolean;

/** Lists a sentence of several sources once, with all of them. */
function remainingSentences(
  line: string,
  sentences: readonly Sentence[],
  { isRemoved, sources }: { readonly isRemoved: IsRemoved; readonly sources: ReadonlyMap<string, string> },
): RemainingSentence[] {
  const voices = new Map<string, Set<string>>();
  for (const sentence of sentences) {
    if (isRemoved(sentence)) continue;
    const said = voices.get(sentence.text) ?? new Set();
    for (const id of sentence.relations) said.add(sources.get(id) ?? "");
    voices.set(sentence.text, said);
  }
  return [...voices].map(([text, said]) => ({ line, text, voices: [...said] }));
}

/**
 * A view without what a filter removes: lines keep their remaining sentences, captions their remaining parts. Lines
 * without sentences and isolated marks stay in the view, so that the layout does not change.
 */
export function viewWithout(view: ReadingView, graph: StoryGraph, removal: Removal): ReadingView {
  const relations = new Map(graph.relations.map((relation) => [relation.id, relation]));
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return {
    ...view,
    lines: view.lines.map((line) => {
      const left = line.sentences.filter((sentence) => !removal.sentence(sentence));
      return left.length === 0 || left.length === line.sentences.length ? line : { ...line, sentences: left };
    }),
    marks: view.marks.map((mark) => {
      const under = mark.captionRelations.flatMap((id) => relations.get(id) ?? []);
      const left = under.filter((relation) => !removal.relation(relation));
      if (left.length === under.length) return mark;
      return { ...mark, caption: captionOf(mark.kind, left, entities), captionRelations: left.map(({ id }) => id) };
    }),
  };
}

interface Isolated {
  readonly isolatedMarks: ReadingView["marks"];
  readonly from: string;
}

function summaryWords(removed: number, remaining: number, { isolatedMarks, from }: Isolated): string {
  const people = isolatedMarks.filter(({ kind }) => kind === "Person").length;
  const others = isolatedMarks.length - people;
  const lines = removed === 0 ? "No line falls" : `${removed} ${removed === 1 ? "line falls" : "lines fall"}`;
  const rest =
    remaining === 0
      ? ""
      : `, ${remaining === 1 ? "1 sentence beside it stands" : `${remaining} sentences beside them stand`} on other voices`;
  const who = [
    people > 0 ? `${people} ${people === 1 ? "person" : "people"}` : "",
    others > 0 ? `${others} ${people > 0 ? "other " : ""}${others === 1 ? "thing" : "things"}` : "",
  ]
    .filter(Boolean)
    .join(" and ");
  return `${lines}${rest}${who === "" ? "" : `; ${who} ${isolatedMarks.length === 1 ? "is" : "are"} no longer joined to ${from}`}.`;
}
