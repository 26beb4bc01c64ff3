import { diffArrays } from "diff";

/** Most reordered sentences; with more, a section counts as entirely new. The work is quadratic in their number. */
const MAX_REORDERED = 2_000;
/** How many times the section between aligned sentences is aligned again. */
const MAX_DEPTH = 16;

/** Sentences of two texts as keys: equal keys mean equal sentences. */
export interface SentenceKeys {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** For each old sentence the index of the same new one, -1 where that is not certain. */
export interface SentencePairs {
  /** Pairs in the same order; a repeated sentence is paired between the same neighbours. */
  readonly inOrder: Int32Array;
  /** Pairs of sentences that occur once in both texts, in any order. */
  readonly unique: Int32Array;
}

/**
 * Aligns equal sentences. A sentence is an anchor when it occurs once in both sections that are compared, and in order
 * (jsdiff). The sections between two anchors are aligned in the same way. Repeated sentences are aligned only where the
 * sections are equal throughout, so that none is taken for another.
 *
 * With more than 2,000 reordered sentences a section has no aligned sentences; `unique` has no bound.
 */
export function alignSentences({ old, new: fresh }: SentenceKeys): SentencePairs {
  const keys: CountedKeys = { old, new: fresh, counts: { old: countKeys(old), new: countKeys(fresh) } };
  const inOrder = new Int32Array(keys.old.length).fill(-1);
  const unique = new Int32Array(keys.old.length).fill(-1);
  const whole = { old: [0, keys.old.length], new: [0, keys.new.length], depth: 0 } as const;
  for (const [from, to] of uniquePairs(keys, whole)) unique[from] = to;
  const open: Stretch[] = [whole];
  for (let next = open.pop(); next !== undefined; next = open.pop()) open.push(...alignStretch(keys, next, inOrder));
  return { inOrder, unique };
}

interface CountedKeys extends SentenceKeys {
  /** How often each key occurs in the whole text. */
  readonly counts: { readonly old: ReadonlyMap<string, number>; readonly new: ReadonlyMap<string, number> };
}

/** Counts how often each key occurs. */
export function countKeys(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

interface Stretch {
  /** Half-open ranges. */
  readonly old: readonly [number, number];
  readonly new: readonly [number, number];
  readonly depth: number;
}

/** Pairs the sentences of a section; returns the sections between them that are still open. */
function alignStretch(keys: CountedKeys, stretch: Stretch, pairs: Int32Array): Stretch[] {
  const {
    old: [oldStart, oldEnd],
    new: [newStart, newEnd],
    depth,
  } = stretch;
  if (oldStart === oldEnd || newStart === newEnd || depth > MAX_DEPTH) return [];
  if (isEqual(keys, stretch)) {
    for (let at = oldStart; at < oldEnd; at += 1) pairs[at] = newStart + at - oldStart;
    return [];
  }
  const anchors = inSameOrder(uniquePairs(keys, stretch));
  if (anchors.length === 0) {
    pairAtEnds(keys, stretch, pairs);
    return [];
  }
  const between: Stretch[] = [];
  let [oldFrom, newFrom] = [oldStart, newStart];
  for (const [from, to] of [...anchors, [oldEnd, newEnd] as const]) {
    between.push({ old: [oldFrom, from], new: [newFrom, to], depth: depth + 1 });
    [oldFrom, newFrom] = [from + 1, to + 1];
  }
  for (const [from, to] of anchors) pairs[from] = to;
  return between;
}

function isEqual(keys: SentenceKeys, { old: [oldStart, oldEnd], new: [newStart, newEnd] }: Stretch): boolean {
  if (oldEnd - oldStart !== newEnd - newStart) return false;
  for (let at = 0; at < oldEnd - oldStart; at += 1)
    if (keys.old[oldStart + at] !== keys.new[newStart + at]) return false;
  return true;
}

/**
 * Pairs repeated sentences next to the anchors at the ends of a section, except those of which one was added or removed
 * and those that could be another.
 */
function pairAtEnds({ old, new: fresh, counts }: CountedKeys, stretch: Stretch, pairs: Int32Array): void {
  const {
    old: [oldStart, oldEnd],
    new: [newStart, newEnd],
  } = stretch;
  const length = Math.min(oldEnd - oldStart, newEnd - newStart);
  const claims = new Map<number, number>();
  const claimed = new Map<number, number>();
  const claim = (from: number, to: number) => {
    claims.set(from, claims.has(from) && claims.get(from) !== to ? -1 : to);
    claimed.set(to, claimed.has(to) && claimed.get(to) !== from ? -1 : from);
  };
  for (let at = 0; at < length && old[oldStart + at] === fresh[newStart + at]; at += 1)
    claim(oldStart + at, newStart + at);
  for (let at = 1; at <= length && old[oldEnd - at] === fresh[newEnd - at]; at += 1) claim(oldEnd - at, newEnd - at);
  // When one of several equal sentences is not found, another one may have replaced it.
  const lost = new Set<string>();
  for (let at = oldStart; at < oldEnd; at += 1) {
    const to = claims.get(at) ?? -1;
    if (to === -1 || claimed.get(to) !== at) lost.add(old[at] ?? "");
  }
  for (const [from, to] of claims) {
    const key = old[from] ?? "";
    if (!lost.has(key) && counts.old.get(key) === counts.new.get(key)) pairs[from] = to;
  }
}

type Pair = readonly [number, number];

/** Sentences that occur once in both sections, in the order of the old one. */
function uniquePairs(keys: SentenceKeys, { old: oldSpan, new: newSpan }: Pick<Stretch, "old" | "new">): Pair[] {
  const places = placesOf(keys.new, newSpan);
  return [...placesOf(keys.old, oldSpan)].flatMap(([key, from]): Pair[] => {
    const to = places.get(key) ?? -1;
    return from === -1 || to === -1 ? [] : [[from, to]];
  });
}

/** The index of each key, -1 when it occurs twice. */
function placesOf(keys: readonly string[], [start, end]: readonly [number, number]): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = start; at < end; at += 1) {
    const key = keys[at] ?? "";
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** A longest set of pairs in the same order; empty when too many are reordered. */
function inSameOrder(pairs: readonly Pair[]): Pair[] {
  const wanted = pairs.map(([, to]) => to).toSorted((a, b) => a - b);
  const changes = diffArrays(
    pairs.map(([, to]) => to),
    wanted,
    { maxEditLength: MAX_REORDERED },
  );
  const kept = new Set(changes?.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value));
  return pairs.filter(([, to]) => kept.has(to));
}
