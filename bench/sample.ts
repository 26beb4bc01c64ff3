export const TYPES = ["KNOWS", "PAYS"] as const;

/** A graph as plain arrays, which every side loads and the hand-written loops traverse. */
export interface Sample {
  readonly nodes: number;
  readonly names: readonly string[];
  readonly ages: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** An index into TYPES: 0 or 1. */
  readonly types: Uint8Array;
  readonly weights: Int32Array;
}

const HUB_SHARE = 100;

/** The same graph on every call: random relationships, one in a hundred of which starts at node 0. */
export function makeSample(nodes: number, relationships: number): Sample {
  const random = randomNumbers(20_240_517);
  const [starts, ends] = [new Int32Array(relationships), new Int32Array(relationships)];
  const [types, weights] = [new Uint8Array(relationships), new Int32Array(relationships)];
  for (let at = 0; at < relationships; at += 1) {
    starts[at] = at % HUB_SHARE === 0 ? 0 : random(nodes);
    ends[at] = random(nodes);
    types[at] = random(2);
    weights[at] = random(50);
  }
  return {
    nodes,
    names: Array.from({ length: nodes }, (_, node) => `Person ${node}`),
    ages: Int32Array.from({ length: nodes }, () => random(90)),
    starts,
    ends,
    types,
    weights,
  };
}

/** The adjacency of each node in compressed sparse rows (CSR), as hand-written loops would use it. */
export interface Walk {
  readonly offsets: Int32Array;
  readonly relationships: Int32Array;
  readonly others: Int32Array;
}

/** The adjacency in the direction from `from` to `to`. */
export function walkOf(nodes: number, from: Int32Array, to: Int32Array): Walk {
  const offsets = new Int32Array(nodes + 1);
  for (const node of from) offsets[node + 1] = (offsets[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1)
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  const fill = offsets.slice();
  const [relationships, others] = [new Int32Array(from.length), new Int32Array(from.length)];
  for (let at = 0; at < from.length; at += 1) {
    const place = fill[from[at] as number] as number;
    relationships[place] = at;
    others[place] = to[at] as number;
    fill[from[at] as number] = place + 1;
  }
  return { offsets, relationships, others };
}

/** Random integers below a bound (mulberry32); the same seed gives the same numbers. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
