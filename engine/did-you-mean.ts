import { editDistance } from "./edit-distance.ts";

/** A shorter name is one edit away from too many others for a useful suggestion. */
const SHORTEST = 3;

/** Suggests the known name that equals a misspelt one but for case, or is one edit away; null when there is none. */
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
