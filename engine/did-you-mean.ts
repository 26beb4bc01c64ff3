import { editDistance } from "./edit-distance.ts";

/** Short names are too often one edit from another to tell anything. */
const SHORTEST = 3;

/** The one of these that a misspelt name may have meant, or null: in another case, or one edit away. */
export function didYouMean(name: string, known: Iterable<string>): string | null {
  const small = name.toLowerCase();
  let near: string | null = null;
  for (const other of known) {
    if (other === name) continue;
    const otherSmall = other.toLowerCase();
    if (otherSmall === small) return other;
    if (near === null && isOneEditAway(otherSmall, small)) near = other;
  }
  return near;
}

function isOneEditAway(left: string, right: string): boolean {
  if (Math.min(left.length, right.length) < SHORTEST) return false;
  return editDistance(left, right, 1) !== null;
}
