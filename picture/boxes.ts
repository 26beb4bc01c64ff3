/** A rectangle in CSS px; x and y are its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The area in which two boxes overlap, in square px. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  if (width <= 0) return 0;
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return height <= 0 ? 0 : width * height;
}

/** The length of a segment inside a box, in px. Called a million times per layout, so it allocates nothing. */
export function lengthInside(box: Box, x1: number, y1: number, x2: number, y2: number): number {
  const left = box.x;
  const right = box.x + box.width;
  if ((x1 < left && x2 < left) || (x1 > right && x2 > right)) return 0;
  const top = box.y;
  const bottom = box.y + box.height;
  if ((y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) return 0;
  const dx = x2 - x1;
  const dy = y2 - y1;
  let enter = 0;
  let leave = 1;
  if (dx !== 0) {
    const toLeft = (left - x1) / dx;
    const toRight = (right - x1) / dx;
    enter = Math.max(enter, Math.min(toLeft, toRight));
    leave = Math.min(leave, Math.max(toLeft, toRight));
  }
  if (dy !== 0) {
    const toTop = (top - y1) / dy;
    const toBottom = (bottom - y1) / dy;
    enter = Math.max(enter, Math.min(toTop, toBottom));
    leave = Math.min(leave, Math.max(toTop, toBottom));
  }
  return enter >= leave ? 0 : (leave - enter) * Math.sqrt(dx * dx + dy * dy);
}

const CELL = 64;

/** A spatial index of occupied boxes. */
export class TakenBoxes {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const there = this.cells.get(cell);
      if (there === undefined) this.cells.set(cell, [box]);
      else there.push(box);
    }
  }

  /** Whether the box overlaps any box other than `except`. */
  touches(box: Box, except: Box | null = null): boolean {
    for (const cell of cellsOf(box)) {
      for (const other of this.cells.get(cell) ?? []) {
        if (other !== except && overlap(box, other) > 0) return true;
      }
    }
    return false;
  }
}

function* cellsOf({ x, y, width, height }: Box): Generator<number> {
  for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
      yield row * 65536 + column;
    }
  }
}
