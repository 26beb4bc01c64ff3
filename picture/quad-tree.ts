const THETA_SQUARED = 1.2 * 1.2;
const DEEPEST = 40;

/**
 * A Barnes-Hut tree: points with masses, grouped so that a distant group repels as one point. Rebuilt for every step.
 */
export class QuadTree {
  private readonly children: Int32Array;
  private readonly centreX: Float64Array;
  private readonly centreY: Float64Array;
  private readonly mass: Float64Array;
  private readonly side: Float64Array;
  private readonly stack: Int32Array;
  private cells = 0;

  constructor(points: number) {
    const room = Math.max(64, points * 6);
    this.children = new Int32Array(room * 4);
    this.centreX = new Float64Array(room);
    this.centreY = new Float64Array(room);
    this.mass = new Float64Array(room);
    this.side = new Float64Array(room);
    this.stack = new Int32Array(4 * (DEEPEST + 2) + 8);
  }

  build(x: Float64Array, y: Float64Array, mass: Float64Array): void {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let at = 0; at < x.length; at++) {
      left = Math.min(left, x[at]!);
      right = Math.max(right, x[at]!);
      top = Math.min(top, y[at]!);
      bottom = Math.max(bottom, y[at]!);
    }
    this.cells = 0;
    const side = Math.max(right - left, bottom - top, 1e-9);
    this.open(side);
    for (let at = 0; at < x.length; at++) {
      this.insert(x[at]!, y[at]!, mass[at]!, { x: left + side / 2, y: top + side / 2 });
    }
  }

  private open(side: number): number {
    const cell = this.cells++;
    this.children.fill(0, cell * 4, cell * 4 + 4);
    this.mass[cell] = 0;
    this.side[cell] = side;
    return cell;
  }

  private insert(x: number, y: number, mass: number, middle: { x: number; y: number }): void {
    let cell = 0;
    let { x: middleX, y: middleY } = middle;
    for (let depth = 0; ; depth++) {
      const had = this.mass[cell]!;
      const leaf = had > 0 && this.isLeaf(cell);
      const [oldX, oldY] = [this.centreX[cell]!, this.centreY[cell]!];
      this.mass[cell] = had + mass;
      this.centreX[cell] = (oldX * had + x * mass) / (had + mass);
      this.centreY[cell] = (oldY * had + y * mass) / (had + mass);
      // For points at one position, or when the arrays are full, the cell represents them all.
      if (had === 0 || depth >= DEEPEST || this.cells + 2 >= this.mass.length) return;
      if (leaf) {
        const moved = this.child(cell, oldX, oldY, middleX, middleY);
        this.mass[moved] = had;
        this.centreX[moved] = oldX;
        this.centreY[moved] = oldY;
      }
      const quarter = this.side[cell]! / 4;
      cell = this.child(cell, x, y, middleX, middleY);
      middleX += x < middleX ? -quarter : quarter;
      middleY += y < middleY ? -quarter : quarter;
    }
  }

  private isLeaf(cell: number): boolean {
    const at = cell * 4;
    return (this.children[at]! | this.children[at + 1]! | this.children[at + 2]! | this.children[at + 3]!) === 0;
  }

  private child(cell: number, x: number, y: number, middleX: number, middleY: number): number {
    const at = cell * 4 + (x < middleX ? 0 : 1) + (y < middleY ? 0 : 2);
    if (this.children[at] === 0) this.children[at] = this.open(this.side[cell]! / 2);
    return this.children[at]!;
  }

  /** Adds the repulsion of all other points to `force` at `at` and `at + 1`; it decreases with the distance. */
  push(x: number, y: number, strength: number, force: Float64Array, at: number): void {
    let depth = 0;
    this.stack[depth++] = 0;
    let [forceX, forceY] = [0, 0];
    while (depth > 0) {
      const cell = this.stack[--depth]!;
      if (this.mass[cell] === 0) continue;
      const [dx, dy, side] = [x - this.centreX[cell]!, y - this.centreY[cell]!, this.side[cell]!];
      const distance = dx * dx + dy * dy;
      if (this.isLeaf(cell) || side * side < THETA_SQUARED * distance) {
        if (distance > 0) {
          const push = (strength * this.mass[cell]!) / distance;
          forceX += dx * push;
          forceY += dy * push;
        }
        continue;
      }
      for (let quarter = 0; quarter < 4; quarter++) {
        const child = this.children[cell * 4 + quarter]!;
        if (child !== 0) this.stack[depth++] = child;
      }
    }
    force[at]! += forceX;
    force[at + 1]! += forceY;
  }
}
