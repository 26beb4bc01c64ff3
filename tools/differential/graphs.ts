import { stringLiteral } from "./constants.ts";
import { Draw } from "./draw.ts";

export const LABELS = ["A", "B", "C"] as const;
export const TYPES = ["R", "S", "T"] as const;
/** Statements that make every label, type and key once. */
export const TOKENS: readonly string[] = [
  "CREATE (:A:B:C:D:P:Q {k: 0, v: 0, s: '', f: 0.5, b: true, d: date(), t: datetime(), u: duration('P1D'), p: point({x: 1, y: 2}), l: [1], x: 1, m: 1, a: 1, id: 0})-[:R {k: 0, w: 0}]->(:A)-[:S]->(:A)-[:T]->(:A)-[:U]->(:A)-[:V]->(:A)",
];

export const MIXED = [
  "1",
  "2",
  "'a'",
  "'1'",
  "true",
  "1.5",
  "date('2020-02-29')",
  "duration('P1D')",
  "[1, 2]",
  "['a']",
  "-0.5",
];

/** What a statement is asked about. */
export interface StartingGraph {
  /** A CREATE; empty for none. */
  readonly text: string;
  /** The constraints and indexes that stand before it. */
  readonly schema: readonly string[];
}

/** Among them the same instant in two zones, which are two values. */
export const INSTANTS = [
  "2020-02-29T12:00Z",
  "2020-02-29T13:00+01:00",
  "1999-12-31T23:59:59.5Z",
  "2020-03-29T03:30[Europe/Stockholm]",
  "2021-01-01T00:00-05:00",
];

export const PLACES = [
  "{x: 1, y: 2}",
  "{x: 3.5, y: -1}",
  "{longitude: 12.5, latitude: 55.75}",
  "{longitude: 18.0, latitude: 59.25}",
  "{x: 1, y: 2, z: 3}",
];

/** A CREATE of a few nodes and relationships; each has a number `k` of its own, by which answers tell them apart. */
export function graphText(choices: readonly number[]): string {
  const draw = new Draw(choices);
  const nodes = draw.list(
    draw.weighted([
      [26, 1],
      [70, 4],
      [4, 0],
    ]),
    7,
    (index) => {
      const labels = draw.some(LABELS, 50).map((label) => `:${label}`);
      return `(n${index}${labels.join("")} {${[`k: ${index}`, ...properties(draw)].join(", ")}})`;
    },
  );
  if (nodes.length === 0) return "";
  const relationships = draw.list(draw.chance(70) ? 5 : 0, 12, (index) => {
    const [from, to] = [draw.below(nodes.length), draw.below(nodes.length)];
    const weight = draw.chance(70) ? `, w: ${draw.between(0, 3)}` : "";
    return `(n${from})-[:${draw.one(TYPES)} {k: ${100 + index}${weight}}]->(n${to})`;
  });
  return `CREATE ${[...nodes, ...relationships].join(", ")}`;
}

function properties(draw: Draw): string[] {
  const makers: readonly (readonly [key: string, value: () => string])[] = [
    ["v", () => String(draw.between(0, 4))],
    ["s", () => stringLiteral(draw.one(["a", "ab", "b", "", "Äß"]))],
    ["f", () => draw.one(["0.5", "1.5", "-2.25"])],
    ["b", () => draw.one(["true", "false"])],
    ["d", () => `date('${draw.one(["2020-02-29", "1999-12-31", "2020-03-01"])}')`],
    ["t", () => `datetime('${draw.one(INSTANTS)}')`],
    ["u", () => `duration('${draw.one(["P1D", "PT24H", "P1M", "P30D", "PT0.5S", "-P1D"])}')`],
    ["p", () => `point(${draw.one(PLACES)})`],
    ["l", () => draw.one(["[1, 2]", "[]", "[3]"])],
    ["x", () => draw.one(MIXED)],
  ];
  return makers.flatMap(([key, value]) => (draw.chance(key === "v" ? 75 : 50) ? [`${key}: ${value()}`] : []));
}
