import type { Draw } from "./draw.ts";
import { expression } from "./expressions.ts";
import { LABELS, TYPES } from "./graphs.ts";
import { KEYS } from "./write-targets.ts";
import type { ValueType, Variable } from "./value-type.ts";
import { elementsOf, type WriteContext, type WriteClauseMaker } from "./write-clause.ts";

const STORABLE: readonly ValueType[] = [
  "integer",
  "string",
  "float",
  "boolean",
  "date",
  "time",
  "datetime",
  "duration",
  "list integer",
  "list string",
  "list date",
  "point",
  "any",
];

function value(variables: readonly Variable[], around: WriteContext): string {
  return expression(around.draw.one(STORABLE), variables, around.draw.below(2), around);
}

/** A property map of something new; the values are read from what stands before. */
function properties(variables: readonly Variable[], around: WriteContext): string {
  const keys = around.draw.some(KEYS, 35).slice(0, 2);
  return keys.length === 0 ? "" : ` {${keys.map((key) => `${key}: ${value(variables, around)}`).join(", ")}}`;
}

/** A label or type as it is written, or as the value of an expression. */
function named(name: string, draw: Draw): string {
  if (!draw.chance(12)) return name;
  draw.feature("dynamic label");
  return `$('${name}')`;
}

function node(variables: readonly Variable[], around: WriteContext): { text: string; added: readonly Variable[] } {
  const { draw } = around;
  const known = variables.filter(({ type }) => type === "node");
  if (known.length > 0 && draw.chance(55)) return { text: `(${draw.one(known).name})`, added: [] };
  const name = draw.name("n");
  // Neo4j wants one sign for joined labels throughout a statement, and patterns elsewhere use &.
  const labels = draw.some(LABELS, 40).map((label) => named(label, draw));
  return {
    text: `(${name}${labels.length === 0 ? "" : `:${labels.join("&")}`}${properties(variables, around)})`,
    added: [{ name, type: "node" }],
  };
}

export const creating: WriteClauseMaker = (variables, around) => {
  const { draw } = around;
  draw.feature("CREATE");
  const [left, right] = [node(variables, around), node(variables, around)];
  if (left.added.length > 0 && draw.chance(40))
    return { text: `CREATE ${left.text}`, variables: [...variables, ...left.added], deleted: false };
  const name = draw.name("r");
  const inner = `[${name}:${named(draw.one(TYPES), draw)}${properties(variables, around)}]`;
  const arrow = draw.chance(50) ? `-${inner}->` : `<-${inner}-`;
  return {
    text: `CREATE ${left.text}${arrow}${right.text}`,
    variables: [...variables, ...left.added, ...right.added, { name, type: "relationship" }],
    deleted: false,
  };
};

/** Which of several matches comes first is open, so nothing later may depend on it. */
export const merging: WriteClauseMaker = (variables, around) => {
  const { draw, targets } = around;
  draw.feature("MERGE");
  const known = variables.filter(({ type }) => type === "node");
  let pattern: string;
  let own: Variable;
  if (known.length > 0 && draw.chance(50)) {
    own = { name: draw.name("r"), type: "relationship" };
    const held = draw.chance(40) ? ` {w: ${expression("small", variables, 0, around)}}` : "";
    const arrow = draw.one(["->", "-"]);
    const other = draw.chance(70) ? draw.one(known).name : `:${draw.one(LABELS)} {v: ${draw.between(0, 4)}}`;
    pattern = `(${draw.one(known).name})-[${own.name}:${draw.one(TYPES)}${held}]${arrow}(${other})`;
  } else {
    own = { name: draw.name("n"), type: "node" };
    pattern = `(${own.name}:${draw.one(LABELS)} {v: ${expression("small", variables, 0, around)}})`;
  }
  // Neo4j takes no subquery inside MERGE.
  const plain = { ...around, subquery: () => null };
  const [onCreate, onMatch] = [draw.chance(40), draw.chance(40)];
  const key = onCreate || onMatch ? targets.key(draw, ["m", "s", "x"]) : null;
  if (key !== null) {
    for (const [chosen, when] of [
      [onCreate, "ON CREATE SET"],
      [onMatch, "ON MATCH SET"],
    ] as const) {
      if (!chosen) continue;
      draw.feature(when);
      pattern += ` ${when} ${own.name}.${key} = ${value([own], plain)}`;
    }
  }
  return { text: `MERGE ${pattern}`, variables: [...variables, own], deleted: false };
};

/** A value for an element may only be read from itself and from what is no element. */
export const setting: WriteClauseMaker = (variables, around) => {
  const { draw } = around;
  const elements = elementsOf(variables);
  const start = draw.below(elements.length);
  const others = Array.from({ length: elements.length }, (_, index) => elements[(start + index) % elements.length]);
  const [first, second] = others as [Variable, Variable | undefined];
  // Side by side the properties of one element are set together, so the second may be of the same.
  const owners = draw.chance(50) ? [first, second !== undefined && draw.chance(60) ? second : first] : [first];
  // Neo4j may take every row through the first item before the second: so neither reads what the other sets.
  const isOne = owners.length === 1;
  const readable = variables.filter((one) => !elements.includes(one) || (isOne && one === first));
  const items = owners.map((own, index) => setItem(own, readable, around, index === 0));
  const written = items.filter((item) => item !== null);
  if (written.length === 0) return null;
  draw.feature("SET");
  return { text: `SET ${written.join(", ")}`, variables, deleted: false };
};

function setItem(own: Variable, readable: readonly Variable[], around: WriteContext, mayBeAll: boolean): string | null {
  const { draw, targets } = around;
  const { name, type } = own;
  if (type === "node" && draw.chance(18)) {
    const label = targets.label(draw);
    return label === null ? null : `${name}:${named(label, draw)}`;
  }
  const isAll = mayBeAll && targets.isEmpty && draw.chance(10);
  const key = targets.key(draw);
  if (key === null) return null;
  if (isAll) {
    targets.everything();
    return `${name} = {k: ${name}.k, ${key}: ${value(readable, around)}}`;
  }
  return draw.weighted<() => string>([
    [5, () => `${name}.${key} = ${value(readable, around)}`],
    [1, () => `${name}.${key} = coalesce(${name}.k, 0) + 1`],
    [2, () => `${name} += {${key}: ${value(readable, around)}}`],
    [1, () => `${name}['${key}'] = ${value(readable, around)}`],
  ])();
}

export const removing: WriteClauseMaker = (variables, around) => {
  const { draw, targets } = around;
  const own = draw.one(elementsOf(variables));
  if (own.type === "node" && draw.chance(50)) {
    const label = targets.label(draw);
    if (label === null) return null;
    draw.feature("REMOVE");
    return { text: `REMOVE ${own.name}:${named(label, draw)}`, variables, deleted: false };
  }
  const key = targets.key(draw);
  if (key === null) return null;
  draw.feature("REMOVE");
  return { text: `REMOVE ${own.name}${draw.chance(20) ? `['${key}']` : `.${key}`}`, variables, deleted: false };
};

export const deleting: WriteClauseMaker = (variables, { draw }) => {
  const chosen = draw.list(1, 2, () => draw.one(elementsOf(variables)));
  const detach = draw.chance(60);
  draw.feature(detach ? "DETACH DELETE" : "DELETE");
  return {
    text: `${detach ? "DETACH " : ""}DELETE ${chosen.map(({ name }) => name).join(", ")}`,
    variables: [],
    deleted: true,
  };
};
