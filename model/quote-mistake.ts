import { codePoints, type CodePoints } from "./code-points.ts";

/** A text that quotes are checked against, with cached data. */
export interface QuotedText {
  readonly text: string;
  readonly points: CodePoints;
  /** Its UTF-8, encoded on demand. */
  bytes?: Uint8Array;
  /** The number of searches for quotes near their offsets, and the shift of the last one. */
  searches: number;
  lastShift: number;
}

export interface QuoteSpan {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** Why a quote differs from the text at its span. Quotes with one `cause` have the same correction. */
export interface QuoteMistake {
  /** null: not shared with other quotes. */
  readonly cause: string | null;
  readonly message: string;
  readonly remedy: string;
}

/** The distance from its offset within which a quote is searched, in code points. */
const NEAR = 2_000;
/** Most searches in one text, so that a million wrong quotes take no longer to report. */
const MAX_SEARCHES = 1_000;
const IN_CODE_POINTS = "Count in Unicode code points, as Python does.";

export function quotedText(text: string): QuotedText {
  return { text, points: codePoints(text), searches: 0, lastShift: 0 };
}

/** null when the text contains the quote there. */
export function quoteMistake(of: QuotedText, span: QuoteSpan): QuoteMistake | null {
  const { points } = of;
  const { quote, start, end } = span;
  const found = end > start && end <= points.length ? points.slice(start, end) : null;
  if (found === quote) return null;
  const there = found === null ? `the text has ${points.length} characters` : `the text has “${shorten(found)}” there`;
  const message = `The quote is “${shorten(quote)}”, but ${there} (${start} to ${end}).`;
  return (
    otherUnits(of, span) ??
    otherSigns(found, quote) ??
    moved(of, span) ?? { cause: null, message, remedy: "Quote the text as it stands, and count in code points." }
  );
}

/** Offsets that are correct in another unit than code points. */
function otherUnits(of: QuotedText, { quote, start, end }: QuoteSpan): QuoteMistake | null {
  const { text, points } = of;
  if (end <= start) return null;
  if (points.length !== text.length && text.slice(start, end) === quote)
    return {
      cause: "UTF-16",
      message: `${start} to ${end} is counted in UTF-16 units, as JavaScript and Java do.`,
      remedy: IN_CODE_POINTS,
    };
  of.bytes ??= new TextEncoder().encode(text);
  if (of.bytes.length === text.length || end > of.bytes.length) return null;
  return new TextDecoder().decode(of.bytes.subarray(start, end)) === quote
    ? { cause: "UTF-8", message: `${start} to ${end} is counted in bytes of UTF-8.`, remedy: IN_CODE_POINTS }
    : null;
}

/** Words that look like those of the text but have other characters. */
function otherSigns(found: string | null, quote: string): QuoteMistake | null {
  if (found === null) return null;
  if (plain(found) !== plain(quote)) return null;
  const [theirs, ours] = [Array.from(found), Array.from(quote)];
  const at = theirs.findIndex((sign, index) => sign !== ours[index]);
  const [there, here] = [signName(theirs[at]), signName(ours[at])];
  return {
    cause: `signs ${there} ${here}`,
    message: `The quote is “${shorten(quote)}”, and where it has ${here} the text has ${there}.`,
    remedy: "Copy the words from the text.",
  };
}

/** The words occur near the offset. */
function moved(of: QuotedText, { quote, start, end }: QuoteSpan): QuoteMistake | null {
  const { points, lastShift } = of;
  if (lastShift !== 0 && points.slice(start + lastShift, end + lastShift) === quote)
    return movedTo(start + lastShift, { quote, start, end });
  if (quote === "" || start > points.length + NEAR || (of.searches += 1) > MAX_SEARCHES) return null;
  const from = Math.max(start - NEAR, 0);
  const window = points.slice(from, start + NEAR + quote.length);
  const places: number[] = [];
  for (let at = window.indexOf(quote); at !== -1; at = window.indexOf(quote, at + 1))
    places.push(from + codePoints(window.slice(0, at)).length);
  const [nearest] = places.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start));
  if (nearest === undefined) return null;
  of.lastShift = nearest - start;
  return movedTo(nearest, { quote, start, end });
}

function movedTo(there: number, { quote, start }: QuoteSpan): QuoteMistake {
  const by = Math.abs(there - start);
  const words = `${by} ${by === 1 ? "character" : "characters"} ${there > start ? "later" : "earlier"}`;
  const end = there + codePoints(quote).length;
  return {
    cause: `moved ${there - start}`,
    message: `The quote “${shorten(quote)}” stands ${words} than ${start}.`,
    remedy: `Write ${there} to ${end}: code points of the text with LF, without a byte order mark, in Unicode NFC.`,
  };
}

/** Folds white space, hyphens, quotation marks and case. */
function plain(text: string): string {
  return text
    .replaceAll(/\s/gu, " ")
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/[‘’‚‛′`´]/gu, "'")
    .replaceAll(/[“”„‟″«»]/gu, '"')
    .toLowerCase();
}

function signName(sign: string | undefined): string {
  if (sign === undefined) return "nothing";
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\s\p{C}\p{M}]/u.test(sign) ? code : `${sign} (${code})`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
