import type { Drawing, Frame } from "../../picture/drawing.ts";
import { runForces } from "../../picture/force.ts";
import { forceGraph } from "../../picture/layout.ts";
import type { Place, Places } from "../../picture/places.ts";
import { hashText, randomFrom } from "../../picture/seed.ts";

const STEPS = 80;
const REACH = 14;
const BESIDE_PX = 60;

/**
 * Places for marks that join a picture: what stood stays where it is, and each newcomer appears beside what it is
 * joined to. Null when most of the picture is new: then it is better laid out anew.
 */
export function placeNewcomers(drawing: Drawing, places: Places, frame: Frame): Places | null {
  const known = drawing.marks.filter(({ id }) => places[id] !== undefined);
  if (known.length < drawing.marks.length / 2) return null;
  if (known.length === drawing.marks.length) return keep(drawing, places);
  const graph = forceGraph(drawing);
  const held = new Uint8Array(drawing.marks.length);
  drawing.marks.forEach(({ id }, at) => {
    const place = places[id] ?? beside(id, drawing, places, frame);
    graph.x[at] = (place.x - 0.5) * frame.width;
    graph.y[at] = (place.y - 0.5) * frame.height;
    if (places[id] !== undefined) held[at] = 1;
  });
  runForces({ ...graph, held }, { steps: STEPS, reach: REACH });
  return Object.fromEntries(
    drawing.marks.map(({ id }, at): [string, Place] => [
      id,
      places[id] ?? {
        x: clamp(graph.x[at]! / frame.width + 0.5),
        y: clamp(graph.y[at]! / frame.height + 0.5),
      },
    ]),
  );
}

function keep({ marks }: Drawing, places: Places): Places {
  return Object.fromEntries(marks.flatMap(({ id }): [string, Place][] => (places[id] ? [[id, places[id]]] : [])));
}

function beside(id: string, { lines }: Drawing, places: Places, frame: Frame): Place {
  const neighbours = lines.flatMap(({ from, to }) => {
    const place = from === id ? places[to] : to === id ? places[from] : undefined;
    return place ? [place] : [];
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
