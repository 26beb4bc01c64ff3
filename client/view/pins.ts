import type { Position, Positions } from "../../picture/positions.ts";

/** Marks that the reader positioned, in shares of the element. */
export type PinnedMarks = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Pins nearer than this are equal, in shares of the element, because stored pins are rounded. */
const SAME_PLACE = 0.001;

export function samePins(one: PinnedMarks, other: PinnedMarks): boolean {
  return (
    one.size === other.size &&
    [...one].every(([id, { x, y }]) => {
      const there = other.get(id);
      return there !== undefined && Math.abs(there.x - x) < SAME_PLACE && Math.abs(there.y - y) < SAME_PLACE;
    })
  );
}

/** The positions, with those of the layout for pinned marks, so that undoing a pin restores them. */
export function withoutPins(positions: Positions, layout: Positions, pinned: PinnedMarks): Positions {
  const own = [...pinned.keys()].flatMap((id): [string, Position][] => {
    const position = layout[id];
    return position === undefined || positions[id] === undefined ? [] : [[id, position]];
  });
  return own.length === 0 ? positions : { ...positions, ...Object.fromEntries(own) };
}
