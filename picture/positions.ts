import type { DrawnMark, Frame } from "./drawing.ts";
import type { Side } from "./labels.ts";

/** The position of a mark, in shares of the frame (0 to 1), and the side reserved for its label. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly side?: Side;
}
export type Positions = Readonly<Record<string, Position>>;

/** The frames of a layout; a wider canvas stretches the first of them. */
export const WIDE_FRAME: Frame = { width: 800, height: 620 };
const NARROW = { below: 600, width: 376, least: 400, most: 800, step: 40 } as const;
/** The number of marks that fills a frame. */
const MARKS_PER_FRAME = 32;

/** The frame in which a layout for this canvas is computed: wide or a phone's, and larger for many marks. */
export function layoutFrame(canvas: Frame, marks: number): Frame {
  const frame = canvas.width < NARROW.below && canvas.height > canvas.width ? narrow(canvas) : WIDE_FRAME;
  const growth = Math.sqrt(Math.max(1, marks / MARKS_PER_FRAME));
  return { width: frame.width * growth, height: frame.height * growth };
}

function narrow({ width, height }: Frame): Frame {
  const scaled = (height * NARROW.width) / width;
  const stepped = Math.floor(scaled / NARROW.step) * NARROW.step;
  return { width: NARROW.width, height: Math.min(NARROW.most, Math.max(NARROW.least, stepped)) };
}

/** The highest `joins` of all marks. */
export function maxJoins(marks: readonly DrawnMark[]): number {
  return marks.reduce((most, { joins }) => Math.max(most, joins), 0);
}
