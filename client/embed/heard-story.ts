import { weakest } from "../../model/certainty.ts";
import { ofSeveral } from "../../model/evidence.ts";
import { captionWords } from "../../model/kinds.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";

/** Which voices are switched off, by their ids, which kinds are hidden, and which article alone is told. */
export interface Hearing {
  readonly off: readonly string[];
  readonly hide: readonly string[];
  /** Null: all of them. */
  readonly article: string | null;
}

/** Reads `?off=ID&off=ID&hide=Kind&article=ID` of an embed's address. */
export function readHearing(search: string): Hearing {
  const query = new URLSearchParams(search);
  return { off: query.getAll("off"), hide: query.getAll("hide"), article: query.get("article") || null };
}

/** A story without some voices and kinds: what is left to be drawn and read, and what of the drawing is hidden. */
export interface HeardStory {
  readonly story: EmbedStory;
  readonly hidden: { readonly marks: readonly string[]; readonly lines: readonly string[] };
  /** Lines that lost some of their sentences. */
  readonly pale: readonly string[];
}

/** What an article is called in an embed, and when it was published; null where no sentence quotes it. */
export function quotedArticle(
  { sentences }: Pick<EmbedStory, "sentences">,
  article: string,
): { readonly title: string; readonly date: string } | null {
  const found = sentences.flatMap(({ receipts }) => receipts).find((receipt) => receipt.article === article);
  return found === undefined ? null : { title: found.document, date: found.date };
}

/**
 * What one article says: a story of its own, laid out anew. A sentence that is put together of two articles is neither's.
 */
export function ofArticle(story: EmbedStory, article: string): EmbedStory {
  const sentences = story.sentences.filter(({ receipts }) => receipts.every((receipt) => receipt.article === article));
  const told = new Map<string, number>();
  for (const { line } of sentences) told.set(line, (told.get(line) ?? 0) + 1);
  const lines = story.drawing.lines.filter(({ id }) => told.has(id));
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

/** Marks and fallen lines stay in the drawing, so that everything keeps its place; the sentences left are those told. */
export function heardStory(whole: EmbedStory, { off, hide, article }: Hearing): HeardStory {
  const story = article === null ? whole : ofArticle(whole, article);
  if (off.length === 0 && hide.length === 0) return { story, hidden: { marks: [], lines: [] }, pale: [] };
  const { marks, lines } = story.drawing;
  const sentences = story.sentences.filter(({ voices }) => !voices.some((voice) => off.includes(voice)));
  const left = new Map(lines.map(({ id }) => [id, sentences.filter(({ line }) => line === id)]));
  const countOf = (id: string): number => left.get(id)?.length ?? 0;
  const fallen = lines.filter(({ id }) => countOf(id) === 0);
  const endsOf = (drawn: typeof lines) => new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const [before, joined] = [endsOf(lines), endsOf(lines.filter(({ id }) => countOf(id) > 0))];
  const gone = marks.filter(({ id, kind }) => hide.includes(kind) || (before.has(id) && !joined.has(id)));
  return {
    story: {
      ...story,
      sentences,
      changes: story.changes.filter(({ voices }) => !voices.every((voice) => off.includes(voice))),
      drawing: {
        marks: marks.map((mark) => {
          const places = story.captions[mark.id] ?? [];
          const told = places.filter(({ voice }) => !off.includes(voice)).map(({ text }) => text);
          if (told.length === places.length) return mark;
          return { ...mark, caption: told.length === 0 ? "" : captionWords(mark.kind, told) };
        }),
        lines: lines.map((line) => {
          const told = left.get(line.id) ?? [];
          if (told.length === 0 || told.length === line.count) return line;
          const { evidence: _, ...rest } = line;
          const certainty = weakest(told.map((sentence) => sentence.certainty));
          return { ...rest, count: told.length, certainty, ...ofSeveral(embedEvidence(told, story)) };
        }),
      },
    },
    hidden: { marks: gone.map(({ id }) => id), lines: fallen.map(({ id }) => id) },
    pale: lines.filter(({ id, count }) => countOf(id) > 0 && countOf(id) < count).map(({ id }) => id),
  };
}
