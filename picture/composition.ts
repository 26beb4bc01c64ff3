import { TakenBoxes, type Box } from "./boxes.ts";
import type { DrawnLine, DrawnMark, Drawing, Frame } from "./drawing.ts";
import { boxBeside, labelSize, placeLabels, type LabelBox } from "./labels.ts";
import { maxJoins, type Positions } from "./positions.ts";
import { badgeOf, boxOfCross, roomOnLine } from "./line-words.ts";
import { pointOn, trimmed, type Segment } from "./lines.ts";
import { markRadius } from "./marks.ts";

export interface PlacedMark {
  readonly mark: DrawnMark;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PlacedLine {
  readonly line: DrawnLine;
  readonly segment: Segment;
}

/** All parts of a picture with their positions, in CSS px of the frame. */
export interface Composition {
  readonly marks: readonly PlacedMark[];
  readonly lines: readonly PlacedLine[];
  readonly labels: readonly LabelBox[];
  /** Numbers and signs on lines, where there is space. */
  readonly badges: readonly (Box & { readonly text: string })[];
}

/** Composes a drawing on a frame: marks, lines, labels and badges. */
export function compose(drawing: Drawing, positions: Positions, frame: Frame): Composition {
  const marks = placeMarks(drawing, positions, frame);
  const lines = trimAll(drawing, marks);
  const labels = labelMarks(marks, positions, lines, frame);
  return { marks, lines, labels, badges: placeBadges(marks, lines, labels) };
}

function placeBadges(
  marks: readonly PlacedMark[],
  lines: readonly PlacedLine[],
  labels: readonly LabelBox[],
): Composition["badges"] {
  const taken = new TakenBoxes();
  for (const label of labels) taken.add(label);
  for (const { x, y, radius } of marks)
    taken.add({ x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 });
  for (const { line, segment } of lines) {
    const cross = boxOfCross(line, segment);
    if (cross !== null) taken.add(cross);
  }
  return lines.flatMap(({ line, segment }) => {
    const text = badgeOf(line);
    const box = text === "" ? null : roomOnLine(segment, text, taken);
    if (box === null) return [];
    taken.add(box);
    return [{ ...box, text }];
  });
}

/**
 * Scales positions to a frame. Moves a mark in from the edge as far as its label needs; in a small picture also nudges
 * a mark whose label finds no space. Marks in `settled` do not move.
 */
export function placeMarks(
  drawing: Drawing,
  positions: Positions,
  frame: Frame,
  settled: ReadonlySet<string> = new Set(),
): PlacedMark[] {
  const most = maxJoins(drawing.marks);
  const marks = drawing.marks.flatMap((mark): PlacedMark[] => {
    const position = positions[mark.id];
    if (position === undefined) return [];
    const radius = markRadius(mark.joins, most, drawing.marks.length);
    const at = { x: position.x * frame.width, y: position.y * frame.height, radius };
    if (settled.has(mark.id)) return [{ mark, radius, x: at.x, y: at.y }];
    return [
      { mark, radius, ...moveInside(at, boxBeside(at, labelSize(mark.label, ""), position.side ?? "right"), frame) },
    ];
  });
  return marks.length > MOST_NUDGED ? marks : nudge(drawing, marks, { positions, settled }, frame);
}

/** Up to this many marks, every label must find space. */
const MOST_NUDGED = 45;
const STEPS = [12, 24, 36, 50].flatMap((by) => [
  [0, -by],
  [0, by],
  [-by, 0],
  [by, 0],
  [by, by],
  [-by, -by],
]) as readonly (readonly [number, number])[];

interface Standing {
  readonly positions: Positions;
  readonly settled: ReadonlySet<string>;
}

function nudge(drawing: Drawing, marks: PlacedMark[], { positions, settled }: Standing, frame: Frame): PlacedMark[] {
  let best = marks;
  let missing = marksWithoutLabel(drawing, best, positions, frame);
  for (const id of missing.ids) {
    if (settled.has(id)) continue;
    for (const [dx, dy] of STEPS) {
      const moved = best.map((placed) =>
        placed.mark.id === id ? { ...placed, ...clampToFrame(placed, placed.x + dx, placed.y + dy, frame) } : placed,
      );
      if (touchesAnother(moved, id)) continue;
      const now = marksWithoutLabel(drawing, moved, positions, frame);
      if (now.ids.length >= missing.ids.length) continue;
      [best, missing] = [moved, now];
      break;
    }
  }
  return best;
}

function marksWithoutLabel(
  drawing: Drawing,
  marks: readonly PlacedMark[],
  positions: Positions,
  frame: Frame,
): { readonly ids: readonly string[] } {
  const labelled = new Set(labelMarks(marks, positions, trimAll(drawing, marks), frame).map(({ id }) => id));
  return { ids: marks.flatMap(({ mark }) => (labelled.has(mark.id) ? [] : [mark.id])) };
}

function touchesAnother(marks: readonly PlacedMark[], id: string): boolean {
  const moved = marks.find(({ mark }) => mark.id === id);
  return marks.some((other) => {
    if (moved === undefined || other === moved) return false;
    const [dx, dy, apart] = [other.x - moved.x, other.y - moved.y, other.radius + moved.radius + 8];
    return dx * dx + dy * dy < apart * apart;
  });
}

function clampToFrame(
  { radius }: PlacedMark,
  x: number,
  y: number,
  { width, height }: Frame,
): { x: number; y: number } {
  const edge = radius + EDGE;
  return { x: Math.min(width - edge, Math.max(edge, x)), y: Math.min(height - edge, Math.max(edge, y)) };
}

function trimAll(drawing: Drawing, marks: readonly PlacedMark[]): PlacedLine[] {
  const byId = new Map(marks.map((placed) => [placed.mark.id, placed]));
  return drawing.lines.flatMap((line): PlacedLine[] => {
    const [from, to] = [byId.get(line.from), byId.get(line.to)];
    if (from === undefined || to === undefined) return [];
    const segment = trimmed({ from, to, lane: line.lane }, from.radius, to.radius);
    return segment === null ? [] : [{ line, segment }];
  });
}

function labelMarks(
  marks: readonly PlacedMark[],
  positions: Positions,
  lines: readonly PlacedLine[],
  frame: Frame,
): readonly LabelBox[] {
  return placeLabels(
    marks.map(({ mark, x, y, radius }) => ({
      id: mark.id,
      label: mark.label,
      caption: mark.caption,
      x,
      y,
      radius,
      side: positions[mark.id]?.side,
    })),
    { frame, captions: true, lines: lineEnds(lines) },
  );
}

/** x1, y1, x2, y2 of every line in sequence; a bent line becomes two chords. */
export function lineEnds(lines: readonly PlacedLine[]): Float64Array {
  return Float64Array.from(
    lines.flatMap(({ segment }) => {
      const { from, to, bow } = segment;
      if (bow === undefined) return [from.x, from.y, to.x, to.y];
      const { x, y } = pointOn(segment, 0.5);
      return [from.x, from.y, x, y, x, y, to.x, to.y];
    }),
  );
}

const EDGE = 6;

/** Moves a mark as far as its label needs to stay inside the frame. */
function moveInside(
  mark: { x: number; y: number; radius: number },
  label: { x: number; y: number; width: number; height: number },
  frame: Frame,
): { x: number; y: number } {
  const left = Math.min(label.x, mark.x - mark.radius);
  const right = Math.max(label.x + label.width, mark.x + mark.radius);
  const top = Math.min(label.y, mark.y - mark.radius);
  const bottom = Math.max(label.y + label.height, mark.y + mark.radius);
  const into = (low: number, high: number, length: number): number =>
    low < EDGE ? EDGE - low : high > length - EDGE ? Math.max(length - EDGE - high, EDGE - low) : 0;
  return { x: mark.x + into(left, right, frame.width), y: mark.y + into(top, bottom, frame.height) };
}
