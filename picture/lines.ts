import { CERTAINTY_WORDS, type Certainty, type LineStyle } from "../model/certainty.ts";

/** Ink and gap in CSS px, for a line of ordinary width. */
const DASHES: Readonly<Record<LineStyle, readonly [ink: number, gap: number] | null>> = {
  solid: null,
  dashed: [6, 4],
  dotted: [1.6, 3.4],
};

/** How sure a line is, as its dashes; null when it is solid. */
export function dashOf(certainty: Certainty): readonly [ink: number, gap: number] | null {
  return DASHES[CERTAINTY_WORDS[certainty].line];
}

/** Of arrow heads, and of the cross on a line that says not. CSS px. */
export const ARROW = { length: 7, width: 6 } as const;
export const CROSS = 4.5;

/** A folded line is a little stronger than a single one. CSS px. */
export function lineWidth(count: number): number {
  return count <= 1 ? 1.1 : Math.min(2.6, 1.1 + 0.35 * Math.sqrt(count - 1));
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** The part of a line that is drawn: from the edge of one mark to the edge of the other; null when they touch. */
export function trimmed(from: Point, to: Point, fromRadius: number, toRadius: number): Segment | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  const [start, end] = [fromRadius + 2, toRadius + 2.5];
  if (length <= start + end) return null;
  const [ux, uy] = [dx / length, dy / length];
  return {
    from: { x: from.x + ux * start, y: from.y + uy * start },
    to: { x: to.x - ux * end, y: to.y - uy * end },
  };
}
