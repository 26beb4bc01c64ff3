import type { Draw } from "./draw.ts";
import { inSomeCase } from "./function-case.ts";
import { expression, type Surroundings } from "./expressions.ts";
import { SCALARS, type ValueType, type Variable } from "./value-type.ts";

export interface Projection {
  readonly text: string;
  readonly columns: readonly Variable[];
  readonly bags: readonly string[];
  readonly sortedBy: readonly string[];
}

interface Item {
  readonly text: string;
  readonly column: Variable;
  readonly bag: boolean;
}

/** What ORDER BY can put into one order on both sides: elements by their own number. */
export function sortKeyOf({ name, type }: Variable): string | null {
  if (type === "node" || type === "relationship") return `${name}.k`;
  return (SCALARS as readonly string[]).includes(type) && type !== "map" && type !== "any" ? name : null;
}

const COLUMN_TYPES: readonly ValueType[] = [
  "integer",
  "string",
  "boolean",
  "float",
  "any",
  "list integer",
  "map",
  "date",
  "localtime",
  "time",
  "localdatetime",
  "datetime",
  "duration",
  "point",
  "list string",
  "list any",
  "node",
  "list node",
  "list relationship",
];

/** The columns of a WITH or RETURN, with DISTINCT, ORDER BY, SKIP and LIMIT where they leave nothing open. */
export function projection(word: "WITH" | "RETURN", variables: readonly Variable[], around: Surroundings): Projection {
  const { draw } = around;
  draw.feature(word);
  const aggregating = draw.chance(30);
  const items = aggregating ? aggregatingItems(word, variables, around) : plainItems(variables, around);
  // Behind OPTIONAL MATCH, DISTINCT makes 5.26 take null for what hangs on nothing that is null.
  const mayBeDistinct = !aggregating && !draw.features.has("OPTIONAL MATCH");
  const distinct = mayBeDistinct && draw.chance(20) ? "DISTINCT " : "";
  if (distinct !== "") draw.feature("DISTINCT");
  const columns = items.map(({ column }) => column);
  const { text, sortedBy } = ordering(columns, draw);
  const order = aggregating || distinct !== "" ? byCall(text, items, draw) : text;
  return {
    text: `${word} ${distinct}${items.map(({ text }) => text).join(", ")}${order}`,
    columns,
    bags: items.filter(({ bag }) => bag).map(({ column }) => column.name),
    sortedBy,
  };
}

function plainItems(variables: readonly Variable[], around: Surroundings): Item[] {
  const { draw } = around;
  const taken = draw.some(variables, 45).slice(0, 4);
  const items = taken.map((variable): Item => {
    const isName = /^\w+$/.test(variable.name);
    if (isName && draw.chance(12)) {
      const mapped = mapItem(variable, draw);
      if (mapped !== null) return mapped;
    }
    const name = isName ? variable.name : draw.name("c");
    return {
      text: isName ? name : `${variable.name} AS ${name}`,
      column: { name, type: variable.type },
      bag: false,
    };
  });
  const more = draw.list(items.length === 0 ? 1 : 0, 2, () => {
    const type = draw.one(COLUMN_TYPES);
    const column = { name: draw.name("c"), type };
    return { text: `${expression(type, variables, draw.between(1, 2), around)} AS ${column.name}`, column, bag: false };
  });
  return [...items, ...more];
}

/** A map projection, which has the name of what it is of; null of what has no properties. */
function mapItem({ name, type }: Variable, draw: Draw): Item | null {
  if (type !== "node" && type !== "relationship" && type !== "map") return null;
  draw.feature("a map projection without a name");
  const keys = draw.one([".v, .k", ".*", ".s, .missing", ".w, own: 1"]);
  return { text: `${name} {${keys}}`, column: { name, type: "map" }, bag: false };
}

/** The order with one column as the call that it is, and not by its name. */
function byCall(order: string, items: readonly Item[], draw: Draw): string {
  const calls = items.flatMap(({ text, column: { name } }) => {
    const [, call] = /^(\w+\((?:DISTINCT )?[\w.*]+\)) AS/.exec(text) ?? [];
    return call !== undefined && new RegExp(`\\b${name}\\b`).test(order) ? [{ name, call }] : [];
  });
  if (calls.length === 0 || !draw.chance(40)) return order;
  draw.feature("ORDER BY of a call");
  const { name, call } = draw.one(calls);
  return order.replace(new RegExp(`\\b${name}\\b`), inSomeCase(call, draw));
}

/** Grouping keys and aggregates. A list that was collected has an order only behind ORDER BY, so only RETURN collects. */
function aggregatingItems(word: string, variables: readonly Variable[], around: Surroundings): Item[] {
  const { draw } = around;
  draw.feature("aggregation");
  const keys = draw.some(variables, 25).slice(0, 2);
  const keyItems = keys.map((variable): Item => {
    const isPlain = draw.chance(50) && /^\w+$/.test(variable.name);
    if (isPlain && draw.chance(30)) {
      const mapped = mapItem(variable, draw);
      if (mapped !== null) return mapped;
    }
    if (isPlain) return { text: variable.name, column: variable, bag: false };
    const type = draw.one(["integer", "string", "any", "boolean"] as const);
    const column = { name: draw.name("g"), type };
    return { text: `${expression(type, [variable], 1, around)} AS ${column.name}`, column, bag: false };
  });
  const aggregates = draw.list(1, 2, (): Item => {
    const [name, type, text] = aggregate(word, variables, draw);
    draw.feature(`${name}()`);
    const column = { name: draw.name("a"), type };
    return { text: `${text} AS ${column.name}`, column, bag: name === "collect" && type === "list any" };
  });
  return [...keyItems, ...aggregates];
}

type Aggregate = readonly [name: string, type: ValueType, text: string];

/** Sums of floats differ by the order of their rows, so only what is exact is summed. */
function aggregate(word: string, variables: readonly Variable[], draw: Draw): Aggregate {
  const exact = variables.flatMap(({ name, type }) =>
    type === "node"
      ? [`${name}.v`, `${name}.f`, `${name}.k`]
      : type === "relationship"
        ? [`${name}.w`]
        : type === "integer"
          ? [name]
          : [],
  );
  const anything = variables.flatMap(({ name, type }) =>
    type === "node"
      ? [`${name}.x`, `${name}.s`, `${name}.v`, `${name}.d`]
      : type === "relationship"
        ? [`${name}.w`]
        : [],
  );
  const counted = variables.map(({ name }) => name);
  const distinct = draw.chance(25) ? "DISTINCT " : "";
  const choices: Aggregate[] = [["count(*)", "integer", "count(*)"]];
  if (counted.length > 0) choices.push(["count", "integer", `count(${distinct}${draw.one(counted)})`]);
  if (exact.length > 0) {
    const x = draw.one(exact);
    choices.push(
      ["sum", "any", `sum(${distinct}${x})`],
      ["avg", "float", `round(avg(${distinct}${x}), 6)`],
      ["stDev", "float", `round(stDev(${x}), 6)`],
      ["stDevP", "float", `round(stDevP(${x}), 6)`],
      ["percentileCont", "any", `percentileCont(${x}, ${draw.one(["0.5", "0.0", "0.25", "1.0"])})`],
      ["percentileDisc", "any", `percentileDisc(${x}, ${draw.one(["0.5", "0.0", "0.9", "1"])})`],
      ["sum", "any", `1 + sum(${x}) * 2`],
    );
  }
  if (anything.length > 0) {
    const x = draw.one(anything);
    choices.push(
      ["min", "any", `min(${x})`],
      ["max", "any", `max(${x})`],
      ["collect", "integer", `size(collect(${distinct}${x}))`],
    );
    if (word === "RETURN") choices.push(["collect", "list any", `collect(${distinct}${x})`]);
  }
  return draw.one(choices);
}

function ordering(columns: readonly Variable[], draw: Draw): { text: string; sortedBy: readonly string[] } {
  const sortable = columns.filter((column) => sortKeyOf(column) !== null || column.type === "any");
  if (sortable.length === 0 || !draw.chance(45)) return { text: "", sortedBy: [] };
  draw.feature("ORDER BY");
  if (sortable.some(({ type }) => type === "any")) draw.feature("ORDER BY over mixed values");
  const everything = columns.every((column) => sortKeyOf(column) !== null);
  const chosen = everything ? sortable : draw.some(sortable, 60);
  if (chosen.length === 0) return { text: "", sortedBy: [] };
  const keys = chosen.map((column) => `${sortKeyOf(column) ?? column.name}${draw.chance(35) ? " DESC" : ""}`);
  let text = ` ORDER BY ${keys.join(", ")}`;
  // What is cut off is only sure where the whole row decides its place.
  if (everything && draw.chance(45)) {
    if (draw.chance(40)) {
      draw.feature("SKIP");
      text += ` SKIP ${draw.between(0, 2)}`;
    }
    draw.feature("LIMIT");
    text += ` LIMIT ${draw.between(1, 4)}`;
  }
  // Where every column has its part in the order, each row has its place, whatever else an element holds.
  const byValue = everything || chosen.every(({ type }) => type !== "node" && type !== "relationship");
  return { text, sortedBy: byValue ? chosen.map(({ name }) => name) : [] };
}
