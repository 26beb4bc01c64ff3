import { lengthInside, type Box } from "./boxes.ts";
import type { Frame } from "./drawing.ts";
import { boxBeside, type Side } from "./labels.ts";
import { randomFrom } from "./seed.ts";

/** A layout as arrays; annealing changes `x`, `y` and `sides` in place. */
export interface LayoutState {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
  readonly labels: readonly Frame[];
  readonly sides: Side[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

export interface AnnealingOptions {
  readonly frame: Frame;
  readonly seed: number;
  readonly moves: number;
}

const LABEL_SIDES = ["right", "left", "below", "above"] as const;
const MARGIN = 10;
const CLEAR = 22;
/** Marks nearer than this, in CSS px, increase the cost, so that they spread evenly. */
const FAR = 180;
const LINE_LENGTH = 130;

/**
 * Label-aware placement by simulated annealing: moves one mark or the side of one label at a time, and keeps a move
 * that lowers the cost, or, while the temperature is high, raises it a little. The cost counts overlaps, lines through
 * labels or under marks, crossings, long lines, and what the frame cuts off. Moves shrink; all randomness comes from
 * the seed.
 */
export function anneal(picture: LayoutState, options: AnnealingOptions): void {
  const { x, y, sides } = picture;
  const cost = new LayoutCost(picture, options.frame);
  const random = randomFrom(options.seed);
  const span = Math.max(options.frame.width, options.frame.height) / 4;
  for (let move = 0; move < options.moves; move++) {
    const left = 1 - move / options.moves;
    const mark = Math.floor(random() * x.length);
    const before = cost.costOf(mark);
    const [oldX, oldY, oldSide] = [x[mark]!, y[mark]!, sides[mark]!];
    if (random() < 0.3) {
      sides[mark] = LABEL_SIDES[Math.floor(random() * LABEL_SIDES.length)]!;
    } else {
      const reach = 3 + span * left * left;
      x[mark] = oldX + (random() * 2 - 1) * reach;
      y[mark] = oldY + (random() * 2 - 1) * reach;
    }
    cost.refresh(mark);
    if (cost.costOf(mark) - before > 4 * left * left * random()) {
      x[mark] = oldX;
      y[mark] = oldY;
      sides[mark] = oldSide;
      cost.refresh(mark);
    }
  }
}

/** The cost function of a layout. */
class LayoutCost {
  private readonly boxes: Box[];
  private readonly lines: readonly (readonly number[])[];

  constructor(
    private readonly picture: LayoutState,
    private readonly frame: Frame,
  ) {
    const lines: number[][] = picture.labels.map(() => []);
    picture.from.forEach((from, line) => {
      lines[from]?.push(line);
      lines[picture.to[line]!]?.push(line);
    });
    this.lines = lines;
    this.boxes = picture.labels.map((_, mark) => this.boxOf(mark));
  }

  private boxOf(mark: number): Box {
    const { x, y, radius, labels, sides } = this.picture;
    return boxBeside({ x: x[mark]!, y: y[mark]!, radius: radius[mark]! }, labels[mark]!, sides[mark]!);
  }

  refresh(mark: number): void {
    this.boxes[mark] = this.boxOf(mark);
  }

  /** The part of the cost that depends on this mark and its label. */
  costOf(mark: number): number {
    let cost = this.overflowCost(mark) + (this.picture.sides[mark] === "right" ? 0 : 0.4);
    for (let other = 0; other < this.boxes.length; other++) {
      if (other !== mark) cost += this.pairCost(mark, other);
    }
    for (const line of this.lines[mark]!) cost += this.lineCost(line);
    const box = this.boxes[mark]!;
    const { from, to } = this.picture;
    for (let line = 0; line < from.length; line++) {
      const own = from[line] === mark || to[line] === mark;
      cost += this.lineThroughLabelCost(line, box) * (own ? 0.7 : 1);
      if (!own) cost += this.lineUnderMarkCost(line, mark);
    }
    return cost;
  }

  private overflowCost(mark: number): number {
    const { x, y, radius } = this.picture;
    const box = this.boxes[mark]!;
    const reach = radius[mark]!;
    const left = Math.min(box.x, x[mark]! - reach) - MARGIN;
    const top = Math.min(box.y, y[mark]! - reach) - MARGIN;
    const right = this.frame.width - MARGIN - Math.max(box.x + box.width, x[mark]! + reach);
    const bottom = this.frame.height - MARGIN - Math.max(box.y + box.height, y[mark]! + reach);
    const over = Math.min(0, left) + Math.min(0, top) + Math.min(0, right) + Math.min(0, bottom);
    return over === 0 ? 0 : 60 - over * 3;
  }

  private pairCost(one: number, other: number): number {
    const { x, y, radius } = this.picture;
    const dx = x[one]! - x[other]!;
    const dy = y[one]! - y[other]!;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const clear = distance - radius[one]! - radius[other]!;
    let cost = clear < CLEAR ? 3 + (CLEAR - clear) * 2 : 0;
    if (distance < FAR) cost += 9 * (1 - distance / FAR) * (1 - distance / FAR);
    cost += overlapCost(this.boxes[one]!, this.boxes[other]!, 4);
    return cost + this.coverCost(other, this.boxes[one]!) + this.coverCost(one, this.boxes[other]!);
  }

  private coverCost(mark: number, box: Box): number {
    const reach = this.picture.radius[mark]! + 3;
    const x = this.picture.x[mark]!;
    const y = this.picture.y[mark]!;
    const width = Math.min(box.x + box.width, x + reach) - Math.max(box.x, x - reach);
    const height = Math.min(box.y + box.height, y + reach) - Math.max(box.y, y - reach);
    return width <= 0 || height <= 0 ? 0 : 25 + (width * height) / 8;
  }

  private lineCost(line: number): number {
    const { x, y, from, to } = this.picture;
    const one = from[line]!;
    const other = to[line]!;
    const dx = x[one]! - x[other]!;
    const dy = y[one]! - y[other]!;
    const far = Math.sqrt(dx * dx + dy * dy) / LINE_LENGTH - 1;
    let cost = far > 0 ? far * far * 1.6 + far : 0;
    for (let mark = 0; mark < this.boxes.length; mark++) {
      if (mark === one || mark === other) continue;
      cost += this.lineUnderMarkCost(line, mark) + this.lineThroughLabelCost(line, this.boxes[mark]!);
    }
    for (let crossing = 0; crossing < from.length; crossing++) {
      if (crossing !== line && this.isCrossing(line, crossing)) cost += 1.6;
    }
    return cost;
  }

  /** The cost of a line that passes under a mark it does not join: it looks as if it ended there. */
  private lineUnderMarkCost(line: number, mark: number): number {
    const { x, y, radius, from, to } = this.picture;
    const startX = x[from[line]!]!;
    const startY = y[from[line]!]!;
    const dx = x[to[line]!]! - startX;
    const dy = y[to[line]!]! - startY;
    const toX = x[mark]! - startX;
    const toY = y[mark]! - startY;
    const squared = dx * dx + dy * dy;
    const along = toX * dx + toY * dy;
    if (along <= 0 || along >= squared) return 0;
    const across = toX * dy - toY * dx;
    const reach = radius[mark]! + 7;
    if (across * across >= reach * reach * squared) return 0;
    return 6 + reach - Math.sqrt((across * across) / squared);
  }

  private lineThroughLabelCost(line: number, box: Box): number {
    const { x, y, from, to } = this.picture;
    const inside = lengthInside(box, x[from[line]!]!, y[from[line]!]!, x[to[line]!]!, y[to[line]!]!);
    return inside === 0 ? 0 : 2 + inside / 14;
  }

  private isCrossing(line: number, other: number): boolean {
    const { x, y, from, to } = this.picture;
    const a = from[line]!;
    const b = to[line]!;
    const c = from[other]!;
    const d = to[other]!;
    if (a === c || a === d || b === c || b === d) return false;
    return turns(x, y, a, b, c) !== turns(x, y, a, b, d) && turns(x, y, c, d, a) !== turns(x, y, c, d, b);
  }
}

// oxlint-disable-next-line max-params -- the innermost loop: an object for each call costs more than the sum itself
function turns(x: Float64Array, y: Float64Array, a: number, b: number, c: number): boolean {
  return (x[b]! - x[a]!) * (y[c]! - y[a]!) > (y[b]! - y[a]!) * (x[c]! - x[a]!);
}

/** The cost of two boxes, one grown by `margin`, that overlap. */
function overlapCost(one: Box, other: Box, margin: number): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) + margin;
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) + margin;
  return width <= 0 || height <= 0 ? 0 : 25 + (width * height) / 8;
}
