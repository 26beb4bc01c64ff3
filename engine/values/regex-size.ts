/** A token of a pattern: a class, an escaped character, a repetition, a parenthesis, or any other character. */
const PIECE =
  /\[\^?\]?(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|x\{[^}]*\}|Q[^]*?(?:\\E|$)|[^])|\{(\d+)(,?)(\d*)\}|[^]/gu;

/**
 * Estimates how many parts a regular expression has when its repetitions are unrolled, at least: `(a{10}){10}` has a
 * hundred. It is computed before the compilation, which is what takes the time.
 */
export function regexParts(pattern: string): number {
  // For each open parenthesis the parts so far, and those of the last item, which a repetition multiplies.
  const open: { sum: number; last: number }[] = [{ sum: 0, last: 0 }];
  for (const [piece, least, , most] of pattern.matchAll(PIECE)) {
    const top = open.at(-1) as { sum: number; last: number };
    if (piece === "(") open.push({ sum: 0, last: 0 });
    else if (piece === ")" && open.length > 1) {
      open.pop();
      const outer = open.at(-1) as { sum: number; last: number };
      outer.last = top.sum + 1;
      outer.sum += outer.last;
    } else if (least !== undefined) {
      const times = Math.max(Number(least), Number(most ?? 0), 1);
      top.sum += top.last * (times - 1);
      top.last *= times;
    } else {
      // A quoted section counts one part per character.
      top.last = piece.startsWith("\\Q") ? piece.length : 1;
      top.sum += top.last;
    }
  }
  return open.reduce((sum, { sum: own }) => sum + own, 0);
}
