import type { Draw } from "./draw.ts";
import {
  betweenNodes,
  given,
  namesOf,
  NODE_CONDITIONS,
  oneForm,
  PATH_CONDITIONS,
  RELATIONSHIP_CONDITIONS,
} from "./everyday-conditions.ts";
import { subqueryIn } from "./everyday-values.ts";
import { LABELS, TYPES } from "./graphs.ts";
import { plainItems, totalOrder } from "./everyday-projections.ts";
import type { Variable } from "./value-type.ts";

/** A clause as written, or several, and the names that stand behind it. */
export interface Step {
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** null where the names that stand do not allow it. */
type Stepping = (variables: readonly Variable[], draw: Draw) => Step | null;

function variable(name: string, type: Variable["type"]): Variable {
  return { name, type };
}

/** Of the names that stand; null where there is nothing to ask of. */
export function plainCondition(variables: readonly Variable[], draw: Draw, place = "WHERE"): string | null {
  const forms: (readonly [number, () => string])[] = [];
  const nodes = namesOf("node", variables);
  const [first, second] = [nodes.at(-1), nodes.at(-2)];
  if (first !== undefined) {
    forms.push([6, () => oneForm(NODE_CONDITIONS, draw.one(nodes), draw)]);
    forms.push([2, () => subqueryIn(place, draw.one(nodes), draw)]);
    if (second !== undefined) forms.push([2, () => draw.one(betweenNodes(first, second))]);
  }
  for (const [type, table] of [
    ["relationship", RELATIONSHIP_CONDITIONS],
    ["path", PATH_CONDITIONS],
  ] as const) {
    const names = namesOf(type, variables);
    if (names.length > 0) forms.push([3, () => oneForm(table, draw.one(names), draw)]);
  }
  const numbers = namesOf("integer", variables);
  if (numbers.length > 0)
    forms.push([2, () => `${draw.one(numbers)} ${draw.one(["> 0", "<> 2", "< 3", "IS NOT NULL"])}`]);
  if (forms.length === 0) return null;
  const one = draw.weighted(forms)();
  if (!draw.chance(25)) return one;
  return `(${one}) ${draw.one(["AND", "OR"])} (${draw.weighted(forms)()})`;
}

export function where(variables: readonly Variable[], percent: number, draw: Draw, place = "WHERE"): string {
  // Many conditions leave no row to compare.
  const isAsked = draw.chance(draw.features.has("WHERE") ? percent / 3 : percent);
  const condition = isAsked ? plainCondition(variables, draw, place) : null;
  if (condition === null) return "";
  draw.feature("WHERE");
  return ` WHERE ${condition}`;
}

/** A new node, or one that stands; the new one may be given a label and a property. */
function node(variables: readonly Variable[], draw: Draw, percentKnown: number): Step {
  const known = namesOf("node", variables);
  if (known.length > 0 && draw.chance(percentKnown)) return { text: `(${draw.one(known)})`, variables: [] };
  const name = draw.name("n");
  const label = draw.chance(45) ? `:${draw.one(LABELS)}` : "";
  const text = draw.chance(6) ? `(${name}${label} ${propertyMap(draw)})` : `(${name}${label})`;
  return { text, variables: [variable(name, "node")] };
}

function propertyMap(draw: Draw): string {
  draw.feature("properties in a pattern");
  if (draw.chance(40)) return `{v: ${draw.below(4)}}`;
  draw.feature("a parameter in a property map");
  const [key, text, value] = draw.one([
    ["v", "2", 2n],
    ["s", "'a'", "a"],
    ["l", "[1, 2]", [1n, 2n]],
    ["b", "true", true],
    ["f", "0.5", 0.5],
  ] as const);
  return `{${key}: ${draw.parameter(given(text, value))}}`;
}

const ARROWS = [
  ["-", "->"],
  ["<-", "-"],
  ["-", "-"],
] as const;

function types(draw: Draw): string {
  return draw.one(["", "", `:${draw.one(TYPES)}`, ":R|S", ":!T"]);
}

/** A negated type may not stand beside a length. */
function lengthTypes(draw: Draw): string {
  return types(draw).replace("!", "");
}

const matching: Stepping = (variables, draw) => {
  draw.feature("MATCH");
  const start = node(variables, draw, 60);
  const added = [...start.variables];
  const end = () => {
    const step = node([...variables, ...added], draw, 15);
    added.push(...step.variables);
    return step.text;
  };
  const [left, right] = draw.one(ARROWS);
  // A second path of any length would find too many.
  const ofAnyLength = draw.features.has("variable length") || draw.features.has("quantified path") ? 0 : 3;
  const write = draw.weighted<() => string>([
    [2, () => start.text],
    [
      4,
      () => {
        const name = draw.name("r");
        const text = `${start.text}${left}[${name}${types(draw)}]${right}${end()}`;
        added.push(variable(name, "relationship"));
        return text;
      },
    ],
    [
      ofAnyLength,
      () => {
        const name = draw.name("p");
        draw.feature("path variable");
        draw.feature("variable length");
        const text = `${name} = ${start.text}${left}[${lengthTypes(draw)}*${draw.one(["1..2", "..2", "2", "0..1"])}]${right}${end()}`;
        added.push(variable(name, "path"));
        return text;
      },
    ],
    [
      2,
      () => {
        const [first, second] = [draw.name("r"), draw.name("r")];
        const text = `${start.text}${left}[${first}${types(draw)}]${right}${end()}<-[${second}]-${end()}`;
        added.push(variable(first, "relationship"), variable(second, "relationship"));
        return text;
      },
    ],
    [
      ofAnyLength,
      () => {
        const [x, r, y] = [draw.name("x"), draw.name("r"), draw.name("y")];
        draw.feature("quantified path");
        const inner = draw.chance(50) ? ` WHERE ${oneForm(NODE_CONDITIONS, draw.one([x, y]), draw)}` : "";
        if (inner !== "") draw.feature("WHERE inside a quantified path");
        const text = `${start.text} ((${x})-[${r}${types(draw)}]->(${y})${inner})${draw.one(["{1,2}", "{2}", "{0,2}"])} ${end()}`;
        added.push(variable(x, "list node"), variable(r, "list relationship"), variable(y, "list node"));
        return text;
      },
    ],
    [1, () => `${start.text}, ${end()}`],
  ]);
  const text = write();
  const all = [...variables, ...added];
  return { text: `MATCH ${text}${where(all, 40, draw)}`, variables: all };
};

const optional: Stepping = (variables, draw) => {
  const known = namesOf("node", variables);
  if (known.length === 0) return null;
  draw.feature("OPTIONAL MATCH");
  const [left, right] = draw.one(ARROWS);
  const [r, m] = [draw.name("r"), draw.name("n")];
  const label = draw.chance(40) ? `:${draw.one(LABELS)}` : "";
  const all = [...variables, variable(r, "relationship"), variable(m, "node")];
  const text = `OPTIONAL MATCH (${draw.one(known)})${left}[${r}${types(draw)}]${right}(${m}${label})`;
  return { text: `${text}${where(all, 45, draw, "OPTIONAL MATCH")}`, variables: all };
};

const withStar: Stepping = (variables, draw) => {
  if (variables.length === 0) return null;
  draw.feature("WITH *");
  if (draw.chance(30)) {
    const condition = plainCondition(variables, draw);
    return condition === null ? null : { text: `WITH * WHERE ${condition}`, variables };
  }
  const [item] = plainItems([], variables, 1, draw);
  if (item === undefined || item.isLoose) return null;
  const all = [...variables, item.column];
  return { text: `WITH *, ${item.text}${where(all, 30, draw)}`, variables: all };
};

/** What the names are cut down to by DISTINCT. Behind OPTIONAL MATCH 5.26 takes null for what hangs on nothing that is null. */
const withDistinct: Stepping = (variables, draw) => {
  if (draw.features.has("OPTIONAL MATCH")) return null;
  const items = plainItems(draw.some(variables, 50).slice(0, 2), variables, 1, draw).filter(({ isLoose }) => !isLoose);
  if (items.length === 0) return null;
  draw.feature("WITH DISTINCT");
  const columns = items.map(({ column }) => column);
  return {
    text: `WITH DISTINCT ${items.map(({ text }) => text).join(", ")}${where(withoutPaths(columns), 30, draw)}`,
    variables: columns,
  };
};

/** WITH of a map projection that keeps the name of its node, which is a map from here on. */
const mapping: Stepping = (variables, draw) => {
  const nodes = namesOf("node", variables);
  const mapped = nodes.at(-1);
  if (mapped === undefined) return null;
  draw.feature("a map projection without a name");
  const kept = draw.some(withoutPaths(variables), 40).filter(({ name }) => name !== mapped);
  const distinct = !draw.features.has("OPTIONAL MATCH") && draw.chance(30) ? "DISTINCT " : "";
  const keys = draw.one([".k, .v, .s", ".*", ".k, .v, year: 2020", ".v"]);
  // What is not among the keys is null of the map, whatever the node has.
  const order = draw.chance(40) ? ` ORDER BY ${mapped}.${draw.one(["v", "k", "s"])}${draw.one(["", " DESC"])}` : "";
  const condition = draw.chance(40) ? ` WHERE ${mapped}.${draw.one(["v > 0", "k < 4", "s IS NULL", "b"])}` : "";
  return {
    text: `WITH ${distinct}${[`${mapped} {${keys}}`, ...kept.map(({ name }) => name)].join(", ")}${order}${condition}`,
    variables: [variable(mapped, "map"), ...kept],
  };
};

/** Neo4j reads no path in the WHERE or ORDER BY of what is distinct or grouped. */
function withoutPaths(columns: readonly Variable[]): readonly Variable[] {
  return columns.filter(({ type }) => type !== "path");
}

/** WITH … ORDER BY … SKIP … LIMIT … WHERE, where the whole row decides its place. */
const slicing: Stepping = (variables, draw) => {
  const items = plainItems(draw.some(variables, 60).slice(0, 3), variables, 1, draw).filter(({ isLoose }) => !isLoose);
  const columns = items.map(({ column }) => column);
  const order = totalOrder(columns, variables, draw);
  if (order === null) return null;
  draw.feature("WITH … ORDER BY … LIMIT … WHERE");
  const [skip, limit] = [draw.chance(35) ? ` SKIP ${draw.between(0, 2)}` : "", ` LIMIT ${cut(draw)}`];
  return {
    text: `WITH ${items.map(({ text }) => text).join(", ")} ORDER BY ${order}${skip}${limit}${where(columns, 50, draw)}`,
    variables: columns,
  };
};

/** How many rows stay. */
export function cut(draw: Draw): string {
  const count = draw.between(2, 6);
  if (!draw.chance(30)) return String(count);
  draw.feature("LIMIT of a parameter");
  return draw.parameter(given(String(count), BigInt(count)));
}

/** Groups whose lists have an order, by an ORDER BY before them. */
const grouping: Stepping = (variables, draw) => {
  const nodes = namesOf("node", variables);
  const sortable = variables.filter(({ type }) => type === "node" || type === "relationship");
  const listed = nodes.at(-1);
  if (listed === undefined) return null;
  draw.feature("groups of an ordered list");
  const others = nodes.filter((name) => name !== listed);
  const [g, l, c] = [draw.name("g"), draw.name("l"), draw.name("c")];
  const key = others.length > 0 && draw.chance(60) ? variable(draw.one(others), "node") : null;
  const [named] = key === null ? plainItems([], [variable(listed, "node")], 1, draw, g) : [];
  const keyText = key?.name ?? (named === undefined || named.isLoose ? `${listed}.v AS ${g}` : named.text);
  const keyColumn = key ?? (named === undefined || named.isLoose ? variable(g, "integer") : named.column);
  const [list, type] = draw.one([
    [`collect(${listed})`, "list node"],
    [`collect(DISTINCT ${listed})[..2]`, "list node"],
    [`collect(${listed})[1..]`, "list node"],
    [`head(collect(${listed}))`, "node"],
    [`collect(DISTINCT ${listed}.v)[..2]`, "list any"],
    [`collect(${listed} {.k, year: ${listed}.d.year})`, "list any"],
    [`last(collect(${listed}.k))`, "integer"],
  ] as const);
  if (list.includes("DISTINCT")) draw.feature("collect(DISTINCT …)[..n]");
  if (list.startsWith("head")) draw.feature("head(collect(…)) of an order");
  draw.feature("collect()");
  draw.feature("count()");
  const number = draw.one([
    `count(*)`,
    `count(DISTINCT ${listed}.v)`,
    `sum(${listed}.v)`,
    `max(${listed}.k)`,
    `count(${listed})`,
  ]);
  if (number.includes("DISTINCT")) draw.feature("count(DISTINCT …)");
  const columns = [keyColumn, variable(l, type), variable(c, "integer")];
  const order = sortable.map(({ name }) => `${name}.k${draw.chance(30) ? " DESC" : ""}`).toReversed();
  const names = sortable.map(({ name }) => name).join(", ");
  return {
    text: `WITH ${names} ORDER BY ${order.join(", ")} WITH ${keyText}, ${list} AS ${l}, ${number} AS ${c}${where(columns, 30, draw)}`,
    variables: columns,
  };
};

const unwindingBack: Stepping = (variables, draw) => {
  const lists = variables.filter(({ type }) => type === "list node" || type === "path");
  const own = draw.name("u");
  if (lists.length > 0 && draw.chance(60)) {
    const { name, type } = draw.one(lists);
    draw.feature("UNWIND of a list of nodes");
    const list = type === "path" ? `nodes(${name})` : name;
    return { text: `UNWIND ${list} AS ${own}`, variables: [...variables, variable(own, "node")] };
  }
  const nodes = namesOf("node", variables);
  if (nodes.length > 0 && draw.chance(25)) {
    draw.feature("UNWIND of a pattern comprehension");
    draw.feature("pattern comprehension");
    const from = draw.one(nodes);
    const condition = draw.chance(40) ? ` WHERE ${oneForm(NODE_CONDITIONS, `${own}m`, draw)}` : "";
    const text = `UNWIND [(${from})${draw.one(["-->", "--", "<-[:R]-"])}(${own}m)${condition} | ${own}m] AS ${own}`;
    return { text, variables: [...variables, variable(own, "node")] };
  }
  if (draw.chance(20)) {
    draw.feature("a list of maps as a parameter");
    const rows = draw.parameter(
      given("[{k: 0, w: 'a'}, {k: 2}, {k: 1, w: null}, {k: 9}]", [
        { k: 0n, w: "a" },
        { k: 2n },
        { k: 1n, w: null },
        { k: 9n },
      ]),
    );
    const [word, w] = [draw.one(["MATCH", "OPTIONAL MATCH"]), draw.name("w")];
    draw.feature(word);
    return {
      text: `UNWIND ${rows} AS ${own} ${word} (${own}n {k: ${own}.k}) WITH *, ${own}.w AS ${w}`,
      variables: [...variables, variable(own, "map"), variable(`${own}n`, "node"), variable(w, "string")],
    };
  }
  if (nodes.length === 0) {
    draw.feature("a list as a parameter");
    const list = draw.parameter(given("[0, 1, 2, 5]", [0n, 1n, 2n, 5n]));
    return {
      text: `UNWIND ${list} AS ${own} MATCH (${own}n {k: ${own}})`,
      variables: [...variables, variable(own, "integer"), variable(`${own}n`, "node")],
    };
  }
  const listed = draw.one(nodes);
  const list = draw.name("l");
  draw.feature("collect() and UNWIND back");
  const collecting = `WITH ${listed} ORDER BY ${listed}.k WITH collect(${draw.chance(50) ? "DISTINCT " : ""}${listed}) AS ${list}`;
  if (draw.chance(60))
    return {
      text: `${collecting} UNWIND ${list} AS ${own}`,
      variables: [variable(list, "list node"), variable(own, "node")],
    };
  return {
    text: `${collecting} UNWIND range(0, size(${list}) - 1) AS ${own}i WITH ${own}i, ${list}[${own}i] AS ${own}`,
    variables: [variable(`${own}i`, "integer"), variable(own, "node")],
  };
};

const calling: Stepping = (variables, draw) => {
  const nodes = namesOf("node", variables);
  if (nodes.length === 0) return null;
  draw.feature("CALL { }");
  const n = draw.one(nodes);
  const [m, c] = [draw.name("n"), draw.name("c")];
  const [left, right] = draw.one(ARROWS);
  const hop = `(${n})${left}[${types(draw)}]${right}(${m})`;
  const inside = [variable(n, "node"), variable(m, "node")];
  const only = () => where(inside, 50, draw);
  const [feature, type, write] = draw.one([
    [
      "aggregation inside CALL { }",
      "integer",
      () =>
        `MATCH ${hop}${only()} RETURN ${draw.one([`count(${m})`, `sum(${m}.v)`, `max(${m}.v)`, "count(*)", `count(DISTINCT ${m}.v)`])} AS ${c}`,
    ],
    [
      "ORDER BY inside CALL { }",
      "node",
      () => `MATCH ${hop} WITH DISTINCT ${m} ORDER BY ${m}.d DESC, ${m}.k LIMIT 1 RETURN ${m} AS ${c}`,
    ],
    [
      "RETURN * inside CALL { }",
      "node",
      () => `MATCH ${hop}${only()} WITH DISTINCT ${m} AS ${c} ORDER BY ${c}.k LIMIT 1 RETURN *`,
    ],
    [
      "UNION inside CALL { }",
      "integer",
      () =>
        `${draw.one([`MATCH ${hop} RETURN ${m}.v AS ${c}`, `MATCH ${hop} RETURN ${m}.k AS ${c} ORDER BY ${c} LIMIT 1`, `UNWIND [3, ${n}.k, 1] AS x RETURN x AS ${c} LIMIT 2`])} UNION${draw.chance(50) ? " ALL" : ""} ${draw.one([`RETURN ${n}.k AS ${c}`, `MATCH (${n})<--(${m}) RETURN ${m}.k AS ${c}`, `UNWIND [1, 2] AS x RETURN x AS ${c}`])}`,
    ],
    [
      "CALL { } in CALL { }",
      "integer",
      () =>
        `MATCH ${hop} CALL (${m}) { MATCH (${m})-->(${m}b)${where([variable(`${m}b`, "node")], 40, draw)} RETURN ${draw.one([`count(*) AS ${c}b`, `${m}b.k AS ${c}b ORDER BY ${c}b LIMIT 1`])} } RETURN ${draw.one(["sum", "max"])}(${c}b) AS ${c}`,
    ],
    [
      "collect() inside CALL { }",
      "list any",
      () => `MATCH ${hop} WITH ${m} ORDER BY ${m}.k RETURN collect(DISTINCT ${m}.k) AS ${c}`,
    ],
  ] as const);
  draw.feature(feature);
  const body = write();
  const word = draw.chance(15) ? "OPTIONAL CALL" : "CALL";
  const scope = draw.chance(12) && !body.includes(" UNION") ? `{ WITH ${n} ` : draw.chance(15) ? "(*) { " : `(${n}) { `;
  draw.feature(`${word} { }`);
  return {
    text: `${word} ${scope.startsWith("{") && word !== "CALL" ? `(${n}) { ` : scope}${body} }`,
    variables: [...variables, variable(c, type)],
  };
};

/** The shortest way between two nodes that were matched; which of several is open, so only its length is told. */
const shortest: Stepping = (variables, draw) => {
  const [a, b] = namesOf("node", variables).slice(-2);
  if (a === undefined || b === undefined || draw.features.has("OPTIONAL MATCH")) return null;
  const [p, c] = [draw.name("p"), draw.name("c")];
  const own = types(draw);
  const [left, right] = draw.one(ARROWS);
  const selector = draw.one(["shortestPath", "allShortestPaths", "ALL SHORTEST", "SHORTEST 1"] as const);
  draw.feature(selector);
  const condition = selector !== "SHORTEST 1" && draw.chance(40) ? ` WHERE ${oneForm(PATH_CONDITIONS, p, draw)}` : "";
  if (condition !== "") draw.feature("WHERE over the shortest path");
  const path =
    selector === "shortestPath" || selector === "allShortestPaths"
      ? `${selector}((${a})${left}[${own.replace("!", "")}*..4]${right}(${b}))`
      : `${selector} (${a})${left}[${own}]${right}{1,4}(${b})`;
  const names = `${a}, ${b}`;
  return {
    text: `WITH DISTINCT ${names} WHERE ${a} <> ${b} MATCH ${p} = ${path}${condition} WITH ${names}, length(${p}) AS ${c}`,
    variables: [variable(a, "node"), variable(b, "node"), variable(c, "integer")],
  };
};

/** So many clauses that find something more: a chain of many would find too much. */
const MOST_MATCHES = 2;

/** A chain of clauses as in everyday statements. */
export function everydayClauses(least: number, most: number, draw: Draw): Step {
  let { text, variables } = matching([], draw) as Step;
  let matches = 1;
  for (let left = draw.between(least, most); left > 0; left -= 1) {
    const finds: (readonly [number, Stepping])[] = [
      [4, matching],
      [2, optional],
    ];
    const step = draw.weighted([
      ...(matches < MOST_MATCHES ? finds : []),
      [2, withStar],
      [2, withDistinct],
      [1, mapping],
      [3, slicing],
      [3, grouping],
      [2, unwindingBack],
      [3, calling],
      [2, shortest],
    ] satisfies (readonly [number, Stepping])[]);
    const next = step(variables, draw);
    if (next === null) continue;
    if (step === matching || step === optional) matches += 1;
    text = `${text} ${next.text}`;
    ({ variables } = next);
  }
  return { text, variables };
}
