/* oxlint-disable unicorn/no-array-fill-with-reference-type -- what is filled here is a canvas */
import type { DrawnLine } from "../../picture/drawing.ts";
import { ARROW, CROSS, dashOf, lineWidth, pointOn, type Point, type Segment } from "../../picture/lines.ts";
import { GLYPH_BOX, glyphOf } from "../../picture/marks.ts";
import type { Kind } from "../../model/kinds.ts";

/** How far outside a mark its ring runs, and the width of the ring, in CSS px. */
const RING = { distance: 4, width: 2.2 } as const;

/** Draws a mark on a canvas like in the SVG, with a ring around a selected one. */
export function drawMark(
  context: CanvasRenderingContext2D,
  { kind, x, y, radius }: Point & { readonly kind: Kind; readonly radius: number },
  { colour, paper, ring }: { readonly colour: string; readonly paper: string; readonly ring: string | null },
): void {
  const { outline, sign } = glyphOf(kind);
  const scale = (radius * 2) / GLYPH_BOX;
  context.save();
  context.translate(x - radius, y - radius);
  context.scale(scale, scale);
  const shape = new Path2D(outline);
  context.lineWidth = 2 / scale;
  context.strokeStyle = paper;
  context.stroke(shape);
  context.fillStyle = colour;
  context.fill(shape);
  context.fillStyle = paper;
  context.fill(new Path2D(sign), "evenodd");
  context.restore();
  if (ring === null) return;
  context.strokeStyle = ring;
  context.lineWidth = RING.width;
  context.beginPath();
  context.arc(x, y, radius + RING.distance, 0, 2 * Math.PI);
  context.stroke();
}

/** Draws a line on a canvas like in the SVG: its dashes, arrowheads, bend, and the cross of a negated one. */
export function drawLine(
  context: CanvasRenderingContext2D,
  line: DrawnLine,
  { from, to, bow = 0 }: Segment,
  { colour, ink }: { readonly colour: string; readonly ink: string },
): void {
  const along = wayFrom(from, to);
  // The middle control point of a parabola lies twice as far out as the parabola itself.
  const control = {
    x: (from.x + to.x) / 2 + along.y * bow * 2,
    y: (from.y + to.y) / 2 - along.x * bow * 2,
  };
  const ends = [
    { at: from, way: wayFrom(from, control), isHead: line.arrows.from },
    { at: to, way: wayFrom(to, control), isHead: line.arrows.to },
  ] as const;
  const [start, end] = ends.map(({ at, way, isHead }) => moved(at, way, isHead ? ARROW.length - 1 : 0));
  if (start === undefined || end === undefined) return;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = lineWidth(line.count) + HIGHLIGHT_WIDTH;
  context.setLineDash([...(dashOf(line.certainty) ?? [])]);
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.quadraticCurveTo(control.x, control.y, end.x, end.y);
  context.stroke();
  context.setLineDash([]);
  for (const { at, way, isHead } of ends) if (isHead) drawHead(context, at, way);
  if (!line.negative) return;
  const middle = pointOn({ from, to, bow }, 0.5);
  context.strokeStyle = ink;
  context.lineWidth = 1.4;
  context.beginPath();
  for (const side of [1, -1]) {
    context.moveTo(middle.x - CROSS, middle.y - CROSS * side);
    context.lineTo(middle.x + CROSS, middle.y + CROSS * side);
  }
  context.stroke();
}

/** How much wider a highlighted line is, in CSS px. */
const HIGHLIGHT_WIDTH = 0.5;

/** Draws an arrowhead with its tip at a point; its line comes from the direction `way`. */
function drawHead(context: CanvasRenderingContext2D, tip: Point, way: Point): void {
  const back = moved(tip, way, ARROW.length);
  const [aside, half] = [{ x: -way.y, y: way.x }, ARROW.width / 2];
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const side of [half, -half]) context.lineTo(back.x + aside.x * side, back.y + aside.y * side);
  context.fill();
}

function moved({ x, y }: Point, way: Point, by: number): Point {
  return { x: x + way.x * by, y: y + way.y * by };
}

function wayFrom(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: dx / length, y: dy / length };
}
