import { TakenBoxes, type Box } from "./boxes.ts";
import type { DrawnLine, DrawnMark, Drawing, Frame } from "./drawing.ts";
import { boxBeside, labelSize, placeLabels, type LabelBox } from "./labels.ts";
import { mostJoins, type Places } from "./places.ts";
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

/** Everything of a picture at its place, in CSS px of the frame. */
export interface Composition {
  readonly marks: readonly PlacedMark[];
  readonly lines: readonly PlacedLine[];
  readonly labels: readonly LabelBox[];
  /** Numbers and signs on lines, where there is room for them. */
  readonly badges: readonly (Box & { readonly text: string })[];
}

/** A drawing on a frame, everything where it is drawn. */
export function compose(drawing: Drawing, places: Places, frame: Frame): Composition {
  const marks = settle(drawing, places, frame);
  const lines = trimAll(drawing, marks);
  const labels = letter(marks, places, lines, frame);
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
 * The marks on a frame. One whose label would be cut comes in from the edge just as far as it must; in a picture that
 * is read at one sight, one whose label finds no room steps aside until it does.
 */
export function settle(drawing: Drawing, places: Places, frame: Frame): PlacedMark[] {
  const most = mostJoins(drawing.marks);
  const marks = drawing.marks.flatMap((mark): PlacedMark[] => {
    const place = places[mark.id];
    if (place === undefined) return [];
    const radius = markRadius(mark.joins, most, drawing.marks.length);
    const at = { x: place.x * frame.width, y: place.y * frame.height, radius };
    return [{ mark, radius, ...held(at, boxBeside(at, labelSize(mark.label, ""), place.side ?? "right"), frame) }];
  });
  return marks.length > MOST_NUDGED ? marks : nudge(drawing, marks, places, frame);
}

/** Up to so many marks every label has to find room. */
const MOST_NUDGED = 45;
const STEPS = [12, 24, 36, 50].flatMap((by) => [
  [0, -by],
  [0, by],
  [-by, 0],
  [by, 0],
  [by, by],
  [-by, -by],
]) as readonly (readonly [number, number])[];

function nudge(drawing: Drawing, marks: PlacedMark[], places: Places, frame: Frame): PlacedMark[] {
  let best = marks;
  let missing = unlettered(drawing, best, places, frame);
  for (const id of missing.ids) {
    for (const [dx, dy] of STEPS) {
      const moved = best.map((placed) =>
        placed.mark.id === id ? { ...placed, ...inside(placed, placed.x + dx, placed.y + dy, frame) } : placed,
      );
      if (touchesAnother(moved, id)) continue;
      const now = unlettered(drawing, moved, places, frame);
      if (now.ids.length >= missing.ids.length) continue;
      [best, missing] = [moved, now];
      break;
    }
  }
  return best;
}

function unlettered(
  drawing: Drawing,
  marks: readonly PlacedMark[],
  places: Places,
  frame: Frame,
): { readonly ids: readonly string[] } {
  const lettered = new Set(letter(marks, places, trimAll(drawing, marks), frame).map(({ id }) => id));
  return { ids: marks.flatMap(({ mark }) => (lettered.has(mark.id) ? [] : [mark.id])) };
}

function touchesAnother(marks: readonly PlacedMark[], id: string): boolean {
  const moved = marks.find(({ mark }) => mark.id === id);
  return marks.some((other) => {
    if (moved === undefined || other === moved) return false;
    const [dx, dy, apart] = [other.x - moved.x, other.y - moved.y, other.radius + moved.radius + 8];
    return dx * dx + dy * dy < apart * apart;
  });
}

function inside({ radius }: PlacedMark, x: number, y: number, { width, height }: Frame): { x: number; y: number } {
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

function letter(
  marks: readonly PlacedMark[],
  places: Places,
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
      side: places[mark.id]?.side,
    })),
    { frame, captions: true, lines: lineEnds(lines) },
  );
}

/** x1, y1, x2, y2 of every line, one after another; a bent one is two chords. */
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

/** Moves a mark just as far as its label needs to stay inside the frame. */
function held(
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
