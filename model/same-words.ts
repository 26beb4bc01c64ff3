import type { UnitSpan } from "./compared-unit.ts";
import { spanAt } from "./split-sentences.ts";
import type { Token } from "./text-tokens.ts";
import { isCorrectedTypo } from "./typo.ts";

/** Two units with the same words. */
export interface SameWords {
  /** The span in the new unit for a span of the old one; null where it contains the corrected typo. */
  place(span: UnitSpan): UnitSpan | null;
}

/**
 * Compares two sentences token by token. They are equal except for white space, the style of quotation marks, and one
 * corrected typo. null when they differ.
 */
export function sameWords(theirs: readonly Token[], ours: readonly Token[], language: string): SameWords | null {
  if (theirs.length !== ours.length) return null;
  let mended: number | undefined;
  for (const [at, { folded }] of theirs.entries()) {
    if (folded === ours[at]?.folded) continue;
    if (mended !== undefined) return null;
    mended = at;
  }
  if (mended !== undefined) {
    const [from, to] = [theirs[mended], ours[mended]];
    // Without a capital letter the text may be written in lower case only, names included.
    if (from === undefined || to === undefined || !theirs.some(({ text }) => /\p{Lu}/u.test(text))) return null;
    if (!isCorrectedTypo(from.text, to.text, language)) return null;
  }
  return { place: (span) => placeOf(span, theirs, ours, mended) };
}

function placeOf(
  [start, end]: UnitSpan,
  theirs: readonly Token[],
  ours: readonly Token[],
  mended: number | undefined,
): UnitSpan | null {
  const [first, last] = [spanAt(theirs, start), spanAt(theirs, end - 1)];
  if (mended !== undefined && first <= mended && mended <= last) return null;
  const from = inToken(start, theirs[first], ours[first]);
  const to = inToken(end, theirs[last], ours[last]);
  return from === null || to === null ? null : [from, to];
}

/** The same offset in the same token; only white space has another length. */
function inToken(at: number, before: Token | undefined, after: Token | undefined): number | null {
  if (before === undefined || after === undefined) return null;
  const inside = at - before.start;
  return after.start + (inside === before.length ? after.length : Math.min(inside, after.length));
}
