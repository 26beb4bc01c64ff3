import { Draw } from "./draw.ts";
import { expression, type Surroundings } from "./expressions.ts";
import { LABELS, TYPES } from "./graphs.ts";
import { sortKeyOf } from "./projections.ts";
import { clauses, withGraph } from "./read-statement.ts";
import type { Statement } from "./statement.ts";
import { listOf, type ValueType, type Variable } from "./value-type.ts";

/** What the next clause may name. */
interface Names {
  readonly variables: readonly Variable[];
  /** Something was deleted, so that nothing of an element may be read any more. */
  readonly deleted: boolean;
}

interface Written extends Names {
  readonly text: string;
}

/** Clauses that write, in rows of a known order: where two rows write to the same place the last one counts. */
export function writeStatement(choices: readonly number[]): Statement {
  const draw = new Draw(choices);
  const around = withGraph(draw);
  const start = draw.chance(75) ? orderedRows(around) : { text: "", variables: [] };
  let names: Names = { variables: start.variables, deleted: false };
  const texts = draw.list(1, 3, () => {
    if (names.deleted) return "";
    const written = writing(names.variables, around);
    names = written;
    return written.text;
  });
  const mustEnd = texts.at(-1)?.includes("RETURN") ?? false;
  const last = names.deleted ? "" : ending(names.variables, mustEnd, around);
  const columns = [...last.matchAll(/(?<=RETURN.*) AS (\w+)/g)].map(([, name = ""]) => name);
  return {
    text: [start.text, ...texts, last].filter((text) => text !== "").join(" "),
    columns,
    parameters: draw.parameters,
    features: draw.features,
    writes: true,
    sortedBy: [],
    bags: [],
  };
}

function orderedRows(around: Surroundings): { text: string; variables: readonly Variable[] } {
  const { text, variables } = clauses([], 2, around);
  const kept = variables.filter((variable) => /^\w+$/.test(variable.name) && sortKeyOf(variable) !== null);
  if (kept.length === 0) return { text: `${text} WITH count(*) AS c0`, variables: [{ name: "c0", type: "integer" }] };
  const names = kept.map(({ name }) => name).join(", ");
  return { text: `${text} WITH ${names} ORDER BY ${kept.map(sortKeyOf).join(", ")}`, variables: kept };
}

type WritingClause = (variables: readonly Variable[], around: Surroundings) => Written;

function writing(variables: readonly Variable[], around: Surroundings): Written {
  const elements = variables.filter(({ type }) => type === "node" || type === "relationship");
  const options: (readonly [number, WritingClause])[] = [
    [3, creating],
    [3, merging],
    [1, foreachWriting],
    [1, unwindWriting],
    [1, callWriting],
  ];
  if (elements.length > 0) options.push([5, setting], [2, removing], [2, deleting]);
  return around.draw.weighted(options)(variables, around);
}

const STORABLE: readonly ValueType[] = [
  "integer",
  "string",
  "float",
  "boolean",
  "date",
  "duration",
  "list integer",
  "point",
  "any",
];
const KEYS = ["v", "s", "x", "m"] as const;

/** An entry of a property map; the value is read from what stands before. */
function entries(least: number, variables: readonly Variable[], around: Surroundings): string {
  const { draw } = around;
  const keys = draw.some(KEYS, 35).slice(0, 2);
  const chosen = keys.length < least ? ["v"] : keys;
  if (chosen.length === 0) return "";
  return ` {${chosen.map((key) => `${key}: ${value(variables, around)}`).join(", ")}}`;
}

function value(variables: readonly Variable[], around: Surroundings): string {
  return expression(around.draw.one(STORABLE), variables, around.draw.below(2), around);
}

function node(variables: readonly Variable[], around: Surroundings): { text: string; added: readonly Variable[] } {
  const { draw } = around;
  const known = variables.filter(({ type }) => type === "node");
  if (known.length > 0 && draw.chance(55)) return { text: `(${draw.one(known).name})`, added: [] };
  const name = draw.name("n");
  // Neo4j wants one sign for joined labels throughout a statement, and patterns elsewhere use &.
  const labels = draw.some(LABELS, 40).join("&");
  return {
    text: `(${name}${labels === "" ? "" : `:${labels}`}${entries(0, variables, around)})`,
    added: [{ name, type: "node" }],
  };
}

const creating: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("CREATE");
  const [left, right] = [node(variables, around), node(variables, around)];
  if (left.added.length > 0 && draw.chance(40))
    return { text: `CREATE ${left.text}`, variables: [...variables, ...left.added], deleted: false };
  const name = draw.name("r");
  const inner = `[${name}:${draw.one(TYPES)}${entries(0, variables, around)}]`;
  const arrow = draw.chance(50) ? `-${inner}->` : `<-${inner}-`;
  return {
    text: `CREATE ${left.text}${arrow}${right.text}`,
    variables: [...variables, ...left.added, ...right.added, { name, type: "relationship" }],
    deleted: false,
  };
};

const merging: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("MERGE");
  const known = variables.filter(({ type }) => type === "node");
  let pattern: string;
  let own: Variable;
  if (known.length > 0 && draw.chance(50)) {
    own = { name: draw.name("r"), type: "relationship" };
    const properties = draw.chance(40) ? ` {w: ${expression("small", variables, 0, around)}}` : "";
    const arrow = draw.one(["->", "-"]);
    const other = draw.chance(70) ? draw.one(known).name : `:${draw.one(LABELS)} {v: ${draw.between(0, 4)}}`;
    pattern = `(${draw.one(known).name})-[${own.name}:${draw.one(TYPES)}${properties}]${arrow}(${other})`;
  } else {
    own = { name: draw.name("n"), type: "node" };
    pattern = `(${own.name}:${draw.one(LABELS)} {v: ${expression("small", variables, 0, around)}})`;
  }
  const after = [...variables, own];
  // Neo4j takes no subquery inside MERGE.
  const plain = { draw, subquery: () => null };
  const set = () => `SET ${own.name}.m = ${value([own], plain)}`;
  if (draw.chance(40)) {
    draw.feature("ON CREATE SET");
    pattern += ` ON CREATE ${set()}`;
  }
  if (draw.chance(40)) {
    draw.feature("ON MATCH SET");
    pattern += ` ON MATCH ${set()}`;
  }
  // Which of several matches comes first is open, so nothing later may depend on it.
  return { text: `MERGE ${pattern}`, variables: after, deleted: false };
};

/** A value for an element may only be read from itself and from what is no element. */
const setting: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("SET");
  // Neo4j counts what two items set of one element in another way than the same items alone, so each has its own.
  const elementCount = variables.filter(({ type }) => type === "node" || type === "relationship").length;
  const start = draw.below(elementCount);
  const [first, second] = draw.chance(50) ? (["v", "m"] as const) : (["x", "s"] as const);
  const items = draw.list(1, Math.min(elementCount, 2), (index) => {
    const key = index === 0 ? first : second;
    const elements = variables.filter(({ type }) => type === "node" || type === "relationship");
    const own = elements[(start + index) % elements.length] ?? draw.one(elements);
    const readable = variables.filter(
      ({ name, type }) => name === own.name || (type !== "node" && type !== "relationship"),
    );
    const { name } = own;
    return draw.weighted<() => string>([
      [5, () => `${name}.${key} = ${value(readable, around)}`],
      [1, () => `${name}.${key} = coalesce(${name}.k, 0) + 1`],
      [2, () => `${name} += {${key}: ${value(readable, around)}}`],
      [1, () => `${name} = {k: ${name}.k, ${key}: ${value(readable, around)}}`],
      [own.type === "node" ? 2 : 0, () => `${name}:${draw.one(LABELS)}`],
      [1, () => `${name}['${key}'] = ${value(readable, around)}`],
    ])();
  });
  return { text: `SET ${items.join(", ")}`, variables, deleted: false };
};

const removing: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("REMOVE");
  const own = draw.one(variables.filter(({ type }) => type === "node" || type === "relationship"));
  const label = own.type === "node" && draw.chance(50);
  return {
    text: `REMOVE ${own.name}${label ? `:${draw.one(LABELS)}` : `.${draw.one(KEYS)}`}`,
    variables,
    deleted: false,
  };
};

const deleting: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("DELETE");
  const elements = variables.filter(({ type }) => type === "node" || type === "relationship");
  const chosen = draw.list(1, 2, () => draw.one(elements));
  const detach = draw.chance(60) ? "DETACH " : "";
  return { text: `${detach}DELETE ${chosen.map(({ name }) => name).join(", ")}`, variables: [], deleted: true };
};

const foreachWriting: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("FOREACH");
  const item = draw.one(["integer", "string", "any"] as const);
  const name = draw.name("i");
  const list = expression(listOf(item), variables, 1, around);
  const inside: readonly Variable[] = [...variables, { name, type: item }];
  const clause = draw.one([creating, merging, setting]);
  const usable = clause === setting && !variables.some(({ type }) => type === "node") ? creating : clause;
  return { text: `FOREACH (${name} IN ${list} | ${usable(inside, around).text})`, variables, deleted: false };
};

const unwindWriting: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("UNWIND");
  const name = draw.name("u");
  const list = expression("list integer", variables, 1, around);
  const inside: readonly Variable[] = [...variables, { name, type: "integer" }];
  const next = draw.one([creating, merging])(inside, around);
  return { ...next, text: `WITH * UNWIND ${list} AS ${name} ${next.text}` };
};

const callWriting: WritingClause = (variables, around) => {
  const { draw } = around;
  draw.feature("CALL { } that writes");
  const names = variables.map(({ name }) => name).join(", ");
  const next = draw.one([creating, merging])(variables, around);
  const leading = variables.length === 0 ? "" : "WITH * ";
  if (draw.chance(50)) return { text: `${leading}CALL (${names}) { ${next.text} }`, variables, deleted: false };
  const name = draw.name("c");
  return {
    text: `${leading}CALL (${names}) { ${next.text} RETURN count(*) AS ${name} }`,
    variables: [...variables, { name, type: "integer" }],
    deleted: false,
  };
};

/** What is told at the end: numbers that the order of the rows leaves as they are. */
function ending(variables: readonly Variable[], mustEnd: boolean, around: Surroundings): string {
  const { draw } = around;
  const form = mustEnd ? draw.between(1, 3) : draw.below(4);
  if (form === 0) return "";
  if (form === 1) return "RETURN count(*) AS rows";
  if (form === 2) {
    draw.feature("MATCH after a write");
    return `WITH count(*) AS rows MATCH (q${draw.chance(50) ? `:${draw.one(LABELS)}` : ""}) RETURN rows AS found, count(q) AS seen`;
  }
  const name = draw.name("c");
  const kept = variables.filter(({ type }) => type === "node" || type === "relationship").map((own) => `${own.name}.v`);
  return `RETURN ${kept.length === 0 ? "1" : draw.one(kept)} AS ${name}`;
}
