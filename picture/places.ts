import type { DrawnMark, Frame } from "./drawing.ts";
import type { Side } from "./labels.ts";

/** Where a mark stands, in shares of the frame (0 to 1), and on which side room was kept for its label. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly side?: Side;
}
export type Places = Readonly<Record<string, Place>>;

/** The frames that pictures are composed for; wider canvases are the first of them stretched. */
const WIDE: Frame = { width: 800, height: 620 };
const NARROW = { below: 600, width: 376, least: 400, most: 800, step: 40 } as const;
/** So many marks fill a frame. */
const MARKS_A_FRAME = 32;

/** The frame a picture on this canvas is composed for: wide or a phone's, and larger for many marks. */
export function composedFor(canvas: Frame, marks: number): Frame {
  const frame = canvas.width < NARROW.below && canvas.height > canvas.width ? narrow(canvas) : WIDE;
  const growth = Math.sqrt(Math.max(1, marks / MARKS_A_FRAME));
  return { width: frame.width * growth, height: frame.height * growth };
}

function narrow({ width, height }: Frame): Frame {
  const scaled = (height * NARROW.width) / width;
  const stepped = Math.floor(scaled / NARROW.step) * NARROW.step;
  return { width: NARROW.width, height: Math.min(NARROW.most, Math.max(NARROW.least, stepped)) };
}

/** Joins of the mark that has the most. */
export function mostJoins(marks: readonly DrawnMark[]): number {
  return marks.reduce((most, { joins }) => Math.max(most, joins), 0);
}
