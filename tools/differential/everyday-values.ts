import type { Draw } from "./draw.ts";
import { NODE_CONDITIONS, oneForm, PATH_CONDITIONS } from "./everyday-conditions.ts";
import { asked, collected, collectedUnion, counted } from "./everyday-subqueries.ts";
import type { ValueType, Variable } from "./value-type.ts";

/** A column as people write it. */
export interface PlainValue {
  readonly text: string;
  readonly type: ValueType;
  /** Whether it holds lists, at any depth, that have no order of their own. */
  readonly isLoose?: true;
}

/** By what they are about, so that each of the groups is drawn as often as another. */
type Values = Readonly<Record<string, Write>>;

type Write = (name: string, draw: Draw) => PlainValue;

function among(type: ValueType, ...texts: readonly string[]): (draw: Draw) => PlainValue {
  return (draw) => ({ text: draw.one(texts), type });
}

const OF_A_NODE: Values = {
  "a stored value": (n, draw) =>
    draw.one([
      among("integer", `${n}.v`, `${n}.k`),
      among("string", `${n}.s`),
      among("date", `${n}.d`),
      among("datetime", `${n}.t`),
      among("duration", `${n}.u`),
      among("point", `${n}.p`),
      among("any", `${n}.x`),
      among("boolean", `${n}.b`),
    ])(draw),
  "a part of what is stored": (n, draw) =>
    draw.one([
      among("integer", `${n}.d.year`, `${n}.d.month`, `${n}.t.hour`, `${n}.u.days`, `size(${n}.l)`, `${n}.l[0]`),
      among("date", `date.truncate('month', coalesce(${n}.d, date('1999-12-31')))`, `date(${n}.t)`),
      among("datetime", `CASE WHEN ${n}.t IS NOT NULL THEN datetime.truncate('day', ${n}.t) END`),
      among("duration", `duration.between(${n}.d, date('2021-01-01'))`),
      among("float", `${n}.p.x`, `round(point.distance(${n}.p, point({x: 0, y: 0})), 6)`),
    ])(draw),
  "a value made of stored ones": (n, draw) =>
    draw.one([
      among("integer", `coalesce(${n}.v, -1)`, `${n}.v * 10 + ${n}.k`, `size(coalesce(${n}.s, ''))`),
      among("string", `coalesce(${n}.s, '') + '-' + ${n}.k`, `toString(${n}.d)`, `toUpper(${n}.s)`),
      among("float", `${n}.f * 2 + ${n}.v`),
      among("date", `${n}.d + duration({months: 1})`),
      among("boolean", `${n}:A`, `${n}.v > 1`),
    ])(draw),
  "CASE over a condition": (n, draw) => {
    draw.feature("CASE");
    const condition = draw.chance(40) ? subqueryIn("CASE", n, draw) : oneForm(NODE_CONDITIONS, n, draw);
    return {
      text: `CASE WHEN ${condition} THEN 'high' WHEN ${n}.v IS NULL THEN 'none' ELSE 'low' END`,
      type: "string",
    };
  },
  "simple CASE over a property": among1("integer", (n) => `CASE ${n}.s WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 0 END`),
  "a map projection": (n, draw) => {
    draw.feature("map projection");
    return { text: `${n} {${draw.one([".*", ".k, .v", ".k, missing: 1, .d"])}, year: ${n}.d.year}`, type: "map" };
  },
  "a pattern comprehension in a map projection": (n, draw) => {
    draw.feature("pattern comprehension");
    const m = draw.name("m");
    const where = draw.chance(70) ? ` WHERE ${oneForm(NODE_CONDITIONS, m, draw)}` : "";
    return {
      text: `${n} {.k, near: [(${n})${draw.one(["-->", "--", "<-[:R]-"])}(${m})${where} | ${m} {.k, .v}]}`,
      type: "map",
      isLoose: true,
    };
  },
  "a value of a subquery": (n, draw) =>
    draw.one([
      (): PlainValue => ({ text: counted(n, draw), type: "integer" }),
      (): PlainValue => ({ text: collected(n, draw), type: "list any" }),
      (): PlainValue => ({ text: collectedUnion(n, draw), type: "integer" }),
      (): PlainValue => ({ text: asked(n, draw, "value"), type: "boolean" }),
    ])(),
};

function among1(type: ValueType, write: (name: string) => string): Write {
  return (name) => ({ text: write(name), type });
}

const OF_A_RELATIONSHIP: Values = {
  "a value of a relationship": (r, draw) =>
    draw.one([
      among("integer", `${r}.w`, `${r}.k`, `coalesce(${r}.w, 0) + 1`, `startNode(${r}).k`),
      among("string", `type(${r})`),
      among("map", `${r} {.*, to: endNode(${r}).k}`, `properties(${r})`),
    ])(draw),
};

const OF_A_PATH: Values = {
  "a comprehension over nodes(p)": (p, draw) => ({
    text: draw.one([
      `[x IN nodes(${p}) | x.k]`,
      `[x IN nodes(${p}) WHERE x.v > 1 | x {.k, .v}]`,
      `[x IN tail(nodes(${p})) | coalesce(x.s, 'none')]`,
    ]),
    type: "list any",
  }),
  "a comprehension over relationships(p)": (p, draw) => ({
    text: draw.one([
      `[y IN relationships(${p}) | type(y)]`,
      `[y IN relationships(${p}) WHERE y.w > 0 | y.w]`,
      `[i IN range(0, length(${p}) - 1) | relationships(${p})[i].k]`,
    ]),
    type: "list any",
  }),
  "a subquery over the nodes of a path": (p, draw) => {
    return draw.one([
      among(
        "list any",
        `[x IN nodes(${p}) | COUNT { (x)-->() }]`,
        `[x IN nodes(${p}) WHERE EXISTS { (x)-->(:A) } | x.k]`,
        `[x IN nodes(${p}) WHERE (x)-->() | x.k]`,
        `[x IN nodes(${p}) | COLLECT { MATCH (x)-->(y) WHERE y.v > 0 RETURN y.k ORDER BY y.k }]`,
        `[x IN nodes(${p}) | size([(x)--(y) WHERE y.k > x.k | y])]`,
      ),
      among(
        "integer",
        `reduce(s = 0, x IN nodes(${p}) | s + COUNT { (x)--() })`,
        `size([x IN nodes(${p}) WHERE NOT EXISTS { MATCH (x)<--(y) WHERE y.v > x.v }])`,
      ),
      among("boolean", `all(x IN nodes(${p}) WHERE (x)-->())`, `any(x IN nodes(${p}) WHERE COUNT { (x)--() } > 2)`),
    ])(draw);
  },
  "reduce over a path": (p, draw) => {
    draw.feature("reduce()");
    const text = draw.one([
      `reduce(s = 0, y IN relationships(${p}) | s + coalesce(y.w, 1))`,
      `reduce(s = 0, x IN nodes(${p}) | s * 10 + x.k)`,
      `length(${p})`,
    ]);
    return { text, type: "integer" };
  },
  "a predicate over a path as a value": (p, draw) => ({ text: oneForm(PATH_CONDITIONS, p, draw), type: "boolean" }),
};

const OF_A_LIST: Values = {
  "a value of a group of nodes": (l, draw) =>
    draw.one([
      among("integer", `size(${l})`, `reduce(s = 0, x IN ${l} | s + coalesce(x.v, 0))`, `head(${l}).k`),
      among("list any", `[x IN ${l} | x.k]`, `[x IN ${l} WHERE x.v > 1 | x.s]`),
      among("boolean", `any(x IN ${l} WHERE x.v = 2)`, `all(x IN ${l} WHERE x:A)`),
    ])(draw),
};

const OF_RELATIONSHIPS: Values = {
  "a value of a group of relationships": (l, draw) =>
    draw.one([
      among("integer", `size(${l})`, `reduce(s = 0, y IN ${l} | s + coalesce(y.w, 0))`),
      among("list any", `[y IN ${l} | type(y)]`, `[y IN ${l} WHERE y.w > 0 | y.k]`),
    ])(draw),
};

const BY_TYPE: Readonly<Partial<Record<ValueType, Values>>> = {
  node: OF_A_NODE,
  relationship: OF_A_RELATIONSHIP,
  path: OF_A_PATH,
  "list node": OF_A_LIST,
  "list relationship": OF_RELATIONSHIPS,
};

/** A condition that asks a subquery, with where it stands. */
export function subqueryIn(place: string, n: string, draw: Draw): string {
  draw.feature(`a subquery in ${place}`);
  return asked(n, draw, place === "WHERE" || place === "OPTIONAL MATCH" ? place : "value");
}

/** Something read from one of the names; a constant where there is nothing to read from. */
export function plainValue(variables: readonly Variable[], draw: Draw): PlainValue {
  const known = variables.filter(({ type }) => BY_TYPE[type] !== undefined);
  if (known.length === 0) {
    const own = variables[0];
    return own === undefined ? { text: "1", type: "integer" } : { text: own.name, type: own.type };
  }
  const { name, type } = draw.one(known);
  const [feature, write] = draw.one<readonly [string, Write]>(Object.entries(BY_TYPE[type] ?? {}));
  draw.feature(feature);
  return write(name, draw);
}

/** All that the tables write, for the table of coverage. */
export const VALUE_FEATURES: readonly string[] = Object.values(BY_TYPE).flatMap((values) => Object.keys(values));
