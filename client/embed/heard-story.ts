import { weakest } from "../../model/certainty.ts";
import { ofSeveral } from "../../model/evidence.ts";
import { captionWords } from "../../model/kinds.ts";
import { embedEvidence } from "../../picture/embed-evidence.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";

/** Which voices are switched off, by their ids, and which kinds are hidden. */
export interface Hearing {
  readonly off: readonly string[];
  readonly hide: readonly string[];
}

/** Reads `?off=ID&off=ID&hide=Kind` of an embed's address. */
export function readHearing(search: string): Hearing {
  const query = new URLSearchParams(search);
  return { off: query.getAll("off"), hide: query.getAll("hide") };
}

/** A story without some voices and kinds: what is left to be drawn and read, and what of the drawing is hidden. */
export interface HeardStory {
  readonly story: EmbedStory;
  readonly hidden: { readonly marks: readonly string[]; readonly lines: readonly string[] };
  /** Lines that lost some of their sentences. */
  readonly pale: readonly string[];
}

/** Marks and fallen lines stay in the drawing, so that everything keeps its place; the sentences left are those told. */
export function heardStory(story: EmbedStory, { off, hide }: Hearing): HeardStory {
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
