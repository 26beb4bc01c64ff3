import { codePoints, type CodePoints } from "./code-points.ts";
import { OpenSpeech } from "./open-speech.ts";

type Span = readonly [number, number];

/**
 * One version of an article's text. `sentences` as in `Article`: half-open spans in code points, in order, possibly
 * empty.
 */
export interface TextVersion {
  readonly text: string;
  readonly sentences: readonly Span[];
}

/**
 * A section of a text that is compared as a whole: a half-open span in code points, without white space at its ends.
 */
export interface TextUnit {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** The sentences from which it was joined. */
  readonly parts: readonly Omit<TextUnit, "parts">[];
}

/**
 * Splits a text into sentences that cover every word: at the article's own spans, else with `Intl.Segmenter`. Words
 * between two spans are a unit of their own. A unit that does not end like a sentence is joined with the next one, and
 * so is one inside a quotation, so that no "It is not true that" is separated from what it denies.
 */
export function splitSentences(points: CodePoints, text: string, own: readonly Span[] | string): TextUnit[] {
  const isSegmented = typeof own === "string";
  const joined: { start: number; end: number; parts: Omit<TextUnit, "parts">[] }[] = [];
  const speech = new OpenSpeech();
  for (const span of isSegmented ? segmented(text, own) : withGaps(own, points.length)) {
    const sentence = trimmed(points, span);
    if (sentence === null) continue;
    const { start, end, words } = sentence;
    const last = joined.at(-1);
    const gap = points.slice(last?.end ?? 0, start);
    const ending = last?.parts.at(-1)?.words.slice(-LONGEST_ENDING) ?? "";
    const isNew = last === undefined || isParagraphEnd(gap, isSegmented);
    if (isNew) speech.clear();
    if (isNew || (!speech.isOpen && isSentenceEnd(ending, isSegmented))) joined.push({ start, end, parts: [sentence] });
    else {
      last.end = end;
      last.parts.push(sentence);
    }
    speech.add(words);
  }
  return joined.map((unit) => ({ ...unit, words: points.slice(unit.start, unit.end) }));
}

/** The index of the span with a position; between two spans that of the first, 0 where there is none. */
export function spanAt(spans: readonly { readonly start: number }[], at: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** UTF-16 units that are segmented at a time: each step of `Intl.Segmenter` takes time linear in its whole text. */
const WINDOW = 4_096;

/** Spans of `Intl.Segmenter`. A line break inside a paragraph ends no sentence. */
function segmented(text: string, language: string): Span[] {
  const unwrapped = text.replaceAll(/(?<!\n[^\S\n]*)\n(?![^\S\n]*\n)/g, " ");
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const spans: Span[] = [];
  let [unit, point, window] = [0, 0, WINDOW];
  while (unit < unwrapped.length) {
    const seen = unwrapped.slice(unit, unit + window);
    const isEnd = unit + window >= unwrapped.length;
    const segments = Array.from(segmenter.segment(seen), ({ segment }) => segment);
    // The last segment may continue after the window.
    if (!isEnd) segments.pop();
    window = segments.length === 0 ? window * 4 : WINDOW;
    for (const segment of segments) {
      const { length } = codePoints(segment);
      spans.push([point, point + length]);
      point += length;
      unit += segment.length;
    }
  }
  return spans;
}

function withGaps(spans: readonly Span[], length: number): Span[] {
  const all: Span[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    all.push([at, start], [start, end]);
    at = end;
  }
  return [...all, [at, length]];
}

function trimmed(points: CodePoints, [start, end]: Span) {
  const words = points.slice(start, end);
  const body = words.trim();
  if (body === "") return null;
  // White space is one UTF-16 unit per code point.
  const from = start + words.length - words.trimStart().length;
  return { start: from, end: from + codePoints(body).length, words: body };
}

/** UTF-16 units that are searched for the end of a sentence. */
const LONGEST_ENDING = 40;
/** A full stop or an emoji, with the closing marks after it. */
const SENTENCE_END = /[\p{Sentence_Terminal}…\p{Extended_Pictographic}][\uFE0F\p{Pe}\p{Pf}\p{Pi}"']*$/u;
/** Scripts without a full stop. */
const WITHOUT_FULL_STOP = /[\p{Script=Thai}\p{Script=Lao}]$/u;
/** "U.S.", "J.", "г.", "Mr.": a sentence may continue after these. */
const ABBREVIATION = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:(?:\\p{L}\\p{M}*\\.)+|(?:${[
    "mr|mrs|ms|messrs|dr|prof|gen|col|lt|sgt|capt|maj|adm|brig|cmdr|supt|gov|sen|rep|rev|hon|st|jr|sr|no|nos|vs|mt|ft",
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|inc|ltd|co|corp|bros|approx|incl|mme|mlle|sra|srta|dra|hr|fr|nr",
    "bzw|usw|vgl|resp|ing|mag|str|ca|cf|pp|ул|ст|др|им|см|гг|вв|тт|млн|млрд|тыс|руб|проф|акад|ген|див",
  ].join("|")})\\.)$`,
  "iu",
);

function isParagraphEnd(gap: string, isSegmented: boolean): boolean {
  return isSegmented ? /\n[^\S\n]*\n/.test(gap) : gap.includes("\n");
}

function isSentenceEnd(ending: string, isSegmented: boolean): boolean {
  if (isSegmented && ABBREVIATION.test(ending)) return false;
  return SENTENCE_END.test(ending) || WITHOUT_FULL_STOP.test(ending);
}
