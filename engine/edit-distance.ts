/**
 * The optimal string alignment distance of two words: insertions, deletions, substitutions and transpositions of
 * adjacent items, no item edited twice, as in Lucene. null when it exceeds `most`.
 */
export function editDistance(one: ArrayLike<string>, other: ArrayLike<string>, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null;
  const FAR = most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => Math.min(at, FAR));
  for (let row = 1; row <= one.length; row += 1) {
    const next = Array.from({ length: other.length + 1 }, () => FAR);
    next[0] = Math.min(row, FAR);
    for (let at = Math.max(1, row - most); at <= Math.min(other.length, row + most); at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      next[at] = Math.min(
        (last[at - 1] ?? FAR) + (isSame ? 0 : 1),
        (last[at] ?? FAR) + 1,
        (next[at - 1] ?? FAR) + 1,
        isSwapped ? (before[at - 2] ?? FAR) + 1 : FAR,
      );
    }
    before = last;
    last = next;
  }
  const distance = last[other.length] ?? FAR;
  return distance <= most ? distance : null;
}
