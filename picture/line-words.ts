import type { Box, TakenBoxes } from "./boxes.ts";
import type { DrawnLine } from "./drawing.ts";
import { LETTERS, textWidth } from "./lettering.ts";
import { CROSS, pointOn, type Segment } from "./lines.ts";

/** The height of what is written on a line, and how far below its top the letters stand. CSS px. */
export const WORDS = { height: 14, baseline: 10.5 } as const;

const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7];

/** The sign on a line at rest: a number for what is folded into it, ≠ where some of it says the opposite; or nothing. */
export function badgeOf({ count, contradicted }: DrawnLine): string {
  return contradicted ? "≠" : count > 1 ? String(count) : "";
}

/** What the cross of a line that says not covers: nothing is written there. Null where it has none. */
export function boxOfCross({ negative }: DrawnLine, segment: Segment | null): Box | null {
  if (!negative || segment === null) return null;
  const { x, y } = pointOn(segment, 0.5);
  const reach = CROSS + 1;
  return { x: x - reach, y: y - reach, width: reach * 2, height: reach * 2 };
}

/** Room for a text on a line, nearest its middle, where nothing lies yet; null when there is none. */
export function roomOnLine(segment: Segment, text: string, taken: TakenBoxes): Box | null {
  const width = textWidth(text, LETTERS.words) + 4;
  for (const share of SHARES) {
    const { x, y } = pointOn(segment, share);
    const box = { x: x - width / 2, y: y - WORDS.height / 2, width, height: WORDS.height };
    if (!taken.touches(box)) return box;
  }
  return null;
}
