import type { GraphModel } from "./graph-model.ts";

export type Direction = "left" | "right" | "up" | "down";

const WAYS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

export interface Step {
  readonly model: GraphModel;
  readonly from: string;
  readonly direction: Direction;
  /** Which marks may be walked to. */
  readonly seen: (id: string) => boolean;
}

/** Where an arrow key leads from a mark: along one of its lines, to the nearest mark that lies that way; null if none does. */
export function walk({ model, from, direction, seen }: Step): string | null {
  const start = model.placeOf(from);
  if (start === null) return null;
  const [wayX, wayY] = WAYS[direction];
  let best: string | null = null;
  let least = Infinity;
  for (const { other } of model.around(from)) {
    const place = model.placeOf(other.id);
    if (place === null || !seen(other.id)) continue;
    const dx = (place.x - start.x) * model.frame.width;
    const dy = (place.y - start.y) * model.frame.height;
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 1.5;
    if (far < least) [best, least] = [other.id, far];
  }
  return best;
}
