import type { Found, Hop, Segment, SmallGraph } from "./naive-paths.ts";

/** A pattern between (a) and (b), and what it means. */
export interface Meant {
  readonly text: string;
  readonly segments: (graph: SmallGraph) => readonly Segment[];
  /** What it asks of the path besides. */
  readonly holds?: (path: Found, graph: SmallGraph) => boolean;
}

export const MANY = Number.POSITIVE_INFINITY;
const repeat = (hop: Hop, min: number, max: number): Segment => ({ hops: [hop], min, max });
const once = (hop: Hop): Segment => repeat(hop, 1, 1);
const OUT: Hop = { direction: "out" };
const IN: Hop = { direction: "in" };
const BOTH: Hop = { direction: "both" };
const T: Hop = { direction: "out", test: ({ type }) => type === "T" };

/** One relationship that is repeated: the old functions take these too. */
export const LENGTHS: readonly Meant[] = [
  { text: "-[r*]->", segments: () => [repeat(OUT, 1, MANY)] },
  { text: "-[r*]-", segments: () => [repeat(BOTH, 1, MANY)] },
  { text: "<-[r*..3]-", segments: () => [repeat(IN, 1, 3)] },
  { text: "-[r:T*1..4]->", segments: () => [repeat(T, 1, 4)] },
  { text: "-[r:T|U*..2]-", segments: () => [repeat(BOTH, 1, 2)] },
  { text: "-[r:NOTHING*]-", segments: () => [repeat({ direction: "both", test: () => false }, 1, MANY)] },
];

export const PATTERNS: readonly Meant[] = [
  ...LENGTHS,
  { text: "-[r*2..5]-", segments: () => [repeat(BOTH, 2, 5)] },
  { text: "-[r*3..]->", segments: () => [repeat(OUT, 3, MANY)] },
  { text: "-[r]->+", segments: () => [repeat(OUT, 1, MANY)] },
  { text: "-[r]-*", segments: () => [repeat(BOTH, 0, MANY)] },
  { text: "<-[r]-{2,4}", segments: () => [repeat(IN, 2, 4)] },
  { text: "-[r]->", segments: () => [once(OUT)] },
  { text: "-[r WHERE r.w > 0]-+", segments: () => [repeat({ direction: "both", test: ({ w }) => w > 0 }, 1, MANY)] },
  { text: "-[r {w: 1}]-{1,3}", segments: () => [repeat({ direction: "both", test: ({ w }) => w === 1 }, 1, 3)] },
  { text: "-[r:!T]-{2}", segments: () => [repeat({ direction: "both", test: ({ type }) => type !== "T" }, 2, 2)] },
  {
    text: " ((x)-[r]-(y) WHERE x.v <= y.v)+ ",
    segments: ({ v }) => [
      repeat({ direction: "both", test: (_, from, to) => (v[from] ?? 0) <= (v[to] ?? 0) }, 1, MANY),
    ],
  },
  {
    text: " ((x WHERE x.v > 0)-[r]->(y WHERE y.v < 3)){1,4} ",
    segments: ({ v }) => [
      repeat({ direction: "out", test: (_, from, to) => (v[from] ?? 0) > 0 && (v[to] ?? 0) < 3 }, 1, 4),
    ],
  },
  { text: " ((x)-[r]->()<-[s]-(y))+ ", segments: () => [{ hops: [OUT, IN], min: 1, max: MANY }] },
  {
    text: " ((x)-[r]-(y)-[s]-(z) WHERE x.v <= z.v)* ",
    segments: ({ v }) => [
      { hops: [BOTH, BOTH], min: 0, max: MANY, round: ([x = 0, , z = 0]) => (v[x] ?? 0) <= (v[z] ?? 0) },
    ],
  },
  {
    text: " ((x WHERE x.v < y.v)-[r]->(y))+ ",
    segments: ({ v }) => [repeat({ direction: "out", test: (_, from, to) => (v[from] ?? 0) < (v[to] ?? 0) }, 1, MANY)],
  },
  {
    text: " ((x)<-[r {w: x.v}]-(y {v: x.v})){1,3} ",
    segments: ({ v }) => [
      repeat({ direction: "in", test: ({ w }, from, to) => w === v[from] && v[from] === v[to] }, 1, 3),
    ],
  },
  {
    text: " ((x)-[r]-(y)-[s]-(x)){1,2} ",
    segments: () => [{ hops: [BOTH, BOTH], min: 1, max: 2, round: ([x, , again]) => x === again }],
  },
  { text: " ((x)-[r]->(x))* ", segments: () => [repeat({ direction: "out", test: (_, x, y) => x === y }, 0, MANY)] },
  { text: "-[s:T]->(m)-[r]->*", segments: () => [once(T), repeat(OUT, 0, MANY)] },
  {
    text: "-[r WHERE r.w < b.v]->+",
    segments: () => [repeat(OUT, 1, MANY)],
    holds: ({ nodes, links }, { v }) => links.every(({ w }) => w < (v[nodes.at(-1) ?? 0] ?? 0)),
  },
  {
    text: " (()-[r WHERE r.w <= a.v]-(y WHERE y.v <> b.i))+ ",
    segments: () => [repeat(BOTH, 1, MANY)],
    holds: ({ nodes, links }, { v }) =>
      links.every(({ w }) => w <= (v[nodes[0] ?? 0] ?? 0)) && nodes.slice(1).every((y) => v[y] !== nodes.at(-1)),
  },
  {
    text: "-[q]-(m) (()-[r WHERE r.w >= m.v]-())+ ",
    segments: () => [once(BOTH), repeat(BOTH, 1, MANY)],
    holds: ({ nodes, links }, { v }) => links.slice(1).every(({ w }) => w >= (v[nodes[1] ?? 0] ?? 0)),
  },
  { text: "-[r]-+(m)-[s]-{1,2}", segments: () => [repeat(BOTH, 1, MANY), repeat(BOTH, 1, 2)] },
  {
    text: "-[r:T]->*(m WHERE m.v > 1)<-[s]-+",
    segments: ({ v }) => [
      repeat(T, 0, MANY),
      { hops: [], min: 1, max: 1, round: ([m = 0]) => (v[m] ?? 0) > 1 },
      repeat(IN, 1, MANY),
    ],
  },
];

export interface Selector {
  readonly text: string;
  readonly paths: number;
  readonly lengths: number;
}

export const SELECTORS: readonly Selector[] = [
  { text: "SHORTEST 1", paths: 1, lengths: 1 },
  { text: "SHORTEST 3 PATHS", paths: 3, lengths: MANY },
  { text: "ALL SHORTEST", paths: MANY, lengths: 1 },
  { text: "SHORTEST GROUP", paths: MANY, lengths: 1 },
  { text: "SHORTEST 2 GROUPS", paths: MANY, lengths: 2 },
  { text: "ANY", paths: 1, lengths: 1 },
  { text: "ANY 2 PATHS", paths: 2, lengths: MANY },
];

/** How the two ends are given, and which pairs that leaves. */
export const ENDS: readonly { readonly text: string; readonly has: (a: number, b: number) => boolean }[] = [
  { text: "MATCH (a:N {i: 0}), (b:N {i: 1})", has: (a, b) => a === 0 && b === 1 },
  { text: "MATCH (a:N {i: 2})", has: (a) => a === 2 },
  { text: "MATCH (b:N {i: 1})", has: (_, b) => b === 1 },
  { text: "MATCH (a:N), (b:N) WHERE a.i < b.i", has: (a, b) => a < b },
  { text: "", has: () => true },
];

/** Conditions of the path, as written and as meant. */
export const WHOLE: readonly { readonly text: string; readonly holds: (path: Found, graph: SmallGraph) => boolean }[] =
  [
    { text: "all(x IN relationships(p) WHERE x.w < 3)", holds: ({ links }) => links.every(({ w }) => w < 3) },
    {
      text: "none(x IN relationships(p) WHERE type(x) = 'U')",
      holds: ({ links }) => links.every(({ type }) => type !== "U"),
    },
    {
      text: "all(x IN nodes(p) WHERE x.v > 0)",
      holds: ({ nodes }, { v }) => nodes.every((node) => (v[node] ?? 0) > 0),
    },
    { text: "none(x IN nodes(p) WHERE x.i = 2)", holds: ({ nodes }) => !nodes.includes(2) },
    {
      text: "all(x IN r WHERE x.w > a.v - 1)",
      holds: ({ links, nodes }, { v }) => links.every(({ w }) => w > (v[nodes[0] ?? 0] ?? 0) - 1),
    },
    { text: "any(x IN r WHERE x.w = 3)", holds: ({ links }) => links.some(({ w }) => w === 3) },
    { text: "length(p) > 2", holds: ({ links }) => links.length > 2 },
    { text: "length(p) % 2 = 0", holds: ({ links }) => links.length % 2 === 0 },
    {
      text: "reduce(s = 0, x IN relationships(p) | s + x.w) > 4",
      holds: ({ links }) => links.reduce((sum, { w }) => sum + w, 0) > 4,
    },
  ];
