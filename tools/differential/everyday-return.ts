import type { Draw } from "./draw.ts";
import { cut } from "./everyday-clauses.ts";
import { namesOf } from "./everyday-conditions.ts";
import { inSomeCase } from "./function-case.ts";
import { plainItems, totalOrder, type PlainItem } from "./everyday-projections.ts";
import type { Variable } from "./value-type.ts";

export interface PlainReturn {
  readonly text: string;
  readonly columns: readonly string[];
  readonly sortedBy: readonly string[];
  readonly bags: readonly string[];
  readonly loose: readonly string[];
}

/** RETURN of what stands, as it is or in groups, in an order that is whole or in none. */
export function everydayReturn(variables: readonly Variable[], draw: Draw): PlainReturn {
  draw.feature("RETURN");
  if (variables.length > 0 && draw.chance(6)) {
    draw.feature("RETURN *");
    const names = variables.map(({ name }) => name).toSorted();
    return { text: "RETURN *", columns: names, sortedBy: [], bags: [], loose: [] };
  }
  const isGrouped = draw.chance(40);
  const items = isGrouped
    ? grouped(variables, draw)
    : plainItems(draw.some(variables, 45).slice(0, 3), variables, 2, draw);
  const isDistinct = !isGrouped && !draw.features.has("OPTIONAL MATCH") && draw.chance(20);
  if (isDistinct) draw.feature("DISTINCT");
  const columns = items.map(({ column }) => column);
  const names = columns.map(({ name }) => name);
  const order = draw.chance(60) ? totalOrder(columns, isGrouped || isDistinct ? [] : variables, draw) : null;
  const written = order !== null && (isGrouped || isDistinct) && draw.chance(40) ? byCall(order, items, draw) : order;
  const tail = written === null ? "" : ` ORDER BY ${written}${draw.chance(40) ? slice(draw) : ""}`;
  return {
    text: `RETURN ${isDistinct ? "DISTINCT " : ""}${items.map(({ text }) => text).join(", ")}${tail}`,
    columns: names,
    sortedBy: order === null ? [] : names,
    bags: items.filter(({ text }) => text.startsWith("collect(")).map(({ column }) => column.name),
    loose: items.filter(({ isLoose }) => isLoose).map(({ column }) => column.name),
  };
}

/** The order with one column as the call that it is, in any case, and not by its name. */
function byCall(order: string, items: readonly PlainItem[], draw: Draw): string {
  const plain = items.flatMap(({ text, column: { name } }) => {
    const [, own] = /^(\w+\((?:DISTINCT )?[\w.*]+\)) AS/.exec(text) ?? [];
    return own === undefined ? [] : [{ name, own }];
  });
  if (plain.length === 0) return order;
  const { name, own } = draw.one(plain);
  draw.feature(/^(count|sum|min|max|collect)\(/.test(own) ? "ORDER BY of an aggregate" : "ORDER BY of a call");
  return order.replace(new RegExp(`\\b${name}\\b`), inSomeCase(own, draw));
}

function slice(draw: Draw): string {
  draw.feature("LIMIT");
  if (!draw.chance(40)) return ` LIMIT ${cut(draw)}`;
  draw.feature("SKIP");
  return ` SKIP ${draw.between(0, 2)} LIMIT ${cut(draw)}`;
}

function grouped(variables: readonly Variable[], draw: Draw): PlainItem[] {
  draw.feature("aggregation");
  const keys = draw.chance(75) ? plainItems([], variables, 2, draw).filter(({ isLoose }) => !isLoose) : [];
  const mapped = namesOf("node", variables).at(-1);
  if (mapped !== undefined && draw.chance(15)) {
    draw.feature("a map projection without a name");
    keys.push({
      text: `${mapped} {${draw.one([".v", ".s, .v", ".b, missing: null"])}}`,
      column: { name: mapped, type: "map" },
      isLoose: false,
    });
  }
  if (keys.some(({ text }) => /\.(d|t)\.|truncate/.test(text))) draw.feature("groups by a part of a date");
  return [...keys, ...draw.list(1, 2, () => aggregate(variables, draw))];
}

/** Numbers that are exact, or rounded where the order of the rows tells in the last digit. */
function aggregate(variables: readonly Variable[], draw: Draw): PlainItem {
  const nodes = namesOf("node", variables);
  const name = draw.name("a");
  const item = (text: string, type: Variable["type"], isLoose = false): PlainItem => ({
    text: `${text} AS ${name}`,
    column: { name, type },
    isLoose,
  });
  if (nodes.length === 0 || draw.chance(15)) {
    draw.feature("count(*)");
    return item("count(*)", "integer");
  }
  const n = draw.one(nodes);
  const [feature, write] = draw.one([
    ["count(DISTINCT …)", () => item(draw.one([`count(DISTINCT ${n})`, `count(DISTINCT ${n}.d.year)`]), "integer")],
    ["percentileCont()", () => item(`percentileCont(${n}.v, ${draw.one(["0.5", "0.9"])})`, "float")],
    ["percentileDisc()", () => item(`percentileDisc(${n}.v, 0.5)`, "any")],
    ["stDev()", () => item(`round(stDev(${n}.v), 6)`, "float")],
    ["stDevP()", () => item(`round(stDevP(${n}.f), 6)`, "float")],
    ["avg()", () => item(`round(avg(${n}.v), 6)`, "float")],
    [
      "sum()",
      () =>
        item(draw.one([`sum(${n}.v)`, `sum(CASE WHEN ${n}.v > 1 THEN 1 ELSE 0 END)`, `sum(size(${n}.l))`]), "integer"),
    ],
    ["min()", () => item(`min(${n}.d)`, "date")],
    ["max()", () => item(draw.one([`max(${n}.t)`, `max(date(${n}.t))`]), "datetime")],
    [
      "collect()",
      () =>
        item(
          draw.one([`collect(DISTINCT ${n}.v)`, `collect(${n} {.k, year: ${n}.d.year})`, `collect(${n}.t)`]),
          "list any",
        ),
    ],
    ["count()", () => item(`count(${n}.v)`, "integer")],
    [
      "a map projection in collect()",
      () => item(`collect(${n} {.k, near: [(${n})-->(near) WHERE near.v > 0 | near.k]})`, "list any", true),
    ],
  ] as const);
  draw.feature(feature);
  return write();
}
