import type { Relation } from "./relation.ts";

type Claim = Pick<Relation, "document" | "subject" | "type" | "object" | "source" | "quotes" | "starts" | "row">;

/** The ordinal of a quote among the equal strings of its text, from its start in code points. */
export type QuoteOrdinal = (document: string, quote: string, start: number) => number;

/**
 * The identity of a claim, 128 bits in hexadecimal: document, subject, type, object, source and the quoted words, each
 * with its ordinal among the equal strings of the text (or the row of a dataset). A corrected certainty, polarity,
 * qualifier or offset does not change it.
 */
export function fingerprintOf(claim: Claim, ordinalOf: QuoteOrdinal): string {
  const { document, subject, type, object, source, quotes, starts, row } = claim;
  const receipt =
    row === undefined ? quotes.map((quote, at) => [quote, ordinalOf(document, quote, starts[at] ?? 0)]) : [row];
  return hash128(JSON.stringify([document, subject, type, object, source, receipt]));
}

/** Cached quotes. Quotes of one document are mostly adjacent, so the cache is cleared for another one. */
const MOST_FOUND = 10_000;

/** Counts equal strings in texts, with a cache of the last quotes. `texts` are keyed by document id. */
export function quoteOrdinals(texts: ReadonlyMap<string, string>): QuoteOrdinal {
  const found = new Map<string, readonly number[]>();
  return (document, quote, start) => {
    const key = JSON.stringify([document, quote]);
    const places = found.get(key) ?? placesOf(texts.get(document) ?? "", quote);
    if (found.size >= MOST_FOUND) found.clear();
    found.set(key, places);
    return Math.max(1, places.filter((place) => place <= start).length);
  };
}

/** The starts of a string in a text, in code points. */
function placesOf(text: string, quote: string): number[] {
  const places: number[] = [];
  if (quote === "") return places;
  let [units, points] = [0, 0];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    points += lengthInPoints(text.slice(units, at));
    units = at;
    places.push(points);
  }
  return places;
}

function lengthInPoints(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}

const encoder = new TextEncoder();

/** A 128-bit hash of a text in hexadecimal: FNV-1a with two offset bases. */
export function hash128(text: string): string {
  const bytes = encoder.encode(text);
  return fnv64(bytes, 0xcbf29ce4, 0x84222325) + fnv64(bytes, 0x84222325, 0xcbf29ce4);
}

/** 64-bit FNV-1a (Fowler, Noll, Vo) in two 32-bit halves; the prime is 2^40 + 435. */
function fnv64(bytes: Uint8Array, startHigh: number, startLow: number): string {
  let [high, low] = [startHigh, startLow];
  for (const byte of bytes) {
    low = (low ^ byte) >>> 0;
    const product = low * 435;
    high = (Math.imul(high, 435) + Math.floor(product / 0x1_0000_0000) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
