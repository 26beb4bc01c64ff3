import type { DrawnMark, Drawing, Frame } from "./drawing.ts";
import { runForces, type ForceGraph } from "./force.ts";
import { boxBeside, labelSize, type Side } from "./labels.ts";
import { markRadius } from "./marks.ts";
import { layoutLevels } from "./multilevel.ts";
import { layoutFrame, maxJoins, type Positions } from "./positions.ts";
import { hashText, randomFrom } from "./seed.ts";
import { anneal, type LayoutState } from "./simulated-annealing.ts";

const MAX_MARKS = { annealed: 130, singleLevel: 400 } as const;
const ANNEALING_MOVES = 9000;

/**
 * Computes the layout, deterministic for marks, lines and frame: ForceAtlas2 from positions hashed from the ids. For a
 * small picture, label-aware placement by simulated annealing follows.
 */
export function layoutPicture(drawing: Drawing, canvas: Frame): Positions {
  const { marks } = drawing;
  if (marks.length === 0) return {};
  const frame = layoutFrame(canvas, marks.length);
  const graph = forceGraph(drawing);
  scatter(graph, marks);
  if (marks.length > MAX_MARKS.singleLevel) layoutLevels(graph);
  else runForces(graph, { steps: 400, reach: 60 });
  fit(graph, frame);
  const { x, y } = graph;
  const most = maxJoins(marks);
  const sides: Side[] = marks.map(() => "right");
  if (marks.length <= MAX_MARKS.annealed) {
    const picture: LayoutState = {
      x,
      y,
      from: graph.from,
      to: graph.to,
      sides,
      radius: Float64Array.from(marks, ({ joins }) => markRadius(joins, most, marks.length)),
      labels: marks.map(({ label }) => labelSize(label, "")),
    };
    anneal(picture, {
      frame,
      seed: hashText(marks.map(({ id }) => id).join("\n")),
      moves: annealingMoves(marks.length),
    });
    centre(picture, frame);
  }
  return Object.fromEntries(
    marks.map(({ id }, at) => [id, { x: x[at]! / frame.width, y: y[at]! / frame.height, side: sides[at]! }]),
  );
}

/** Centres the layout: annealing leaves a small one anywhere in the frame. */
function centre({ x, y, radius, labels, sides }: LayoutState, frame: Frame): void {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [at, label] of labels.entries()) {
    const mark = { x: x[at]!, y: y[at]!, radius: radius[at]! };
    const box = boxBeside(mark, label, sides[at]!);
    left = Math.min(left, mark.x - mark.radius, box.x);
    right = Math.max(right, mark.x + mark.radius, box.x + box.width);
    top = Math.min(top, mark.y - mark.radius, box.y);
    bottom = Math.max(bottom, mark.y + mark.radius, box.y + box.height);
  }
  for (let at = 0; at < x.length; at++) {
    x[at] = x[at]! + (frame.width - left - right) / 2;
    y[at] = y[at]! + (frame.height - top - bottom) / 2;
  }
}

function annealingMoves(marks: number): number {
  return Math.round(ANNEALING_MOVES / Math.max(1, marks / 60));
}

/** The graph of a drawing for the force layout; parallel lines count once. */
export function forceGraph({ marks, lines }: Drawing): ForceGraph {
  const index = new Map(marks.map(({ id }, at) => [id, at]));
  const pairs = new Set<number>();
  const ends = lines.flatMap(({ from, to }) => {
    const [one, other] = [index.get(from), index.get(to)];
    if (one === undefined || other === undefined || one === other) return [];
    const pair = Math.min(one, other) * marks.length + Math.max(one, other);
    if (pairs.has(pair)) return [];
    pairs.add(pair);
    return [[one, other] as const];
  });
  return {
    x: new Float64Array(marks.length),
    y: new Float64Array(marks.length),
    from: Uint32Array.from(ends, ([one]) => one),
    to: Uint32Array.from(ends, ([, other]) => other),
  };
}

/** Sets initial positions, each from the hash of an id. */
function scatter({ x, y }: ForceGraph, marks: readonly DrawnMark[]): void {
  const span = 40 * Math.sqrt(marks.length);
  marks.forEach(({ id }, at) => {
    const random = randomFrom(hashText(id));
    x[at] = (random() - 0.5) * span;
    y[at] = (random() - 0.5) * span;
  });
}

/** Scales the positions to the frame, with margins for labels. */
function fit({ x, y }: ForceGraph, { width, height }: Frame): void {
  for (const [values, length, margin] of [
    [x, width, 0.1],
    [y, height, 0.07],
  ] as const) {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const share = high - low < 1e-9 ? 0 : (1 - 2 * margin) / (high - low);
    for (let at = 0; at < values.length; at++) {
      values[at] = share === 0 ? length / 2 : length * (margin + (values[at]! - low) * share);
    }
  }
}
