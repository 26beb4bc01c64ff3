import type { Relation } from "./relation.ts";

type Claim = Pick<Relation, "document" | "subject" | "type" | "object" | "source" | "quotes" | "starts" | "row">;

/** Where a quote begins, in code points, and which of the equal strings of its text it is. */
export type QuoteOrdinal = (document: string, quote: string, start: number) => number;

/**
 * What makes a claim the same claim, 128 bits as hexadecimal digits: document, subject, type, object, source and the
 * quoted words, each with its ordinal among the equal strings of the text (or the row of a dataset). A corrected
 * certainty, polarity, qualifier or offset does not change it.
 */
export function fingerprintOf(claim: Claim, ordinalOf: QuoteOrdinal): string {
  const { document, subject, type, object, source, quotes, starts, row } = claim;
  const receipt =
    row === undefined ? quotes.map((quote, at) => [quote, ordinalOf(document, quote, starts[at] ?? 0)]) : [row];
  const text = JSON.stringify([document, subject, type, object, source, receipt]);
  return `${fnv64(text, 0xcbf29ce484222325n)}${fnv64(text, 0x84222325cbf29ce4n)}`;
}

/** Counts equal strings in texts; each quote is searched once in a text. `texts` by the ids of their documents. */
export function quoteOrdinals(texts: ReadonlyMap<string, string>): QuoteOrdinal {
  const found = new Map<string, readonly number[]>();
  return (document, quote, start) => {
    const key = JSON.stringify([document, quote]);
    const places = found.get(key) ?? placesOf(texts.get(document) ?? "", quote);
    found.set(key, places);
    return Math.max(1, places.filter((place) => place <= start).length);
  };
}

/** Where a string begins in a text, in code points. */
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

/** FNV-1a with 64 bits, after Fowler, Noll and Vo. */
function fnv64(text: string, offset: bigint): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
