import type { Box, TakenBoxes } from "./boxes.ts";
import type { DrawnLine } from "./drawing.ts";
import { FONT_SIZES, textWidth } from "./text-metrics.ts";
import { CROSS, pointOn, type Segment } from "./lines.ts";

/** Height and baseline of text on a line, in CSS px. */
export const LINE_TEXT = { height: 14, baseline: 10.5 } as const;

const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7];

/** The badge of a line: its number of sentences, ≠ if some contradict it; or nothing. */
export function badgeOf({ count, contradicted }: DrawnLine): string {
  return contradicted ? "≠" : count > 1 ? String(count) : "";
}

/** The box of a negated line's cross, which text avoids; null for other lines. */
export function boxOfCross({ negative }: DrawnLine, segment: Segment | null): Box | null {
  if (!negative || segment === null) return null;
  const { x, y } = pointOn(segment, 0.5);
  const reach = CROSS + 1;
  return { x: x - reach, y: y - reach, width: reach * 2, height: reach * 2 };
}

/** The free box for a text on a line, nearest its middle; null if there is none. */
export function roomOnLine(segment: Segment, text: string, taken: TakenBoxes): Box | null {
  const width = textWidth(text, FONT_SIZES.words) + 4;
  for (const share of SHARES) {
    const { x, y } = pointOn(segment, share);
    const box = { x: x - width / 2, y: y - LINE_TEXT.height / 2, width, height: LINE_TEXT.height };
    if (!taken.touches(box)) return box;
  }
  return null;
}
