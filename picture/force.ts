import { QuadTree } from "./quad-tree.ts";

/** A graph as arrays: positions, edges, and which nodes are fixed. */
export interface ForceGraph {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** 1 for a fixed node. */
  readonly fixed?: Uint8Array;
  /** Edge weights; 1 by default. */
  readonly weight?: Float64Array;
  /** Node masses; degree + 1 by default. */
  readonly mass?: Float64Array;
}

export interface ForceOptions {
  readonly steps: number;
  /** The largest move in the first step; it shrinks to a hundredth in the last. */
  readonly reach: number;
  /** Gravity towards the centre; lower for large graphs. */
  readonly gravity?: number;
}

const PUSH = 900;
const GRAVITY = 0.6;
/** The share of the force that moves a point of mass one; a larger share makes large pictures oscillate. */
const STEP = 0.1;
const STEP_MANY = 0.6;
const PULL = 0.35;
/** From this size on, Barnes–Hut approximates the repulsion. */
const MANY = 180;

/**
 * ForceAtlas2: nodes repel by degree over distance, edges attract by distance; the step size shrinks. Changes `x` and
 * `y` in place. Uses only + − × ÷ √, so the result is the same on every machine.
 */
export function runForces(graph: ForceGraph, options: ForceOptions): void {
  const { x, y, from, to, fixed } = graph;
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
      if (fixed?.[at] === 1) continue;
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
