import { stringLiteral } from "./constants.ts";
import { Draw, type Given } from "./draw.ts";
import { given, NODE_CONDITIONS, oneForm } from "./everyday-conditions.ts";
import { askedAs } from "./everyday-statement.ts";
import { asked, collected, counted } from "./everyday-subqueries.ts";
import { LABELS, TYPES } from "./graphs.ts";
import type { Statement } from "./statement.ts";

/** What writes, and the names of nodes of which each row has another, so that they may be told. */
interface EverydayWrite {
  readonly text: string;
  readonly told: readonly string[];
}

type Row = Readonly<Record<string, Given>>;

function literal(value: Given): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${(value as readonly Given[]).map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${literal(item)}`)
      .join(", ")}}`;
  return String(value);
}

/** Rows of an import, as written or as a parameter. */
function rows(draw: Draw): string {
  const list = draw.list(1, 4, (): Row => {
    const row: Record<string, Given> = { k: BigInt(draw.below(8)), to: BigInt(draw.below(8)) };
    if (draw.chance(80)) row["w"] = BigInt(draw.below(4));
    if (draw.chance(50)) row["tags"] = draw.some(["a", "b", "Äß"], 50);
    row["props"] = Object.fromEntries(
      draw.some<readonly [string, Given]>(
        [
          ["s", "ab"],
          ["v", BigInt(draw.below(4))],
          ["b", true],
          ["f", 1.5],
          ["l", [1n, 2n]],
          ["x", null],
        ],
        40,
      ),
    );
    return row;
  });
  if (!draw.chance(40)) return literal(list);
  draw.feature("a list of maps as a parameter");
  return draw.parameter(given(literal(list), list));
}

/** UNWIND of a list of maps, MERGE by a key, SET of the rest, and what it is joined to. */
function importing(draw: Draw): EverydayWrite {
  draw.feature("MERGE after UNWIND of a list of maps");
  draw.feature("UNWIND");
  draw.feature("MERGE");
  const [from, to, type] = [draw.one(LABELS), draw.one(LABELS), draw.one(TYPES)];
  const onCreate = draw.chance(40)
    ? ` ON CREATE SET ${draw.one(["n.m = 'new'", "n += row.props", "n = row.props, n.k = row.k"])}`
    : "";
  const onMatch = draw.chance(40)
    ? ` ON MATCH SET ${draw.one(["n.m = 'old'", "n.m = coalesce(n.m, 0) + 1", "n:C"])}`
    : "";
  if (onCreate !== "") draw.feature("ON CREATE SET");
  if (onMatch !== "") draw.feature("ON MATCH SET");
  const setting = draw.one([" SET n += row.props", " SET n += row.props, n.m = row.w", ""]);
  const joining = draw.one([
    "",
    ` MERGE (m:${to} {k: row.to}) MERGE (n)-[:${type}]->(m)`,
    ` MERGE (m:${to} {k: row.to}) MERGE (n)-[r:${type}]->(m) ON CREATE SET r.w = row.w ON MATCH SET r.m = row.k`,
    ` MERGE (m:${to} {k: row.to}) SET m.a = n.k MERGE (n)<-[:${type} {w: coalesce(row.w, 0)}]-(m)`,
    ` WITH n, row MATCH (m:${to} {k: row.to}) MERGE (n)-[:${type}]->(m)`,
    ` WITH n, row OPTIONAL MATCH (m:${to} {k: row.to}) FOREACH (x IN CASE WHEN m IS NULL THEN [] ELSE [m] END | MERGE (n)-[:${type}]->(x))`,
    ` WITH n, row UNWIND row.tags AS tag MERGE (c:C {s: tag}) MERGE (n)-[:${type}]->(c)`,
    ` FOREACH (tag IN row.tags | MERGE (c:C {s: tag}) MERGE (n)-[:${type}]->(c))`,
    ` CREATE (n)-[:${type} {w: row.w}]->(:${to} {k: row.to + 100})`,
    ` WITH n, row CALL (n, row) { MERGE (m:${to} {k: row.to}) MERGE (n)-[r:${type}]->(m) SET r += {w: row.w} RETURN count(r) AS made }`,
    ` WITH row, n WHERE row.w > 0 MATCH (m:${to}) WHERE m.k = row.to AND m <> n CREATE (n)-[:${type} {w: row.w}]->(m)`,
  ]);
  return {
    text: `UNWIND ${rows(draw)} AS row MERGE (n:${from} {k: row.k})${onCreate}${onMatch}${setting}${joining}`,
    told: [],
  };
}

/** New nodes from maps. */
function creatingMany(draw: Draw): EverydayWrite {
  draw.feature("CREATE");
  const label = draw.one(LABELS);
  const props: Row = { k: 20n, v: BigInt(draw.below(4)), s: "a", l: [1n] };
  const write = draw.one([
    () => {
      draw.feature("a whole property map as a parameter");
      return `CREATE (n:${label} ${draw.parameter(given(literal(props), props))})`;
    },
    () => {
      draw.feature("a whole property map as a parameter");
      return `MATCH (n:${label}) SET n += ${draw.parameter(given(literal(props), props))}`;
    },
    () => `UNWIND ${rows(draw)} AS row CREATE (n:${label}) SET n = row.props, n.k = row.k`,
    () =>
      `MATCH (n:${label} {k: ${draw.below(5)}}) MATCH (m {k: ${draw.below(5)}}) CREATE (n)-[r:R {w: 1}]->(m), (m)<-[:S]-(:C {k: n.k + 30})`,
    () =>
      `CREATE p = (n:${label} {k: 20, d: date('2020-02-29')})-[:R {w: 2}]->(:C)<-[:S]-(:A:B) WITH n, p FOREACH (x IN nodes(p) | SET x.m = length(p))`,
    () => `UNWIND range(1, 3) AS i CREATE (n:${label} {k: 10 + i})-[:R {w: i}]->(:C {v: i % 2, k: 20 + i})`,
    () => `MATCH (o:${label}) CREATE (n:C {k: 10 + o.k, v: o.v})-[:S {w: 1}]->(o)`,
    () => `MATCH (o:${label})-[r]->(m) CREATE (n:C) SET n = properties(o), n.k = r.k MERGE (n)-[:S]->(m)`,
  ]);
  return { text: write(), told: ["n"] };
}

function condition(name: string, draw: Draw): string {
  return draw.chance(30) ? asked(name, draw, "value") : oneForm(NODE_CONDITIONS, name, draw);
}

/**
 * What is deleted is found before: of relationships of its own transaction, as all are here, 5.26 passes over some when
 * it deletes others in between.
 */
function foundFirst(names: string, order: string): string {
  return `WITH ${names} ORDER BY ${order}`;
}

/** Nodes with a label, in the order of their numbers. */
function nodes(name: string, draw: Draw): string {
  draw.feature("MATCH");
  const label = draw.chance(75) ? `:${draw.one(LABELS)}` : "";
  const where = draw.chance(40) ? ` WHERE ${oneForm(NODE_CONDITIONS, name, draw)}` : "";
  return `MATCH (${name}${label})${where} WITH ${name} ORDER BY ${name}.k`;
}

function choosing(draw: Draw): EverydayWrite {
  draw.feature("FOREACH over CASE");
  draw.feature("FOREACH");
  const written = draw.one([
    "SET n.m = 1",
    "SET n.m = coalesce(n.v, 0) + 1, n:C",
    "CREATE (:C {v: n.k})",
    "CREATE (n)-[:S {w: n.k}]->(:C)",
    "MERGE (c:C {v: coalesce(n.v, 7)}) MERGE (n)-[:T]->(c)",
    "REMOVE n.v",
    "MERGE (n)-[:R]->(n)",
  ]);
  const item = draw.one(["_", "ignored"]);
  // Of a subquery in FOREACH 5.26 does not always see that it reads what another row changes.
  const isChosen = /CREATE|MERGE|REMOVE|:C/.test(written) ? oneForm(NODE_CONDITIONS, "n", draw) : condition("n", draw);
  return {
    text: `${nodes("n", draw)} FOREACH (${item} IN CASE WHEN ${isChosen} THEN [1] ELSE [] END | ${written})`,
    told: ["n"],
  };
}

function overPath(draw: Draw): EverydayWrite {
  draw.feature("FOREACH over a path");
  draw.feature("FOREACH");
  const path = `MATCH p = (a:${draw.one(LABELS)})-[${draw.one(["", ":R", ":R|S"])}*1..2]->(b)`;
  const each = draw.one([
    "FOREACH (x IN nodes(p) | SET x.m = 1)",
    "FOREACH (x IN nodes(p)[1..] | SET x:C)",
    "FOREACH (y IN relationships(p) | SET y.m = 'seen')",
    "FOREACH (x IN [x IN nodes(p) WHERE x.v > 1] | REMOVE x.v)",
    "FOREACH (i IN range(0, length(p) - 1) | FOREACH (y IN [relationships(p)[i]] | SET y.m = 1))",
    "FOREACH (x IN nodes(p) | MERGE (x)-[:U]->(:D {k: x.k}))",
  ]);
  return { text: `${path} ${each}`, told: [] };
}

function deletingFound(draw: Draw): EverydayWrite {
  draw.feature("DELETE after OPTIONAL MATCH");
  draw.feature("OPTIONAL MATCH");
  const where = draw.chance(50) ? ` WHERE ${oneForm(NODE_CONDITIONS, "m", draw)}` : "";
  const deleting = draw.one([
    "DELETE r",
    "DETACH DELETE n",
    "DETACH DELETE m",
    "DELETE r, n",
    "DETACH DELETE n, m",
    "WITH n, collect(r) AS rs FOREACH (r IN rs | DELETE r) DETACH DELETE n",
    "WITH DISTINCT m DETACH DELETE m",
    "DELETE r, m",
    "WITH n, r, m WHERE m IS NOT NULL DETACH DELETE m, n",
    "WITH collect(DISTINCT m) AS ms FOREACH (m IN ms | DETACH DELETE m)",
  ]);
  draw.feature(deleting.includes("DETACH") ? "DETACH DELETE" : "DELETE");
  return {
    text: `${nodes("n", draw)} OPTIONAL MATCH (n)-[r${draw.one(["", ":R"])}]->(m)${where} ${foundFirst("n, r, m", "n.k, r.k")} ${deleting}`,
    told: [],
  };
}

function deletingPaths(draw: Draw): EverydayWrite {
  draw.feature("DELETE of a path");
  const detach = draw.chance(70) ? "DETACH " : "";
  draw.feature(`${detach}DELETE`);
  const path = `MATCH p = (a:${draw.one(LABELS)})-[${draw.one(["", ":R", ":R|S"])}*1..2]->(b)`;
  return {
    text: `${path} ${draw.one(["", `WHERE ${oneForm(NODE_CONDITIONS, "b", draw)} `])}${foundFirst("p", "length(p)")} ${draw.one(
      [
        `${detach}DELETE p`,
        `FOREACH (x IN nodes(p) | ${detach}DELETE x)`,
        "FOREACH (y IN relationships(p) | DELETE y)",
        `WITH collect(p) AS ps FOREACH (q IN ps | ${detach}DELETE q)`,
      ],
    )}`,
    told: [],
  };
}

function settingMaps(draw: Draw): EverydayWrite {
  draw.feature("SET of a whole map");
  draw.feature("SET");
  const set = draw.one([
    "n += {v: m.k, s: null}",
    "n += m {.v, .s}",
    "n = m {.v, k: n.k}",
    "n += properties(m), n.k = k",
    "n = m, n.k = k",
    "n += m, n.k = k",
    "n += r, n.k = k",
    "r = {k: r.k, w: n.v}",
    "r += m {.v}",
    "n[CASE WHEN m.v > 1 THEN 'm' ELSE 's' END] = m.k",
    "n.m = m.d, m.x = n.t",
  ]);
  // A node keeps its own key: what comes behind is put in order by it, and two of the same have none.
  return {
    text: `MATCH (n:${draw.one(LABELS)})-[r]->(m) WITH n, r, m, n.k AS k ORDER BY r.k SET ${set}`,
    told: [],
  };
}

function labelling(draw: Draw): EverydayWrite {
  draw.feature("a label of an expression");
  const written = draw.one([
    "SET n:$(CASE WHEN n.v > 1 THEN 'B' ELSE 'C' END)",
    "SET n:$('A')",
    "SET n:B:C",
    "SET n:$(['A', 'C'])",
    "REMOVE n:A:B",
    "REMOVE n:$('C')",
    "REMOVE n.v, n.s, n:A",
    "SET n:D REMOVE n:A",
    "REMOVE n:$(labels(n))",
  ]);
  return { text: `${nodes("n", draw)} ${written}`, told: ["n"] };
}

function settingAnswers(draw: Draw): EverydayWrite {
  draw.feature("a subquery in SET");
  draw.feature("SET");
  const value = draw.one([
    () => counted("n", draw),
    () => collected("n", draw).replace(/ \{\.k, \.v\}/, ".k"),
    () => `CASE WHEN ${condition("n", draw)} THEN 'yes' ELSE null END`,
    () => "size([(n)-->(x) WHERE x.v > 0 | x])",
    () => "n.d.year",
    () => "date.truncate('month', coalesce(n.d, date('2020-02-29')))",
    () => "n.t + duration('P1D')",
    () => "n.p",
    () => "[x IN coalesce(n.l, []) | x * 2]",
    () => "coalesce(n.l, []) + [n.k]",
    () => "reduce(s = 0, x IN coalesce(n.l, []) | s + x)",
    () => "head([(n)-->(x) WHERE x.v IS NULL | 1])",
    () => "COUNT { (n)-->(x) WHERE EXISTS { (x)-->(n) } }",
  ])();
  return { text: `${nodes("n", draw)} SET n.m = ${value}`, told: ["n"] };
}

/** What a statement reads after it wrote. */
function pipeline(draw: Draw): EverydayWrite {
  draw.feature("MATCH after SET");
  draw.feature("MATCH after a write");
  const [label, other] = [draw.one(LABELS), draw.one(LABELS)];
  const text = draw.one([
    `MATCH (n:${label}) SET n.v = coalesce(n.v, 0) + 1 WITH n MATCH (n)-->(m:${other}) WHERE m.v > n.v SET m.m = 1`,
    `MATCH (n:${label}) SET n.v = 9 WITH n MATCH (m:${other} {v: 9}) WITH DISTINCT n, m`,
    `MATCH (n:${label}) CREATE (n)-[:S]->(m:C {v: n.k, k: n.k + 50}) WITH m MATCH (m)<-[:S]-(n)`,
    `MATCH (o:${label}) CREATE (:${label} {k: 50 + o.k}) WITH count(*) AS made MATCH (n:${label})`,
    `MATCH (o:${label})-[r]->() ${foundFirst("o, r", "r.k")} DELETE r WITH DISTINCT o MATCH (o)-->(n)`,
    `MATCH (o:${label}) REMOVE o:${label} WITH count(*) AS gone MATCH (n:${other})`,
    `MATCH (o:${label}) SET o:${other} WITH count(*) AS all MATCH (n:${other}) WHERE n.v IS NOT NULL SET n.m = all`,
    `MERGE (o:${label} {v: 3}) WITH o MATCH (n:${label}) WHERE n.v >= o.v`,
    `MATCH (o:${label}) DETACH DELETE o WITH count(*) AS gone MATCH (n) WHERE n.k > gone`,
    `MATCH (n:${label}) SET n.m = n.k WITH n ORDER BY n.m DESC LIMIT 2 SET n.s = 'top'`,
    `MATCH (a:${label}) WITH collect(a) AS found UNWIND found AS n SET n.m = size(found)`,
  ]);
  return { text, told: ["n"] };
}

function inCall(draw: Draw): EverydayWrite {
  draw.feature("CALL { } that writes");
  const form = draw.one([
    { text: "CALL (n) { CREATE (n)-[:S]->(c:C {v: n.k}) RETURN c.v AS made }", feature: "a write inside CALL { } (x)" },
    {
      text: "CALL (n) { MATCH (n)-[r]->(m) SET m.m = n.k RETURN count(r) AS made }",
      feature: "aggregation of writes inside CALL { }",
    },
    { text: "CALL (n) { WITH n WHERE n.v > 1 CREATE (:D {v: n.v}) }", feature: "a write inside CALL { } (x)" },
    {
      text: "CALL { WITH n MERGE (c:D {v: coalesce(n.v, 0)}) RETURN c AS made }",
      feature: "a write inside CALL { } (x)",
    },
    {
      text: "CALL (n) { CREATE (c:D {v: 1}) RETURN c.v AS made UNION ALL WITH n MATCH (n)-->(c) SET c.m = 2 RETURN c.k AS made }",
      feature: "UNION of writes inside CALL { }",
    },
    {
      text: "CALL (n) { CREATE (c:D {v: n.k}) RETURN 1 AS made UNION MATCH (n)-[r]->() SET r.m = 1 RETURN r.k AS made }",
      feature: "UNION of writes inside CALL { }",
    },
    {
      text: "CALL (n) { MATCH (n)-->(m) CALL (m, n) { MERGE (m)-[r:U]->(n) RETURN count(r) AS c } RETURN sum(c) AS made }",
      feature: "a write in CALL { } in CALL { }",
    },
    {
      text: `CALL (n) { OPTIONAL MATCH (n)-[r:R]->() ${foundFirst("r", "r.k")} DELETE r RETURN count(r) AS made }`,
      feature: "aggregation of writes inside CALL { }",
    },
    {
      text: "CALL (n) { UNWIND range(1, 2) AS i CREATE (:D {k: n.k * 10 + i}) }",
      feature: "a write inside CALL { } (x)",
    },
  ]);
  draw.feature(form.feature);
  return { text: `${nodes("n", draw)} ${form.text}`, told: ["n"] };
}

/** MERGE of relationships with properties and of whole paths. */
function mergingPaths(draw: Draw): EverydayWrite {
  draw.feature("MERGE");
  const [a, b, type] = [draw.one(LABELS), draw.one(LABELS), draw.one(TYPES)];
  const w = draw.below(3);
  const [feature, text] = draw.one([
    ["MERGE of a whole path", `MERGE (a:${a} {v: 1})-[r:${type} {w: ${w}}]->(b:${b} {v: 2})`],
    ["MERGE of a whole path", `MERGE (a:${a})-[r:${type}]->(b:${b})-[:S]->(c:C)`],
    [
      "MERGE of a whole path",
      `MATCH (a:${a}) WITH a ORDER BY a.k MERGE (a)-[r:${type} {w: ${w}}]->(b:${b} {v: coalesce(a.v, 5)})-[:S]->(c)`,
    ],
    [
      "MERGE of a relationship with properties",
      `MATCH (a:${a}), (b:${b}) WITH a, b ORDER BY a.k, b.k MERGE (a)-[r:${type} {w: ${w}}]->(b)`,
    ],
    [
      "MERGE of a relationship with properties",
      `MATCH (a:${a})-->(b) WITH a, b ORDER BY a.k, b.k MERGE (a)-[r:${type} {w: ${w}}]-(b)`,
    ],
    [
      "MERGE of a relationship with properties",
      `MATCH (a:${a})-[o]->(b) WITH a, b, o ORDER BY o.k MERGE (a)<-[r:${type} {w: coalesce(o.w, 0)}]-(b)`,
    ],
    ["MERGE of a whole path", `MERGE p = (a:${a} {v: 2})<-[r:${type}]-(b:${b} {s: 'a'})`],
  ] as const);
  draw.feature(feature);
  const onCreate = draw.chance(50) ? " ON CREATE SET r.m = 'new', a.m = 'new'" : "";
  const onMatch = draw.chance(50) ? " ON MATCH SET r.s = 'old', b.m = coalesce(b.k, 0) + 1" : "";
  if (onCreate !== "") draw.feature("ON CREATE SET");
  if (onMatch !== "") draw.feature("ON MATCH SET");
  return { text: `${text}${onCreate}${onMatch}`, told: [] };
}

const FORMS: readonly (readonly [weight: number, form: (draw: Draw) => EverydayWrite])[] = [
  [4, importing],
  [2, creatingMany],
  [2, choosing],
  [2, overPath],
  [3, deletingFound],
  [1, deletingPaths],
  [3, settingMaps],
  [2, labelling],
  [2, settingAnswers],
  [3, pipeline],
  [3, inCall],
  [3, mergingPaths],
];

/** A statement that writes, in one of the forms that people know. */
export function everydayWrite(choices: readonly number[]): Statement {
  return everydayWriteOf(new Draw(choices));
}

export function everydayWriteOf(draw: Draw): Statement {
  const first = draw.chance(20) ? `${draw.weighted(FORMS)(draw).text} WITH count(*) AS before ` : "";
  if (first !== "") draw.feature("a write after another");
  // What was made before has no number that would tell which row is the last to set what another sets too.
  const forms = first === "" ? FORMS : FORMS.filter(([, form]) => form !== settingMaps);
  const { text: own, told } = draw.weighted(forms)(draw);
  const text = `${first}${own}`;
  const last = ending(told, draw);
  const columns = [...last.matchAll(/ AS (\w+)(?=,|$)/g)].map(([, name = ""]) => name);
  return { ...askedAs(`${text}${last}`, draw), columns, sortedBy: [], bags: [], writes: true };
}

function ending(told: readonly string[], draw: Draw): string {
  const n = told.length > 0 ? draw.one(told) : null;
  const label = draw.one(LABELS);
  return draw.weighted([
    [1, () => " RETURN count(*) AS rows"],
    [1, () => ` WITH count(*) AS c MATCH (q:${label}) RETURN c AS rows, count(q) AS seen, count(q.m) AS marked`],
    [n === null ? 0 : 2, () => ` RETURN ${n}.k AS k, ${n}.v AS v, ${n}:${label} AS l`],
    [
      n === null ? 0 : 1,
      () => ` WITH DISTINCT ${n} OPTIONAL MATCH (${n})-[q]->(o) RETURN ${n}.k AS k, o.k AS o, type(q) AS t`,
    ],
  ])();
}
