import { lengthInside, TakenBoxes, type Box } from "./boxes.ts";
import type { Frame } from "./drawing.ts";
import { FONT_SIZES, textWidth } from "./text-metrics.ts";

/** The side of a label, seen from its mark. */
export const SIDES = [
  "right",
  "left",
  "below",
  "above",
  "right-above",
  "right-below",
  "left-above",
  "left-below",
] as const;
export type Side = (typeof SIDES)[number];

/** A mark with its label. */
export interface LabelledMark {
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** The preferred side: the previous one, or the one that the layout reserved. */
  readonly side?: Side | undefined;
}

/** A placed label: the line of the name, and below it that of the caption if there is space. */
export interface LabelBox extends Box {
  readonly id: string;
  readonly text: string;
  /** Empty if there is no space. */
  readonly caption: string;
  readonly side: Side;
}

export interface LabelOptions {
  readonly frame: Frame;
  /** Lines as x1, y1, x2, y2 one after another: labels avoid them. */
  readonly lines?: Float64Array;
  readonly captions: boolean;
  /** Occupied boxes; placed labels are added. */
  readonly taken?: TakenBoxes;
}

const NAME_HEIGHT = 16;
const CAPTION_HEIGHT = 13;
const GAP = 3;
const EDGE = 3;

/** The size of a label in CSS px. */
export function labelSize(label: string, caption: string): Frame {
  const name = textWidth(label, FONT_SIZES.name);
  if (caption === "") return { width: name + 4, height: NAME_HEIGHT };
  return { width: Math.max(name, textWidth(caption, FONT_SIZES.caption)) + 4, height: NAME_HEIGHT + CAPTION_HEIGHT };
}

/** The box of a label on a side of its mark; with a caption the name stays level with the mark. */
export function boxBeside(mark: { x: number; y: number; radius: number }, { width, height }: Frame, side: Side): Box {
  const { x, y, radius } = mark;
  const slant = radius * 0.72;
  switch (side) {
    case "right":
      return { x: x + radius + GAP, y: y - NAME_HEIGHT / 2, width, height };
    case "left":
      return { x: x - radius - GAP - width, y: y - NAME_HEIGHT / 2, width, height };
    case "below":
      return { x: x - width / 2, y: y + radius + 2, width, height };
    case "above":
      return { x: x - width / 2, y: y - radius - 2 - height, width, height };
    case "right-above":
      return { x: x + slant, y: y - slant - height, width, height };
    case "right-below":
      return { x: x + slant, y: y + slant, width, height };
    case "left-above":
      return { x: x - slant - width, y: y - slant - height, width, height };
    case "left-below":
      return { x: x - slant - width, y: y + slant, width, height };
  }
}

/**
 * Places labels beside their marks greedily, in order: no overlap with labels or marks, inside the frame, crossed by as
 * few lines as possible. A label without space is left out. Captions are placed after all names.
 */
export function placeLabels(marks: readonly LabelledMark[], options: LabelOptions): LabelBox[] {
  const taken = options.taken ?? new TakenBoxes();
  for (const { x, y, radius } of marks) {
    taken.add({ x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 });
  }
  const placed: LabelBox[] = [];
  for (const mark of marks) {
    const choice = bestSide(mark, labelSize(mark.label, ""), taken, options);
    if (choice === null) continue;
    placed.push({ ...choice.box, id: mark.id, text: mark.label, caption: "", side: choice.side });
    taken.add(choice.box);
  }
  return options.captions ? withCaptions(placed, marks, taken, options) : placed;
}

function bestSide(
  mark: LabelledMark,
  size: Frame,
  taken: TakenBoxes,
  { frame, lines }: LabelOptions,
): { box: Box; side: Side } | null {
  let best: { box: Box; side: Side } | null = null;
  let least = Infinity;
  SIDES.forEach((side, order) => {
    const box = boxBeside(mark, size, side);
    if (!isInside(box, frame) || taken.touches(box)) return;
    const cost = (side === mark.side ? -12 : order * 1.5) + (lines === undefined ? 0 : crossed(box, lines));
    if (cost < least) {
      least = cost;
      best = { box, side };
    }
  });
  return best;
}

function crossed(box: Box, lines: Float64Array): number {
  let cost = 0;
  for (let at = 0; at < lines.length; at += 4) {
    const inside = lengthInside(box, lines[at]!, lines[at + 1]!, lines[at + 2]!, lines[at + 3]!);
    if (inside > 0) cost += 4 + inside / 10;
  }
  return cost;
}

function isInside(box: Box, { width, height }: Frame): boolean {
  return box.x >= EDGE && box.y >= EDGE && box.x + box.width <= width - EDGE && box.y + box.height <= height - EDGE;
}

/** Adds a caption to each label that has space for it. */
function withCaptions(
  placed: readonly LabelBox[],
  marks: readonly LabelledMark[],
  taken: TakenBoxes,
  { frame }: LabelOptions,
): LabelBox[] {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  return placed.map((label) => {
    const mark = byId.get(label.id);
    if (mark === undefined || mark.caption === "" || label.side.includes("above")) return label;
    const box = boxBeside(mark, labelSize(mark.label, mark.caption), label.side);
    const below = { x: box.x, y: box.y + NAME_HEIGHT, width: box.width, height: CAPTION_HEIGHT };
    if (!isInside(box, frame) || taken.touches(below)) return label;
    taken.add(below);
    return { ...label, ...box, caption: mark.caption };
  });
}
