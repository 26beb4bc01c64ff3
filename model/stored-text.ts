import { codePoints, type CodePoints } from "./code-points.ts";

type Span = readonly [number, number];

/**
 * The text of a .txt file as it is stored, with LF alone and without a byte order mark, whatever an editor, git or an
 * HTTP client made of it; and where what a story file says of it stands there.
 */
export interface StoredText {
  readonly text: string;
  /** Sentences as the stored text has them. */
  sentences(given: readonly Span[]): [number, number][];
  /** A span whose words are known, as the stored text has it. */
  quoted(quote: string, span: Span): { readonly quote: string; readonly span: Span };
  /** A span whose words are not known, once the sentences were read. */
  span(given: Span): Span;
}

export function storedText(raw: string): StoredText {
  const text = withLineFeeds(raw);
  if (text === raw)
    return {
      text,
      sentences: (given) => given.map(([start, end]) => [start, end]),
      quoted: (quote, span) => ({ quote: withLineFeeds(quote), span }),
      span: (given) => given,
    };
  return new NormalizedText(codePoints(raw), text);
}

/** A file may count its spans in the text with or without what is left out of it: its words say which. */
class NormalizedText implements StoredText {
  private readonly stored: CodePoints;
  /** Code points of the raw text that the stored one does not have, in order. */
  private readonly removed: readonly number[];
  private isCountedInRaw = false;

  constructor(
    private readonly raw: CodePoints,
    readonly text: string,
  ) {
    this.stored = codePoints(text);
    const characters = Array.from(raw.slice(0, raw.length));
    this.removed = characters.flatMap((character, at) =>
      (at === 0 && character === "\uFEFF") || (character === "\r" && characters[at + 1] === "\n") ? [at] : [],
    );
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
    const words = withLineFeeds(quote);
    if (this.stored.slice(...span) === words) return { quote: words, span };
    if (withLineFeeds(this.raw.slice(...span)) === words) return { quote: words, span: this.fromRaw(span) };
    return { quote: words, span: this.span(span) };
  }

  span(given: Span): Span {
    return this.isCountedInRaw ? this.fromRaw(given) : given;
  }

  private fromRaw([start, end]: Span): Span {
    return [start - this.removedBefore(start), end - this.removedBefore(end)];
  }

  private removedBefore(at: number): number {
    let [low, high] = [0, this.removed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.removed[middle] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** LF for CR LF and for CR alone; no byte order mark. */
export function withLineFeeds(text: string): string {
  return (text.startsWith("\uFEFF") ? text.slice(1) : text).replaceAll(/\r\n?/g, "\n");
}

/** How many spans begin and end where words do. */
function fitting(text: CodePoints, spans: readonly Span[]): number {
  return spans.filter(([start, end]) => {
    const words = text.slice(start, end);
    const around = `${text.slice(start - 1, start)}${text.slice(end, end + 1)}`;
    return end <= text.length && words !== "" && words === words.trim() && !/[\p{L}\p{N}]/u.test(around);
  }).length;
}
