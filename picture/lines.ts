import type { DrawnLine } from "./drawing.ts";
import { CERTAINTIES, CERTAINTY_WORDS, type Certainty, type LineStyle } from "../model/certainty.ts";

/** Ink and gap in CSS px, for a line of normal width. */
const DASHES: Readonly<Record<LineStyle, readonly [ink: number, gap: number] | null>> = {
  solid: null,
  dashed: [6, 4],
  dotted: [1.6, 3.4],
};

/** The dashes for a certainty; null for a solid line. */
export function dashOf(certainty: Certainty): readonly [ink: number, gap: number] | null {
  return DASHES[CERTAINTY_WORDS[certainty].line];
}

export interface LineLegend {
  readonly style: LineStyle;
  readonly dash: readonly [ink: number, gap: number] | null;
  /** "claimed, read so, unclear": all certainties drawn this way. */
  readonly words: string;
  /** Whether it has the cross of a negated line. */
  readonly crossed: boolean;
}

/** The legend of the lines in a picture: one entry per way of drawing. */
export function lineLegend(lines: readonly Pick<DrawnLine, "certainty" | "negative">[]): LineLegend[] {
  const there = new Set(lines.map(({ certainty }) => certainty));
  const drawn = CERTAINTIES.filter((certainty) => there.has(certainty)).map((certainty) => CERTAINTY_WORDS[certainty]);
  const sorts = (["solid", "dashed", "dotted"] as const).flatMap((style): LineLegend[] => {
    const words = drawn.flatMap(({ word, line }) => (line === style ? [word] : []));
    return words.length === 0 ? [] : [{ style, dash: DASHES[style], words: words.join(", "), crossed: false }];
  });
  const crossed: LineLegend = { style: "solid", dash: null, words: "says not", crossed: true };
  return lines.some(({ negative }) => negative) ? [...sorts, crossed] : sorts;
}

/** Sizes of arrowheads, and of the cross on a negated line, in CSS px. */
export const ARROW = { length: 7, width: 6 } as const;
export const CROSS = 4.5;

/** The width of a line in CSS px; one with several sentences is a little wider. */
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
  /** How far its middle bends out to the left of its direction, in CSS px; a segment without it is straight. */
  readonly bow?: number;
}

/** Distances between parallel lines in CSS px: in the middle and at the ends, limited to a share of their length. */
export const LANE = { apart: 13, share: 0.14, ends: 3, mostAtEnds: 6 } as const;

/** How far the middle of a line bends out for its lane. */
export function bowOf(lane: number, length: number): number {
  return lane * Math.min(LANE.apart, length * LANE.share);
}

/** The visible part of a line: from the edge of one mark to the edge of the other; null when they touch. */
export function trimmed(
  { from, to, lane = 0 }: { readonly from: Point; readonly to: Point; readonly lane?: number },
  fromRadius: number,
  toRadius: number,
): Segment | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  const [start, end] = [fromRadius + 2, toRadius + 2.5];
  if (length <= start + end) return null;
  const [ux, uy] = [dx / length, dy / length];
  const aside = Math.min(LANE.mostAtEnds, Math.max(-LANE.mostAtEnds, lane * LANE.ends));
  const [besideX, besideY] = [uy * aside, -ux * aside];
  return {
    from: { x: from.x + ux * start + besideX, y: from.y + uy * start + besideY },
    to: { x: to.x - ux * end + besideX, y: to.y - uy * end + besideY },
    ...(lane !== 0 && { bow: bowOf(lane, length) }),
  };
}

/** The point at a share of a segment's length; bent segments are parabolas. */
export function pointOn({ from, to, bow = 0 }: Segment, share: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const aside = bow === 0 ? 0 : (4 * bow * share * (1 - share)) / Math.sqrt(dx * dx + dy * dy);
  return { x: from.x + dx * share + dy * aside, y: from.y + dy * share - dx * aside };
}
