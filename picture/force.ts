import { QuadTree } from "./quad-tree.ts";

/** A graph as numbers: where its points stand, which of them are joined, and which may not move. */
export interface ForceGraph {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** One where a point is held. */
  readonly held?: Uint8Array;
  /** How strongly each line pulls; 1 for all without it. */
  readonly weight?: Float64Array;
  /** How strongly each point pushes; its lines and one without it. */
  readonly mass?: Float64Array;
}

export interface ForceOptions {
  readonly steps: number;
  /** How far a point may go in the first step; in the last it may go a hundredth of it. */
  readonly reach: number;
  /** How strongly all is drawn to the middle; a large picture wants less. */
  readonly gravity?: number;
}

const PUSH = 900;
const GRAVITY = 0.6;
/** A share of the force that moves a point of mass one; more of it makes large pictures tremble. */
const STEP = 0.1;
const STEP_MANY = 0.6;
const PULL = 0.35;
/** From here on far points push in groups. */
const MANY = 180;

/**
 * ForceAtlas2's forces (points push each other by their joins over their distance, joined points pull by it), with a
 * reach that shrinks step by step. Moves `x` and `y`. Only + − × ÷ √ are used: the same on every machine.
 */
export function runForces(graph: ForceGraph, options: ForceOptions): void {
  const { x, y, from, to, held } = graph;
  const mass = graph.mass ?? masses(x.length, from, to);
  const gravity = options.gravity ?? GRAVITY;
  const most = gravity < GRAVITY ? STEP_MANY : STEP;
  const force = new Float64Array(x.length * 2);
  const tree = x.length > MANY ? new QuadTree(x.length) : null;
  for (let step = 0; step < options.steps; step++) {
    force.fill(0);
    if (tree === null) pushAll(graph, mass, force);
    else {
      tree.build(x, y, mass);
      for (let at = 0; at < x.length; at++) tree.push(x[at]!, y[at]!, PUSH * mass[at]!, force, at * 2);
    }
    pull(graph, force);
    const reach = options.reach * (1 - (0.99 * step) / options.steps);
    for (let at = 0; at < x.length; at++) {
      if (held?.[at] === 1) continue;
      const forceX = force[at * 2]! - gravity * mass[at]! * x[at]!;
      const forceY = force[at * 2 + 1]! - gravity * mass[at]! * y[at]!;
      const strength = Math.sqrt(forceX * forceX + forceY * forceY);
      const share = Math.min(most / mass[at]!, strength === 0 ? 0 : reach / strength);
      x[at]! += forceX * share;
      y[at]! += forceY * share;
    }
  }
}

function masses(points: number, from: Uint32Array, to: Uint32Array): Float64Array {
  const mass = new Float64Array(points).fill(1);
  for (let line = 0; line < from.length; line++) {
    mass[from[line]!]! += 1;
    mass[to[line]!]! += 1;
  }
  return mass;
}

function pushAll({ x, y }: ForceGraph, mass: Float64Array, force: Float64Array): void {
  for (let one = 0; one < x.length; one++) {
    for (let other = one + 1; other < x.length; other++) {
      const [dx, dy] = [x[one]! - x[other]!, y[one]! - y[other]!];
      const push = (PUSH * mass[one]! * mass[other]!) / Math.max(dx * dx + dy * dy, 1);
      force[one * 2]! += dx * push;
      force[one * 2 + 1]! += dy * push;
      force[other * 2]! -= dx * push;
      force[other * 2 + 1]! -= dy * push;
    }
  }
}

function pull({ x, y, from, to, weight }: ForceGraph, force: Float64Array): void {
  for (let line = 0; line < from.length; line++) {
    const one = from[line]!;
    const other = to[line]!;
    const strength = weight === undefined ? PULL : PULL * weight[line]!;
    const dx = (x[other]! - x[one]!) * strength;
    const dy = (y[other]! - y[one]!) * strength;
    force[one * 2]! += dx;
    force[one * 2 + 1]! += dy;
    force[other * 2]! -= dx;
    force[other * 2 + 1]! -= dy;
  }
}
