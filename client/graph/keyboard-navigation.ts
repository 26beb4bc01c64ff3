import type { GraphModel } from "./graph-model.ts";

export type Direction = "left" | "right" | "up" | "down";

const WAYS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

export interface ArrowMove {
  readonly model: GraphModel;
  readonly from: string;
  readonly direction: Direction;
  /** Whether a mark may become the target. */
  readonly seen: (id: string) => boolean;
}

/** The neighbour that an arrow key selects: the nearest one in that direction; null if there is none. */
export function nextMark({ model, from, direction, seen }: ArrowMove): string | null {
  const start = model.positionOf(from);
  if (start === null) return null;
  const [wayX, wayY] = WAYS[direction];
  let best: string | null = null;
  let least = Infinity;
  for (const { other } of model.incidentLines(from)) {
    const position = model.positionOf(other.id);
    if (position === null || !seen(other.id)) continue;
    const dx = (position.x - start.x) * model.frame.width;
    const dy = (position.y - start.y) * model.frame.height;
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 1.5;
    if (far < least) [best, least] = [other.id, far];
  }
  return best;
}
