import { lengthInside, type Box } from "./boxes.ts";
import type { Frame } from "./drawing.ts";
import { boxBeside, type Side } from "./labels.ts";
import { randomFrom } from "./seed.ts";

/** A small picture as numbers; `x`, `y` and `sides` are improved in place. */
export interface TidyPicture {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
  readonly labels: readonly Frame[];
  readonly sides: Side[];
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

export interface TidyOptions {
  readonly frame: Frame;
  readonly seed: number;
  readonly moves: number;
}

const TIDY_SIDES = ["right", "left", "below", "above"] as const;
const MARGIN = 10;
const CLEAR = 22;
/** Marks nearer than this push each other, so that the sheet is used evenly. CSS px. */
const FAR = 180;
const LINE_LENGTH = 130;

/**
 * What a picture editor does with scissors and glue: moves one mark or one label at a time and keeps the move when the
 * picture reads better: nothing on anything else, no line through a name or under a mark, few crossings, nothing
 * far from what it is joined to, nothing cut. Ever smaller moves, drawn from a seed.
 */
export function tidy(picture: TidyPicture, options: TidyOptions): void {
  const { x, y, sides } = picture;
  const sheet = new Sheet(picture, options.frame);
  const random = randomFrom(options.seed);
  const span = Math.max(options.frame.width, options.frame.height) / 4;
  for (let move = 0; move < options.moves; move++) {
    const left = 1 - move / options.moves;
    const mark = Math.floor(random() * x.length);
    const before = sheet.costOf(mark);
    const [oldX, oldY, oldSide] = [x[mark]!, y[mark]!, sides[mark]!];
    if (random() < 0.3) {
      sides[mark] = TIDY_SIDES[Math.floor(random() * TIDY_SIDES.length)]!;
    } else {
      const reach = 3 + span * left * left;
      x[mark] = oldX + (random() * 2 - 1) * reach;
      y[mark] = oldY + (random() * 2 - 1) * reach;
    }
    sheet.refresh(mark);
    if (sheet.costOf(mark) - before > 4 * left * left * random()) {
      x[mark] = oldX;
      y[mark] = oldY;
      sides[mark] = oldSide;
      sheet.refresh(mark);
    }
  }
}

/** The picture with what it costs at each mark. */
class Sheet {
  private readonly boxes: Box[];
  private readonly lines: readonly (readonly number[])[];

  constructor(
    private readonly picture: TidyPicture,
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

  /** All of the cost that moving this mark or its label can change. */
  costOf(mark: number): number {
    let cost = this.outside(mark) + (this.picture.sides[mark] === "right" ? 0 : 0.4);
    for (let other = 0; other < this.boxes.length; other++) {
      if (other !== mark) cost += this.together(mark, other);
    }
    for (const line of this.lines[mark]!) cost += this.ownLine(line);
    const box = this.boxes[mark]!;
    const { from, to } = this.picture;
    for (let line = 0; line < from.length; line++) {
      const own = from[line] === mark || to[line] === mark;
      cost += this.through(line, box) * (own ? 0.7 : 1);
      if (!own) cost += this.under(line, mark);
    }
    return cost;
  }

  private outside(mark: number): number {
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

  private together(one: number, other: number): number {
    const { x, y, radius } = this.picture;
    const dx = x[one]! - x[other]!;
    const dy = y[one]! - y[other]!;
    const distance = Math.sqrt(dx * dx + dy * dy);
    const clear = distance - radius[one]! - radius[other]!;
    let cost = clear < CLEAR ? 3 + (CLEAR - clear) * 2 : 0;
    if (distance < FAR) cost += 9 * (1 - distance / FAR) * (1 - distance / FAR);
    cost += pressed(this.boxes[one]!, this.boxes[other]!, 4);
    return cost + this.covered(other, this.boxes[one]!) + this.covered(one, this.boxes[other]!);
  }

  private covered(mark: number, box: Box): number {
    const reach = this.picture.radius[mark]! + 3;
    const x = this.picture.x[mark]!;
    const y = this.picture.y[mark]!;
    const width = Math.min(box.x + box.width, x + reach) - Math.max(box.x, x - reach);
    const height = Math.min(box.y + box.height, y + reach) - Math.max(box.y, y - reach);
    return width <= 0 || height <= 0 ? 0 : 25 + (width * height) / 8;
  }

  private ownLine(line: number): number {
    const { x, y, from, to } = this.picture;
    const one = from[line]!;
    const other = to[line]!;
    const dx = x[one]! - x[other]!;
    const dy = y[one]! - y[other]!;
    const far = Math.sqrt(dx * dx + dy * dy) / LINE_LENGTH - 1;
    let cost = far > 0 ? far * far * 1.6 + far : 0;
    for (let mark = 0; mark < this.boxes.length; mark++) {
      if (mark === one || mark === other) continue;
      cost += this.under(line, mark) + this.through(line, this.boxes[mark]!);
    }
    for (let crossing = 0; crossing < from.length; crossing++) {
      if (crossing !== line && this.cross(line, crossing)) cost += 1.6;
    }
    return cost;
  }

  /** A line that passes under a mark it does not belong to reads as if it ended there. */
  private under(line: number, mark: number): number {
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

  private through(line: number, box: Box): number {
    const { x, y, from, to } = this.picture;
    const inside = lengthInside(box, x[from[line]!]!, y[from[line]!]!, x[to[line]!]!, y[to[line]!]!);
    return inside === 0 ? 0 : 2 + inside / 14;
  }

  private cross(line: number, other: number): boolean {
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

/** What it costs that one box, grown by `margin`, lies on another. */
function pressed(one: Box, other: Box, margin: number): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) + margin;
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) + margin;
  return width <= 0 || height <= 0 ? 0 : 25 + (width * height) / 8;
}
