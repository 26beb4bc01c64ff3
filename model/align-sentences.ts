import { diffArrays } from "diff";

/** Sentences that may stand in another order before texts count as a new order altogether: the work grows with its square. */
const MAX_REORDERED = 2_000;
/** How often a stretch between aligned sentences is looked at again. */
const MAX_DEPTH = 16;

/** Sentences of two texts as keys: equal keys, equal sentences. */
export interface SentenceKeys {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** For each old sentence the new one that it is, -1 where none is it for sure. */
export interface SentencePairs {
  /** Those that stand in the same order, of which a sentence that is there twice is the one between the same neighbours. */
  readonly inOrder: Int32Array;
  /** Those that are there once in both texts, whatever their order. */
  readonly unique: Int32Array;
}

/**
 * Aligns equal sentences. One is an anchor where it is there once in both stretches that are compared, and in order
 * (jsdiff); between two anchors the same is done again; what is equal and there more than once is aligned only where
 * the stretches are equal throughout. So of equal sentences none stands in for another.
 *
 * Beyond 2,000 sentences in another order a stretch has no aligned sentences; `unique` has no bound.
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
  /** How often a key is there in the whole text. */
  readonly counts: { readonly old: ReadonlyMap<string, number>; readonly new: ReadonlyMap<string, number> };
}

/** How often each key is there. */
export function countKeys(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

interface Stretch {
  /** Half open. */
  readonly old: readonly [number, number];
  readonly new: readonly [number, number];
  readonly depth: number;
}

/** Fills in the pairs of a stretch; answers the stretches between them that are still open. */
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
 * Sentences that are there more than once, next to the anchors at the ends of a stretch. None of those of which one was
 * added or removed, and none that could be another.
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
  // Where one of equal sentences is not found, another may have taken its place.
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

/** Sentences that are there once in both stretches, in the order of the old one. */
function uniquePairs(keys: SentenceKeys, { old: oldSpan, new: newSpan }: Pick<Stretch, "old" | "new">): Pair[] {
  const places = placesOf(keys.new, newSpan);
  return [...placesOf(keys.old, oldSpan)].flatMap(([key, from]): Pair[] => {
    const to = places.get(key) ?? -1;
    return from === -1 || to === -1 ? [] : [[from, to]];
  });
}

/** Where each key is, -1 where it is twice. */
function placesOf(keys: readonly string[], [start, end]: readonly [number, number]): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = start; at < end; at += 1) {
    const key = keys[at] ?? "";
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** Most of them that stand in the same order; none where too many do not. */
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
