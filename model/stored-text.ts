import { codePoints, type CodePoints } from "./code-points.ts";

type Span = readonly [number, number];

/**
 * The stored form of a .txt file: LF line ends, no byte order mark, Unicode NFC, whatever an editor, git, a file system
 * or an HTTP client made of it. It also maps a story file's offsets to that form.
 */
export interface StoredText {
  readonly text: string;
  /** Sentence spans in the stored text. */
  sentences(given: readonly Span[]): [number, number][];
  /** A span with known words, in the stored text. */
  quoted(quote: string, span: Span): { readonly quote: string; readonly span: Span };
  /** A span without known words; valid after the sentences were read. */
  span(given: Span): Span;
}

export function storedText(raw: string): StoredText {
  const pieces = changedPieces(raw);
  const text = rewritten(raw, pieces);
  if (pieces.length === 0)
    return {
      text,
      sentences: (given) => given.map(([start, end]) => [start, end]),
      quoted: (quote, span) => ({ quote: storedWords(quote), span }),
      span: (given) => given,
    };
  return new NormalizedText(codePoints(raw), text, pieces);
}

/** A part of the raw text that the stored one writes differently: its position, and its stored form. */
interface ChangedPiece {
  readonly words: string;
  readonly stored: string;
  /** In UTF-16 units of the raw text. */
  readonly unit: number;
  /** In code points. */
  readonly raw: Span;
  readonly inStored: Span;
}

/**
 * A byte order mark, a line end, or a run of characters whose normalization may differ, including the one before it.
 */
const RUNS = /^\uFEFF|\r\n?|[^\r\n]?[\u0300-\uFFFF]+/g;
/**
 * A character with everything that may combine with it: marks, vowels and finals of Hangul, a vowel sign of Kirat Rai.
 */
const LETTERS = /[^][\p{M}\u1161-\u1175\u11A8-\u11C2\u{16D67}]*/gu;

function changedPieces(raw: string): readonly ChangedPiece[] {
  const found: ChangedPiece[] = [];
  let [unit, point, shift] = [0, 0, 0];
  const look = (words: string, stored: string, at: number) => {
    if (stored === words) return;
    point += lengthOf(raw.slice(unit, at));
    unit = at;
    const [before, after] = [lengthOf(words), lengthOf(stored)];
    const start = point + shift;
    found.push({ words, stored, unit, raw: [point, point + before], inStored: [start, start + after] });
    shift += after - before;
  };
  for (const { 0: run, index } of raw.matchAll(RUNS)) {
    if (index === 0 && run === "\uFEFF") look(run, "", index);
    else if (run.startsWith("\r")) look(run, "\n", index);
    else if (run.normalize("NFC") !== run)
      for (const { 0: letter, index: at } of run.matchAll(LETTERS)) look(letter, letter.normalize("NFC"), index + at);
  }
  return found;
}

function rewritten(raw: string, pieces: readonly ChangedPiece[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { words, stored, unit } of pieces) {
    parts.push(raw.slice(from, unit), stored);
    from = unit + words.length;
  }
  return parts.join("") + raw.slice(from);
}

/** A file may count its spans in the raw text or in the stored one: the quoted words show which. */
class NormalizedText implements StoredText {
  private readonly stored: CodePoints;
  private isCountedInRaw = false;

  constructor(
    private readonly raw: CodePoints,
    readonly text: string,
    private readonly pieces: readonly ChangedPiece[],
  ) {
    this.stored = codePoints(text);
  }

  sentences(given: readonly Span[]): [number, number][] {
    const [inRaw, inStored] = [fitting(this.raw, given), fitting(this.stored, given)];
    this.isCountedInRaw = inRaw > inStored;
    return given.map((span) => {
      const [start, end] = this.span(span);
      return [start, end];
    });
  }

  quoted(quote: string, span: Span): { readonly quote: string; readonly span: Span } {
    const words = storedWords(quote);
    if (this.stored.slice(...span) === words) return { quote: words, span };
    if (storedWords(this.raw.slice(...span)) === words) return { quote: words, span: this.fromRaw(span) };
    return { quote: words, span: this.span(span) };
  }

  span(given: Span): Span {
    return this.isCountedInRaw ? this.fromRaw(given) : given;
  }

  private fromRaw([start, end]: Span): Span {
    return [this.place(start, 0), this.place(end, 1)];
  }

  /**
   * The position in the stored text for one in the raw text; `side` 0 is a start, 1 an end. A changed piece is not
   * split.
   */
  private place(at: number, side: 0 | 1): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle]?.raw[0] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    const last = this.pieces[low - 1];
    if (last === undefined) return at;
    return at >= last.raw[1] ? last.inStored[1] + at - last.raw[1] : last.inStored[side];
  }
}

/** Replaces CR LF and CR by LF and removes the byte order mark. */
export function withLineFeeds(text: string): string {
  return (text.startsWith("\uFEFF") ? text.slice(1) : text).replaceAll(/\r\n?/g, "\n");
}

/** Words in their stored form. */
function storedWords(words: string): string {
  return withLineFeeds(words).normalize("NFC");
}

const lengthOf = (text: string): number => codePoints(text).length;

/** How many spans start and end at word boundaries. */
function fitting(text: CodePoints, spans: readonly Span[]): number {
  return spans.filter(([start, end]) => {
    const words = text.slice(start, end);
    const around = `${text.slice(start - 1, start)}${text.slice(end, end + 1)}`;
    return end <= text.length && words !== "" && words === words.trim() && !/[\p{L}\p{N}]/u.test(around);
  }).length;
}
