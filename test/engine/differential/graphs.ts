import { stringLiteral } from "./constants.ts";
import { Draw } from "./draw.ts";

export const LABELS = ["A", "B", "C"] as const;
export const TYPES = ["R", "S", "T"] as const;
/** Statements that make every label, type and key once. */
export const TOKENS: readonly string[] = [
  "CREATE (:A:B:C:D {k: 0, v: 0, s: '', f: 0.5, b: true, d: date(), l: [1], x: 1, m: 1, a: 1})-[:R {k: 0, w: 0}]->(:A)-[:S]->(:A)-[:T]->(:A)-[:U]->(:A)",
];

const MIXED = [
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

/** A CREATE of a few nodes and relationships; each has a number `k` of its own, by which answers tell them apart. */
export function graphText(choices: readonly number[]): string {
  const draw = new Draw(choices);
  const nodes = draw.list(draw.chance(4) ? 0 : 1, 6, (index) => {
    const labels = draw.some(LABELS, 50).map((label) => `:${label}`);
    return `(n${index}${labels.join("")} {${[`k: ${index}`, ...properties(draw)].join(", ")}})`;
  });
  if (nodes.length === 0) return "";
  const relationships = draw.list(0, 10, (index) => {
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
    ["l", () => draw.one(["[1, 2]", "[]", "[3]"])],
    ["x", () => draw.one(MIXED)],
  ];
  return makers.flatMap(([key, value]) => (draw.chance(key === "v" ? 75 : 40) ? [`${key}: ${value()}`] : []));
}
