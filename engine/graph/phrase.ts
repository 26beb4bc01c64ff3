import type { Meter } from "./graph.ts";

/**
 * Whether a text contains a phrase. Each word may be shifted; the largest shift to the right and the largest to the
 * left may differ by at most `moves`. That is Lucene's slop: two words in reverse order are two moves.
 */
export function holdsPhrase(tokens: readonly string[], words: readonly string[], moves: number, meter: Meter): boolean {
  const places = new Map<string, number[]>(words.map((word) => [word, []]));
  tokens.forEach((token, place) => void places.get(token)?.push(place));
  const origins = new Set<number>();
  words.forEach((word, index) => {
    for (const place of places.get(word) ?? []) origins.add(place - index);
  });
  for (const origin of origins) {
    meter.spend(words.length);
    if (standsFrom(origin, places, words, moves)) return true;
  }
  return false;
}

/** Greedy: each word takes the first free position, which leaves the most positions for the following words. */
function standsFrom(
  origin: number,
  places: ReadonlyMap<string, readonly number[]>,
  words: readonly string[],
  moves: number,
): boolean {
  const taken = new Map<string, number>();
  return words.every((word, index) => {
    const first = Math.max(origin + index, (taken.get(word) ?? -1) + 1);
    const place = firstFrom(places.get(word) ?? [], first);
    if (place === null || place > origin + index + moves) return false;
    taken.set(word, place);
    return true;
  });
}

function firstFrom(ascending: readonly number[], least: number): number | null {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return ascending[low] ?? null;
}
