import { CONSTANTS, POINTS, stringLiteral, TEMPORAL_TEXTS } from "./constants.ts";
import type { Draw } from "./draw.ts";
import { FUNCTION_TEMPLATES } from "./function-templates.ts";
import { OPERATORS } from "./templates.ts";
import { itemOf, listOf, SCALARS, type ValueType, type Variable } from "./value-type.ts";

/** What the graph of the test holds under each key, so that expressions may be meant to be something. */
export const PROPERTIES: readonly (readonly [key: string, type: ValueType])[] = [
  ["v", "integer"],
  ["s", "string"],
  ["f", "float"],
  ["b", "boolean"],
  ["d", "date"],
  ["t", "datetime"],
  ["u", "duration"],
  ["p", "point"],
  ["l", "list integer"],
  ["x", "any"],
];

export interface Surroundings {
  readonly draw: Draw;
  /** A subquery or pattern of this type over these variables; null where there is no graph to ask. */
  subquery(type: ValueType, variables: readonly Variable[], depth: number): string | null;
}

/** Templates by type and then by what they are about, so that a function of forty forms is not called forty times as often. */
interface Row {
  readonly feature: string;
  readonly text: string;
}

const GROUPS = new Map<ValueType, Map<string, Row[]>>();
for (const [name, templates] of Object.entries(OPERATORS))
  for (const [type, text] of templates) push(type, name, { feature: name, text });
for (const [name, templates] of Object.entries(FUNCTION_TEMPLATES)) {
  const group = /\.(transaction|statement|realtime)$/.test(name) ? "clocks" : name;
  for (const [type, text] of templates) push(type, group, { feature: `${name}()`, text });
}

function push(type: ValueType, group: string, row: Row): void {
  const groups = GROUPS.get(type) ?? new Map<string, Row[]>();
  GROUPS.set(type, groups.set(group, [...(groups.get(group) ?? []), row]));
}

/**
 * Writes a boolean that reads one of the names; null where it came out without. Of what is the same for every row Neo4j
 * may know beforehand that none is left, and then asks nothing else either.
 */
export function condition(variables: readonly Variable[], depth: number, around: Surroundings): string | null {
  const text = expression("boolean", variables, depth, around);
  return variables.some(({ name }) => text.includes(name)) ? text : null;
}

/** Writes an expression that is meant to be of a type; now and then it is null, or of another. */
export function expression(
  type: ValueType,
  variables: readonly Variable[],
  depth: number,
  around: Surroundings,
): string {
  const { draw } = around;
  if (draw.chance(3)) {
    draw.feature("null");
    return "null";
  }
  if (depth > 0 && draw.chance(1)) {
    draw.feature("another type");
    const text = expression(draw.one(SCALARS), variables, depth - 1, around);
    // Neo4j looks at the type of a parameter before it runs, the engine at the value when it is met.
    return draw.parameters.get(text.slice(1))?.text ?? text;
  }
  const known = readings(type, variables);
  if (known.length > 0 && draw.chance(depth > 0 ? 45 : 70)) return draw.one(known);
  if (type === "node" || type === "relationship" || type === "path")
    return called(type, variables, 0, around) ?? known[0] ?? "null";
  if (depth <= 0) return constant(type, draw);
  const make = draw.weighted<() => string>([
    [2, () => constant(type, draw)],
    [9, () => fromTemplate(type, variables, depth, around)],
    [1, () => caseOf(type, variables, depth, around)],
    [1, () => comprehended(type, variables, depth, around)],
    [1, () => around.subquery(type, variables, depth - 1) ?? constant(type, draw)],
  ]);
  return make();
}

/** What can be read from the variables as this type. */
function readings(type: ValueType, variables: readonly Variable[]): string[] {
  return variables.flatMap(({ name, type: own }) => {
    const found = own === type || (type === "any" && !["node", "relationship", "path"].includes(own)) ? [name] : [];
    if (own === "node") for (const [key, held] of PROPERTIES) if (held === type) found.push(`${name}.${key}`);
    if (own === "node" && type === "integer") found.push(`${name}.k`);
    if (own === "relationship" && type === "integer") found.push(`${name}.w`, `${name}.k`);
    return found;
  });
}

function constant(type: ValueType, draw: Draw): string {
  const known = CONSTANTS[type];
  if (known !== undefined) return draw.constant(draw.one(known));
  const texts = TEMPORAL_TEXTS[type];
  if (texts !== undefined) {
    draw.feature(`${type}()`);
    return `${type}(${stringLiteral(draw.one(texts))})`;
  }
  if (type === "point") return `point(${draw.one(POINTS)})`;
  if (type === "map")
    return `{${draw.list(0, 2, (index) => `${["a", "b"][index]}: ${constant(plain(draw), draw)}`).join(", ")}}`;
  if (type === "any") return constant(draw.one(SCALARS.filter((one) => one !== "any")), draw);
  if (type.startsWith("list "))
    return `[${draw.list(0, 3, () => (draw.chance(8) ? "null" : constant(itemOf(type), draw))).join(", ")}]`;
  return "null";
}

function plain(draw: Draw): ValueType {
  return draw.one(["integer", "string", "float", "boolean", "list integer", "date"] as const);
}

function fromTemplate(type: ValueType, variables: readonly Variable[], depth: number, around: Surroundings): string {
  const { draw } = around;
  if (type === "any") return expression(draw.one(SCALARS.slice(0, -1)), variables, depth, around);
  if (type === "small") return expression("small", variables, 0, around);
  if (type === "map")
    return (draw.chance(30) ? called(type, variables, depth, around) : null) ?? mapOf(variables, depth, around);
  const call = draw.chance(10) ? null : called(type, variables, depth, around);
  if (call !== null) return call;
  if (!type.startsWith("list ")) return constant(type, draw);
  const items = draw.list(0, 3, () => expression(itemOf(type), variables, depth - 1, around));
  return `[${items.join(", ")}]`;
}

/** An operator or a function that makes this type; null when there is none for which all is at hand. */
function called(type: ValueType, variables: readonly Variable[], depth: number, around: Surroundings): string | null {
  const { draw } = around;
  const groups = [...(GROUPS.get(type)?.values() ?? [])]
    .map((rows) => rows.filter(({ text }) => canFill(text, variables)))
    .filter((rows) => rows.length > 0);
  if (groups.length === 0) return null;
  const { feature, text } = draw.one(draw.one(groups));
  draw.feature(feature);
  return text.replaceAll(/\{([a-z]+(?: [a-z]+)?)\}/g, (_, hole: ValueType) =>
    expression(hole, variables, depth - 1, around),
  );
}

/** A path or an element cannot be written as a constant, so it must be at hand. */
function canFill(text: string, variables: readonly Variable[]): boolean {
  return (["node", "relationship", "path"] as const).every(
    (type) => !text.includes(`{${type}}`) || variables.some((variable) => variable.type === type),
  );
}

function mapOf(variables: readonly Variable[], depth: number, around: Surroundings): string {
  const { draw } = around;
  const nodes = variables.filter(({ type }) => type === "node" || type === "map");
  if (nodes.length > 0 && draw.chance(40)) {
    draw.feature("map projection");
    const { name } = draw.one(nodes);
    const parts = draw.some(
      [".v", ".s", ".*", ".missing", `own: ${expression("any", variables, depth - 1, around)}`],
      50,
    );
    return `${name} {${parts.join(", ")}}`;
  }
  const entries = draw.list(
    0,
    3,
    (index) => `${["a", "b", "`c d`"][index]}: ${expression("any", variables, depth - 1, around)}`,
  );
  return `{${entries.join(", ")}}`;
}

function caseOf(type: ValueType, variables: readonly Variable[], depth: number, around: Surroundings): string {
  const { draw } = around;
  const inner = (wanted: ValueType) => expression(wanted, variables, depth - 1, around);
  const otherwise = draw.chance(60) ? ` ELSE ${inner(type)}` : "";
  if (draw.chance(50)) {
    draw.feature("simple CASE");
    const subject = draw.one(["integer", "string", "any", "date"] as const);
    const arms = draw.list(1, 2, () => `WHEN ${inner(subject)} THEN ${inner(type)}`);
    return `CASE ${inner(subject)} ${arms.join(" ")}${otherwise} END`;
  }
  draw.feature("CASE");
  const arms = draw.list(1, 2, () => `WHEN ${inner("boolean")} THEN ${inner(type)}`);
  return `CASE ${arms.join(" ")}${otherwise} END`;
}

const ITEMS = ["integer", "string", "any", "float", "date", "boolean"] as const;

/** A new name, or one that hides a name from outside, which the list before still reads. */
function ownName(variables: readonly Variable[], draw: Draw): string {
  const outside = variables.filter(({ name }) => /^\w+$/.test(name));
  if (outside.length === 0 || !draw.chance(12)) return draw.name("x");
  draw.feature("a name that hides another");
  return draw.one(outside).name;
}

/** What has a name of its own inside: comprehensions, quantifiers, reduce. */
function comprehended(type: ValueType, variables: readonly Variable[], depth: number, around: Surroundings): string {
  const { draw } = around;
  const item = draw.one(ITEMS);
  const name = ownName(variables, draw);
  const inside = [...variables.filter((variable) => variable.name !== name), { name, type: item }];
  const list = expression(listOf(item), variables, depth - 1, around);
  const inner = (wanted: ValueType) => expression(wanted, inside, depth - 1, around);
  if (type === "boolean") {
    const word = draw.one(["any", "all", "none", "single"] as const);
    draw.feature(`${word}()`);
    return `${word}(${name} IN ${list} WHERE ${inner("boolean")})`;
  }
  if (type.startsWith("list ")) {
    draw.feature("list comprehension");
    const where = draw.chance(60) ? ` WHERE ${inner("boolean")}` : "";
    const own = itemOf(type);
    if (own === item && draw.chance(30)) return `[${name} IN ${list}${where}]`;
    return `[${name} IN ${list}${where} | ${inner(own)}]`;
  }
  if (type === "integer" || type === "string") {
    draw.feature("reduce()");
    const total = draw.name("t");
    // Of a parameter Neo4j takes the type from the value, and then refuses what the step makes of it.
    const start = draw.one(CONSTANTS[type] ?? []).text;
    const both = [...inside, { name: total, type }];
    return `reduce(${total} = ${start}, ${name} IN ${list} | ${expression(type, both, depth - 1, around)})`;
  }
  return constant(type, draw);
}
