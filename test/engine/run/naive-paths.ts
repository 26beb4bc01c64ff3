import * as fc from "fast-check";

/** A relationship between nodes told by their numbers. */
export interface Link {
  readonly n: number;
  readonly from: number;
  readonly to: number;
  readonly type: "T" | "U";
  readonly w: number;
}

/** Ten nodes, `v` of each; few of them are joined. */
export interface SmallGraph {
  readonly v: readonly number[];
  readonly links: readonly Link[];
}

/** One relationship of a pattern. `from` and `to` are the nodes in the direction written. */
export interface Hop {
  readonly direction: "out" | "in" | "both";
  readonly test?: (link: Link, from: number, to: number) => boolean;
}

/** What a pattern repeats: hops one behind the other, and what is asked of each round's nodes. */
export interface Segment {
  readonly hops: readonly Hop[];
  readonly min: number;
  readonly max: number;
  readonly round?: (nodes: readonly number[]) => boolean;
}

export interface Found {
  readonly nodes: readonly number[];
  readonly links: readonly Link[];
}

const SIZE = 10;

/** Loops, parallel relationships and circles are common in it. */
export const smallGraph: fc.Arbitrary<SmallGraph> = fc
  .tuple(
    fc.array(fc.nat({ max: 3 }), { minLength: SIZE, maxLength: SIZE }),
    fc.integer({ min: 1, max: 5 }).chain((joined) =>
      fc.array(
        fc.record({
          from: fc.nat({ max: joined }),
          to: fc.nat({ max: joined }),
          type: fc.constantFrom("T" as const, "U" as const),
          w: fc.nat({ max: 3 }),
        }),
        { maxLength: 6 },
      ),
    ),
  )
  .map(([v, links]) => ({ v, links: links.map((link, n) => ({ ...link, n })) }));

/** The statement that makes it. */
export function creation({ v, links }: SmallGraph): string {
  const nodes = v.map((value, i) => `(n${i}:N {i: ${i}, v: ${value}})`);
  const joined = links.map(({ n, from, to, type, w }) => `(n${from})-[:${type} {n: ${n}, w: ${w}}]->(n${to})`);
  return `CREATE ${[...nodes, ...joined].join(", ")}`;
}

/** Every trail that matches the segments, by looking at all of them; one that matches in two ways comes twice. */
export function naivePaths({ links }: SmallGraph, segments: readonly Segment[], source: number): Found[] {
  const found: Found[] = [];
  const nodes: number[] = [source];
  const walked: Link[] = [];
  const enter = (segment: number, rounds: number): void => {
    const at = segments[segment];
    if (at === undefined) {
      found.push({ nodes: [...nodes], links: [...walked] });
      return;
    }
    if (rounds >= at.min) enter(segment + 1, 0);
    if (rounds < at.max) walk(segment, rounds, 0);
  };
  const walk = (segment: number, rounds: number, hop: number): void => {
    const at = segments[segment] as Segment;
    const next = at.hops[hop];
    if (next === undefined) {
      if (at.round?.(nodes.slice(-1 - at.hops.length)) ?? true) enter(segment, rounds + 1);
      return;
    }
    const here = nodes.at(-1) as number;
    for (const link of links) {
      if (walked.includes(link)) continue;
      for (const there of othersOf(link, here, next.direction)) {
        if (next.test !== undefined && !next.test(link, here, there)) continue;
        nodes.push(there);
        walked.push(link);
        walk(segment, rounds, hop + 1);
        nodes.pop();
        walked.pop();
      }
    }
  };
  enter(0, 0);
  return found;
}

function othersOf({ from, to }: Link, here: number, direction: Hop["direction"]): number[] {
  if (direction === "out") return from === here ? [to] : [];
  if (direction === "in") return to === here ? [from] : [];
  if (from === to) return from === here ? [to] : [];
  return from === here ? [to] : to === here ? [from] : [];
}
