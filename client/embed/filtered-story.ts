import { weakest } from "../../model/certainty.ts";
import { ofSeveral } from "../../model/evidence.ts";
import { captionWords } from "../../model/kinds.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";

/** The filter of an embed: disabled sources, hidden kinds, and the only article. The keys are those of the address. */
export interface StoryFilter {
  readonly off: readonly string[];
  readonly hide: readonly string[];
  /** null for all articles. */
  readonly article: string | null;
}

/** Reads `?off=ID&off=ID&hide=Kind&article=ID` of an embed's address. */
export function readFilter(search: string): StoryFilter {
  const query = new URLSearchParams(search);
  return { off: query.getAll("off"), hide: query.getAll("hide"), article: query.get("article") || null };
}

/** A story with its filter applied, and the hidden parts of its drawing. */
export interface FilteredStory {
  readonly story: EmbedStory;
  readonly hidden: { readonly marks: readonly string[]; readonly lines: readonly string[] };
  /** Lines of which some sentences are removed. */
  readonly dimmedLines: readonly string[];
}

/** The title of an article in an embed, and its date; null where no sentence quotes it. */
export function quotedArticle(
  { sentences }: Pick<EmbedStory, "sentences">,
  article: string,
): { readonly title: string; readonly date: string } | null {
  const found = sentences.flatMap(({ receipts }) => receipts).find((receipt) => receipt.article === article);
  return found === undefined ? null : { title: found.document, date: found.date };
}

/**
 * Restricts a story to one article, without positions. A sentence composed from two articles belongs to neither.
 */
export function ofArticle(story: EmbedStory, article: string): EmbedStory {
  const sentences = story.sentences.filter(({ receipts }) => receipts.every((receipt) => receipt.article === article));
  const counts = new Map<string, number>();
  for (const { line } of sentences) counts.set(line, (counts.get(line) ?? 0) + 1);
  const lines = story.drawing.lines.filter(({ id }) => counts.has(id));
  const ends = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const title = quotedArticle(story, article)?.title ?? "";
  return {
    ...story,
    sentences,
    changes: story.changes.filter(({ document }) => document === title),
    places: {},
    drawing: {
      marks: story.drawing.marks.filter(({ id }) => ends.has(id)),
      lines: lines.map((line) => {
        const own = sentences.filter((sentence) => sentence.line === line.id);
        if (own.length === line.count) return line;
        const { evidence: _, ...rest } = line;
        const certainty = weakest(own.map((sentence) => sentence.certainty));
        return { ...rest, count: own.length, certainty, ...ofSeveral(embedEvidence(own, story)) };
      }),
    },
  };
}

/** Applies a filter. Hidden marks and removed lines stay in the drawing, so that the layout does not change. */
export function filterStory(whole: EmbedStory, { off, hide, article }: StoryFilter): FilteredStory {
  const story = article === null ? whole : ofArticle(whole, article);
  if (off.length === 0 && hide.length === 0) return { story, hidden: { marks: [], lines: [] }, dimmedLines: [] };
  const { marks, lines } = story.drawing;
  const sentences = story.sentences.filter(({ voices }) => !voices.some((voice) => off.includes(voice)));
  const left = new Map(lines.map(({ id }) => [id, sentences.filter(({ line }) => line === id)]));
  const countOf = (id: string): number => left.get(id)?.length ?? 0;
  const removedLines = lines.filter(({ id }) => countOf(id) === 0);
  const endsOf = (drawn: typeof lines) => new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const [before, joined] = [endsOf(lines), endsOf(lines.filter(({ id }) => countOf(id) > 0))];
  const removedMarks = marks.filter(({ id, kind }) => hide.includes(kind) || (before.has(id) && !joined.has(id)));
  return {
    story: {
      ...story,
      sentences,
      changes: story.changes.filter(({ voices }) => !voices.every((voice) => off.includes(voice))),
      drawing: {
        marks: marks.map((mark) => {
          const places = story.captions[mark.id] ?? [];
          const left = places.filter(({ voice }) => !off.includes(voice)).map(({ text }) => text);
          if (left.length === places.length) return mark;
          return { ...mark, caption: left.length === 0 ? "" : captionWords(mark.kind, left) };
        }),
        lines: lines.map((line) => {
          const own = left.get(line.id) ?? [];
          if (own.length === 0 || own.length === line.count) return line;
          const { evidence: _, ...rest } = line;
          const certainty = weakest(own.map((sentence) => sentence.certainty));
          return { ...rest, count: own.length, certainty, ...ofSeveral(embedEvidence(own, story)) };
        }),
      },
    },
    hidden: { marks: removedMarks.map(({ id }) => id), lines: removedLines.map(({ id }) => id) },
    dimmedLines: lines.filter(({ id, count }) => countOf(id) > 0 && countOf(id) < count).map(({ id }) => id),
  };
}
