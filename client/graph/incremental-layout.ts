import type { Drawing, Frame } from "../../picture/drawing.ts";
import { runForces } from "../../picture/force.ts";
import { forceGraph } from "../../picture/layout.ts";
import type { Position, Positions } from "../../picture/positions.ts";
import { hashText, randomFrom } from "../../picture/seed.ts";

const STEPS = 80;
const REACH = 14;
const BESIDE_PX = 60;

/**
 * Extends a layout by new marks: known marks keep their positions, and each new mark starts beside its neighbours and
 * moves by forces. Null if most marks are new, unless the known ones must stay: a full layout is better then.
 */
export function extendLayout(drawing: Drawing, positions: Positions, frame: Frame, stays = false): Positions | null {
  const known = drawing.marks.filter(({ id }) => positions[id] !== undefined);
  if (known.length < drawing.marks.length / 2 && !stays) return null;
  if (known.length === drawing.marks.length) return keep(drawing, positions);
  const graph = forceGraph(drawing);
  const fixed = new Uint8Array(drawing.marks.length);
  drawing.marks.forEach(({ id }, at) => {
    const position = positions[id] ?? beside(id, drawing, positions, frame);
    graph.x[at] = (position.x - 0.5) * frame.width;
    graph.y[at] = (position.y - 0.5) * frame.height;
    if (positions[id] !== undefined) fixed[at] = 1;
  });
  runForces({ ...graph, fixed }, { steps: STEPS, reach: REACH });
  return Object.fromEntries(
    drawing.marks.map(({ id }, at): [string, Position] => [
      id,
      positions[id] ?? {
        x: clamp(graph.x[at]! / frame.width + 0.5),
        y: clamp(graph.y[at]! / frame.height + 0.5),
      },
    ]),
  );
}

function keep({ marks }: Drawing, positions: Positions): Positions {
  return Object.fromEntries(
    marks.flatMap(({ id }): [string, Position][] => (positions[id] ? [[id, positions[id]]] : [])),
  );
}

function beside(id: string, { lines }: Drawing, positions: Positions, frame: Frame): Position {
  const neighbours = lines.flatMap(({ from, to }) => {
    const position = from === id ? positions[to] : to === id ? positions[from] : undefined;
    return position ? [position] : [];
  });
  const random = randomFrom(hashText(id));
  const sum = neighbours.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  const count = Math.max(1, neighbours.length);
  const middle = neighbours.length === 0 ? { x: 0.5, y: 0.5 } : { x: sum.x / count, y: sum.y / count };
  return {
    x: middle.x + ((random() - 0.5) * BESIDE_PX * 2) / frame.width,
    y: middle.y + ((random() - 0.5) * BESIDE_PX * 2) / frame.height,
  };
}

function clamp(share: number): number {
  return Math.min(0.97, Math.max(0.03, share));
}
