import type { UnitSpan } from "./compared-unit.ts";
import { spanAt } from "./split-sentences.ts";
import type { Token } from "./text-tokens.ts";
import { isCorrectedTypo } from "./typo.ts";

/** Two units that say the same in the same words. */
export interface SameWords {
  /** Where the new unit has what the old one has at a span; null where that was mended. */
  place(span: UnitSpan): UnitSpan | null;
}

/**
 * Compares two sentences sign by sign: equal but for the kind and number of blanks, the style of quotation marks, and
 * one slip of the hand that was mended. null: they are not equal.
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
    // Without a capital the text may be of those that write none, names included.
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

/** The same place in the same token: only blanks are of another length. */
function inToken(at: number, before: Token | undefined, after: Token | undefined): number | null {
  if (before === undefined || after === undefined) return null;
  const inside = at - before.start;
  return after.start + (inside === before.length ? after.length : Math.min(inside, after.length));
}
