import type { DrawnLine, DrawnMark, Drawing, Frame } from "./drawing.ts";
import { boxBeside, labelSize, placeLabels, type LabelBox } from "./labels.ts";
import { mostJoins, type Places } from "./layout.ts";
import { trimmed, type Segment } from "./lines.ts";
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
}

/** A drawing on a frame: marks at their places, pushed in from the edge where their labels would be cut. */
export function compose(drawing: Drawing, places: Places, frame: Frame): Composition {
  const most = mostJoins(drawing.marks);
  const marks = drawing.marks.flatMap((mark): PlacedMark[] => {
    const place = places[mark.id];
    if (place === undefined) return [];
    const radius = markRadius(mark.joins, most, drawing.marks.length);
    const at = { x: place.x * frame.width, y: place.y * frame.height, radius };
    return [{ mark, radius, ...held(at, boxBeside(at, labelSize(mark.label, ""), place.side ?? "right"), frame) }];
  });
  const byId = new Map(marks.map((placed) => [placed.mark.id, placed]));
  const lines = drawing.lines.flatMap((line): PlacedLine[] => {
    const [from, to] = [byId.get(line.from), byId.get(line.to)];
    if (from === undefined || to === undefined) return [];
    const segment = trimmed(from, to, from.radius, to.radius);
    return segment === null ? [] : [{ line, segment }];
  });
  const labels = placeLabels(
    marks.map(({ mark, x, y, radius }) => ({
      id: mark.id,
      label: mark.label,
      caption: mark.caption,
      x,
      y,
      radius,
      side: places[mark.id]?.side,
    })),
    {
      frame,
      captions: true,
      lines: Float64Array.from(lines.flatMap(({ segment: { from, to } }) => [from.x, from.y, to.x, to.y])),
    },
  );
  return { marks, lines, labels };
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
