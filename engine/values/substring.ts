import type { Budget } from "../budget.ts";

/** Up to this many comparisons the built-in search is used: it is faster, and short enough in the worst case. */
const SMALL = 4_000_000;
const PIECE = 4_096;

/**
 * The index of a substring from a position on; -1 when there is none. Linear time: the built-in search may compare
 * every position with the whole substring.
 */
export function indexOf(text: string, part: string, from: number, budget: Budget): number {
  const left = text.length - from;
  if (part.length > left) return -1;
  budget.spend((left >>> 6) + (part.length >>> 6));
  if (part.length < 2 || left * part.length <= SMALL) return text.indexOf(part, from);
  return searcher(text, part, budget)(from);
}

/** The indexes of all occurrences that do not overlap. `part` is not empty. */
export function allIndexesOf(text: string, part: string, budget: Budget): number[] {
  budget.spend((text.length >>> 6) + (part.length >>> 6));
  const isSmall = part.length < 2 || text.length * part.length <= SMALL;
  const next = isSmall ? (from: number) => text.indexOf(part, from) : searcher(text, part, budget);
  const places: number[] = [];
  for (let at = next(0); at >= 0; at = next(at + part.length)) {
    budget.spend(1);
    places.push(at);
  }
  return places;
}

/** Knuth-Morris-Pratt: never compares a character of the text twice. */
function searcher(text: string, part: string, budget: Budget): (from: number) => number {
  const border = bordersOf(part, budget);
  return (from) => {
    let matched = 0;
    for (let at = from; at < text.length; at += 1) {
      if (at % PIECE === 0) budget.spend(PIECE >>> 4);
      const unit = text.charCodeAt(at);
      while (matched > 0 && unit !== part.charCodeAt(matched)) matched = border[matched - 1] as number;
      if (unit === part.charCodeAt(matched)) matched += 1;
      if (matched === part.length) return at + 1 - part.length;
    }
    return -1;
  };
}

/** The prefix function: for each prefix the length of its longest proper prefix that is also its suffix. */
function bordersOf(part: string, budget: Budget): Int32Array {
  budget.spend(part.length >>> 4);
  const border = new Int32Array(part.length);
  let matched = 0;
  for (let at = 1; at < part.length; at += 1) {
    if (at % PIECE === 0) budget.spend(PIECE >>> 4);
    while (matched > 0 && part.charCodeAt(at) !== part.charCodeAt(matched)) matched = border[matched - 1] as number;
    if (part.charCodeAt(at) === part.charCodeAt(matched)) matched += 1;
    border[at] = matched;
  }
  return border;
}
