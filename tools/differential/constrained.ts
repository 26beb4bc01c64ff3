import { Draw } from "./draw.ts";
import { given } from "./everyday-conditions.ts";
import { askedAs, everydayRead } from "./everyday-statement.ts";
import { everydayWriteOf } from "./everyday-write.ts";
import { INSTANTS, MIXED, PLACES } from "./graphs.ts";
import type { Statement } from "./statement.ts";

/** What is made on both sides before the data, and dropped after; nothing else has the label P, Q or the type V. */
export const SCHEMA: readonly string[] = [
  "CREATE CONSTRAINT p_id IF NOT EXISTS FOR (n:P) REQUIRE n.id IS UNIQUE",
  "CREATE CONSTRAINT q_pair IF NOT EXISTS FOR (n:Q) REQUIRE (n.v, n.s) IS UNIQUE",
  "CREATE INDEX p_v IF NOT EXISTS FOR (n:P) ON (n.v)",
  "CREATE INDEX p_s IF NOT EXISTS FOR (n:P) ON (n.s)",
  "CREATE INDEX p_d IF NOT EXISTS FOR (n:P) ON (n.d)",
  "CREATE INDEX p_t IF NOT EXISTS FOR (n:P) ON (n.t)",
  "CREATE INDEX p_x IF NOT EXISTS FOR (n:P) ON (n.x)",
  "CREATE INDEX p_f IF NOT EXISTS FOR (n:P) ON (n.f)",
  "CREATE INDEX p_v_s IF NOT EXISTS FOR (n:P) ON (n.v, n.s)",
  "CREATE INDEX v_w IF NOT EXISTS FOR ()-[r:V]-() ON (r.w)",
];

export const SCHEMA_ENDS: readonly string[] = [
  "DROP CONSTRAINT p_id IF EXISTS",
  "DROP CONSTRAINT q_pair IF EXISTS",
  ...["p_v", "p_s", "p_d", "p_t", "p_x", "p_f", "p_v_s", "v_w"].map((name) => `DROP INDEX ${name} IF EXISTS`),
];

/** Nodes under constraints and indexes; some lack the key. */
export function constrainedGraphText(choices: readonly number[]): string {
  const draw = new Draw(choices);
  const people = draw.list(draw.chance(70) ? 4 : 1, 8, (index) => {
    const labels = draw.one([":P", ":P", ":P:A", ":P:B"]);
    const id = draw.chance(85) ? `, id: ${index}` : "";
    const held: readonly (readonly [string, string])[] = [
      ["v", String(draw.below(4))],
      ["s", draw.one(["'a'", "'ab'", "'b'", "''", "'Äß'", "'abc'"])],
      ["d", `date('${draw.one(["2020-02-29", "1999-12-31", "2020-03-01"])}')`],
      ["t", `datetime('${draw.one(INSTANTS)}')`],
      ["x", draw.one([...MIXED, `point(${draw.one(PLACES)})`, "1.0", "'ab'"])],
      ["f", draw.one(["0.5", "1.5", "-2.25", "2.0"])],
    ];
    const kept = held.filter(() => draw.chance(65)).map(([key, value]) => `, ${key}: ${value}`);
    return `(n${index}${labels} {k: ${index}${id}${kept.join("")}})`;
  });
  const pairs = draw.list(0, 3, (index) => {
    const s = draw.chance(70) ? `, s: '${["a", "ab", "b"][index]}'` : "";
    return `(q${index}:Q {k: ${50 + index}, v: ${draw.below(3)}${s}})`;
  });
  const relationships = draw.list(0, 8, (index) => {
    const weight = draw.chance(75) ? `, w: ${draw.below(4)}` : "";
    return `(n${draw.below(people.length)})-[:${draw.one(["V", "V", "R"])} {k: ${100 + index}${weight}}]->(n${draw.below(people.length)})`;
  });
  return `CREATE ${[...people, ...pairs, ...relationships].join(", ")}`;
}

type Write = (draw: Draw) => readonly string[];

/** Conditions that an index can answer, of `n:P`. */
export const LOOKUPS: Readonly<Record<string, Write>> = {
  "= by an index": (draw) => [
    `n.id = ${draw.below(9)}`,
    `n.v = ${draw.below(4)}`,
    "n.v = 1.0",
    "n.s = 'ab'",
    "n.d = date('2020-02-29')",
    "n.t = datetime('2020-02-29T12:00Z')",
    "n.x = 1",
    "n.x = 'a'",
    "n.x = [1, 2]",
    "n.x = null",
    "n.f = 2",
    "n.v = 1 AND n.s = 'a'",
    "n.x = duration('P1D')",
  ],
  "IN by an index": () => [
    "n.id IN [0, 2, 2, 7]",
    "n.v IN [1, 3, null]",
    "n.s IN ['a', 'b', '']",
    "n.d IN [date('2020-02-29'), date('2020-03-01')]",
    "n.x IN [1, 'a', true, date('2020-02-29'), 1.5]",
    "n.x IN [1, 1.0]",
    "n.v IN []",
    "n.v IN [0, 1] AND n.s IN ['a', 'ab']",
    "n.f IN [2, 0.5]",
  ],
  // A range of booleans or lists by an index is a fault of the database in 5.26.
  "a range by an index": (draw) => [
    `n.v > ${draw.below(3)}`,
    "n.v >= 1 AND n.v < 3",
    "1 < n.id <= 5",
    "n.s > 'a'",
    "n.s >= 'a' AND n.s < 'b'",
    "n.d < date('2020-03-01')",
    "n.d > date('2000-01-01') AND n.d <= date('2020-02-29')",
    "n.t >= datetime('2020-02-29T12:00Z')",
    "n.t > datetime('2020-02-29T12:00Z') AND n.t < datetime('2021-06-01')",
    "n.x > 1",
    "n.x < 'b'",
    "n.x >= date('2000-01-01')",
    "n.f >= 1",
    "n.f < 2 AND n.f > -3",
    "n.v = 1 AND n.s > 'a'",
    "n.x > point({x: 0, y: 0})",
    "n.x >= 1 AND n.x < 'a'",
  ],
  "STARTS WITH by an index": () => [
    "n.s STARTS WITH 'a'",
    "n.s STARTS WITH ''",
    "n.s STARTS WITH 'Ä'",
    "n.x STARTS WITH 'a'",
    "n.v = 1 AND n.s STARTS WITH 'a'",
    "n.s ENDS WITH 'b'",
    "n.s CONTAINS 'b'",
  ],
  "IS NOT NULL by an index": () => [
    "n.v IS NOT NULL",
    "n.id IS NOT NULL",
    "n.v IS NOT NULL AND n.s IS NOT NULL",
    "n.x IS NOT NULL",
    "n.v IS NULL",
  ],
  "OR and NOT beside an index": () => [
    "n.v = 1 OR n.s = 'a'",
    "n.id = 1 OR n.id > 5",
    "NOT n.v = 1",
    "n.v <> 1",
    "n.v = 1 AND NOT n.s = 'a'",
    "n.id = n.v",
    "n.v = n.k",
  ],
};

/** The same with what is looked for as a parameter. */
function lookup(draw: Draw): string {
  if (draw.chance(20)) {
    draw.feature("a parameter looked up in an index");
    const [write, constant] = draw.one([
      [(p: string) => `n.id = ${p}`, given("3", 3n)],
      [(p: string) => `n.id IN ${p}`, given("[1, 4, null]", [1n, 4n, null])],
      [(p: string) => `n.v >= ${p}`, given("1.5", 1.5)],
      [(p: string) => `n.s STARTS WITH ${p}`, given("'a'", "a")],
      [(p: string) => `n.x = ${p}`, given("[1, 2]", [1n, 2n])],
      [(p: string) => `n.d > date(${p})`, given("'2000-01-01'", "2000-01-01")],
      [(p: string) => `n.v = ${p}`, given("null", null)],
      [(p: string) => `n.s IN ${p}.names`, given("{names: ['a', 'b']}", { names: ["a", "b"] })],
    ] as const);
    return write(draw.parameter(constant));
  }
  const [feature, write] = draw.one<readonly [string, Write]>(Object.entries(LOOKUPS));
  draw.feature(feature);
  return draw.one(write(draw));
}

const KEYS = ["id", "v", "s", "d", "t", "f"] as const;

interface Read {
  readonly text: string;
  readonly columns: readonly string[];
  readonly sortedBy: readonly string[];
}

function told(match: string, draw: Draw): Read {
  if (draw.chance(45)) {
    draw.feature("ORDER BY … LIMIT by an index");
    const key = draw.one(KEYS);
    const direction = draw.one(["", " DESC"]);
    const cut = draw.chance(70) ? ` LIMIT ${draw.between(1, 5)}` : "";
    const skip = cut !== "" && draw.chance(25) ? " SKIP 1" : "";
    return {
      text: `${match} RETURN n.${key} AS c, n.k AS k ORDER BY c${direction}, k${skip}${cut}`,
      columns: ["c", "k"],
      sortedBy: ["c", "k"],
    };
  }
  const plain = (text: string, ...columns: readonly string[]): Read => ({
    text: `${match} ${text}`,
    columns,
    sortedBy: [],
  });
  return draw.one([
    () => plain("RETURN n", "n"),
    () => plain("RETURN n.k AS k, n.v AS v", "k", "v"),
    () => plain("RETURN count(n) AS c, min(n.v) AS least, max(n.d) AS most", "c", "least", "most"),
    () => plain("RETURN n.v AS v, count(*) AS c", "v", "c"),
    () => plain("RETURN DISTINCT n.s AS s", "s"),
    () => plain("MATCH (n)-[r:V]->(m:P) WHERE m.v >= 1 RETURN n.k AS k, m.k AS m", "k", "m"),
    () => plain("OPTIONAL MATCH (m:P {v: n.v}) WHERE m.id > n.id RETURN n.k AS k, m.k AS m", "k", "m"),
    () => plain("MATCH (m:P) WHERE m.id = n.v RETURN n.k AS k, m.k AS m", "k", "m"),
    () => plain("RETURN n.k AS k, EXISTS { MATCH (m:P) WHERE m.v = n.v AND m.k <> n.k } AS more", "k", "more"),
    () => plain("RETURN n.k AS k, COUNT { MATCH (m:P) WHERE m.s STARTS WITH n.s } AS more", "k", "more"),
  ])();
}

/** Reads that an index can answer; now and then it is named by a hint. */
function reading(draw: Draw): Read {
  if (draw.chance(15)) {
    draw.feature("an index of relationships");
    const condition = draw.one(["r.w = 1", "r.w > 0", "r.w IN [0, 2]", "r.w IS NOT NULL", "r.w >= 1 AND r.w < 3"]);
    const [left, right] = draw.one([
      ["-", "->"],
      ["-", "-"],
    ] as const);
    return {
      text: `MATCH (a)${left}[r:V]${right}(b) WHERE ${condition} RETURN r.k AS c, a.k AS k, b.k AS b ORDER BY c, k`,
      columns: ["c", "k", "b"],
      sortedBy: ["c", "k", "b"],
    };
  }
  if (draw.chance(12)) {
    draw.feature("a hint");
    const [property, condition] = draw.one([
      ["id", `n.id = ${draw.below(6)}`],
      ["v", "n.v > 0"],
      ["s", "n.s STARTS WITH 'a'"],
      ["d", "n.d >= date('2000-01-01')"],
      ["x", "n.x IN [1, 'a']"],
      ["v, s", "n.v = 1 AND n.s = 'a'"],
    ] as const);
    return told(`MATCH (n:P) USING INDEX n:P(${property}) WHERE ${condition}`, draw);
  }
  const label = draw.one(["P", "P", "P", "P&A", "P:A"]);
  if (draw.chance(15)) return told(`MATCH (n:${label})`, draw);
  if (draw.chance(15)) return told(`UNWIND [1, 3, null, 3] AS i MATCH (n:P {${draw.one(["id", "v"])}: i})`, draw);
  const condition = draw.chance(25) ? `(${lookup(draw)}) AND (${lookup(draw)})` : lookup(draw);
  return told(`MATCH (n:${label}) WHERE ${condition}`, draw);
}

/** Writes that may break a constraint: both must refuse, and what stood before must stand. */
function writing(draw: Draw): string {
  const [id, other] = [draw.below(9), draw.below(9)];
  const props = { id: BigInt(id), s: "new" };
  const [feature, write] = draw.one<readonly [string, () => string]>([
    ["CREATE under a constraint", () => `CREATE (n:P {id: ${id}, k: 20})`],
    ["CREATE under a constraint", () => `CREATE (n:P ${draw.parameter(given(`{id: ${id}, s: 'new'}`, props))})`],
    ["CREATE under a constraint", () => `CREATE (n:P {id: ${id}.0})`],
    ["CREATE under a constraint", () => `UNWIND [${id}, 20, ${other}, 21] AS i CREATE (n:P {id: i})`],
    ["CREATE under a constraint", () => `CREATE (n:Q {v: ${draw.below(3)}, s: '${draw.one(["a", "ab"])}', k: 60})`],
    ["CREATE under a constraint", () => `CREATE (n:Q {v: ${draw.below(3)}})`],
    ["CREATE under a constraint", () => `CREATE (n) SET n:P, n.id = ${id}`],
    ["MERGE under a constraint", () => `MERGE (n:P {id: ${id}}) ON CREATE SET n.s = 'new' ON MATCH SET n.s = 'old'`],
    ["MERGE under a constraint", () => `MERGE (n:P {id: ${id}, s: 'a'})`],
    ["MERGE under a constraint", () => `MERGE (n:P:A {id: ${id}})`],
    ["MERGE under a constraint", () => `MERGE (n:P {id: ${id}}) SET n += {id: ${other}, v: 3}`],
    [
      "MERGE under a constraint",
      () =>
        `UNWIND [{id: ${id}, v: 1}, {id: ${other}, v: 2}, {id: ${id}, v: 3}] AS row MERGE (n:P {id: row.id}) SET n += row`,
    ],
    [
      "MERGE under a constraint",
      () =>
        `UNWIND [{id: ${id}, to: ${other}}, {id: 20, to: ${id}}] AS row MERGE (n:P {id: row.id}) MERGE (m:P {id: row.to}) MERGE (n)-[r:V {w: 1}]->(m)`,
    ],
    ["MERGE under a constraint", () => `MERGE (n:Q {v: ${draw.below(3)}, s: 'a'}) SET n.m = 1`],
    ["MERGE under a constraint", () => `MERGE (n:P {id: ${id}})-[r:V]->(m:P {id: ${other}})`],
    ["SET under a constraint", () => `MATCH (n:P {id: ${id}}) SET n.id = ${other}`],
    ["SET under a constraint", () => "MATCH (n:P) WITH n ORDER BY n.k DESC SET n.id = n.k + 1"],
    ["SET under a constraint", () => "MATCH (n:P) WITH n ORDER BY n.k SET n.id = n.k + 1"],
    ["SET under a constraint", () => `MATCH (n:P {id: ${id}}), (m:P {id: ${other}}) SET n = m`],
    ["SET under a constraint", () => `MATCH (n:P) WHERE n.v = 1 SET n.id = null, n.v = 2`],
    ["SET under a constraint", () => `MATCH (n:P {id: ${id}}) REMOVE n:P WITH n CREATE (m:P {id: ${id}}) SET n:P`],
    ["SET under a constraint", () => `MATCH (n:P {id: ${id}}) REMOVE n.id CREATE (:P {id: ${id}, k: 30})`],
    ["SET under a constraint", () => "MATCH (n:Q) WITH n ORDER BY n.k SET n.v = 0, n.s = 'a'"],
    ["SET under a constraint", () => `MATCH (n:Q) SET n.v = ${draw.below(3)}`],
    ["SET under a constraint", () => "MATCH (n:Q) WITH n ORDER BY n.k SET n:P, n.id = n.v"],
    [
      "DELETE and CREATE under a constraint",
      () => `MATCH (n:P {id: ${id}}) DETACH DELETE n CREATE (:P {id: ${id}, k: 30})`,
    ],
    [
      "DELETE and CREATE under a constraint",
      () => `MATCH (n:P) WHERE n.id >= ${id} DETACH DELETE n WITH count(*) AS c CREATE (:P {id: ${other}, v: c})`,
    ],
    [
      "writes in FOREACH and CALL under a constraint",
      () => `FOREACH (i IN [${id}, ${other}] | MERGE (n:P {id: i}) SET n.m = i)`,
    ],
    ["writes in FOREACH and CALL under a constraint", () => `FOREACH (i IN [${id}, 20] | CREATE (:P {id: i}))`],
    [
      "writes in FOREACH and CALL under a constraint",
      () =>
        `MATCH (n:P) WITH n ORDER BY n.k CALL (n) { CREATE (m:P {id: n.k + ${other}}) RETURN m.id AS made } RETURN made AS made`,
    ],
    [
      "a read by an index after a write",
      () =>
        `MATCH (n:P) WHERE n.v = 1 SET n.v = 2, n.s = 'z' WITH count(*) AS c MATCH (m:P) WHERE m.v >= 2 RETURN c AS rows, count(m) AS seen, max(m.s) AS most`,
    ],
    [
      "a read by an index after a write",
      () =>
        `CREATE (:P {id: 30, v: ${draw.below(4)}, s: 'aa'}) WITH * MATCH (m:P) WHERE m.s STARTS WITH 'a' RETURN m.k AS k, m.s AS s`,
    ],
    [
      "a read by an index after a write",
      () =>
        `MATCH (n:P) WHERE n.v < 2 DETACH DELETE n WITH count(*) AS c MATCH (m:P) WHERE m.v IS NOT NULL RETURN c AS rows, count(*) AS seen`,
    ],
    [
      "a read by an index after a write",
      () => `MATCH (n:P) WHERE n.v > 0 SET n.v = n.v - 1 WITH n ORDER BY n.v, n.k LIMIT 2 RETURN n.k AS k, n.v AS v`,
    ],
    [
      "a read by an index after a write",
      () =>
        `MATCH (n:P {v: 1}) REMOVE n:P WITH count(*) AS c MATCH (m:P) WHERE m.v IN [1, 2] RETURN c AS rows, count(*) AS seen`,
    ],
  ]);
  draw.feature(feature);
  return write();
}

/** The same of nodes and relationships that have indexes. */
function aboutIndexed(statement: Statement): Statement {
  const text = statement.text.replaceAll(/\bA\b/g, "P").replaceAll(/\bR\b/g, "V");
  return { ...statement, text, unfiltered: text };
}

/** A statement about nodes under constraints and indexes. */
export function constrainedStatement(choices: readonly number[]): Statement {
  const draw = new Draw(choices);
  if (draw.chance(30)) {
    const isRead = draw.chance(60);
    draw.feature(`everyday ${isRead ? "reads" : "writes"} by an index`);
    return aboutIndexed(isRead ? everydayRead(draw) : everydayWriteOf(draw));
  }
  if (draw.chance(55)) {
    const text = writing(draw);
    const last = text.includes("RETURN") ? (text.split("RETURN").at(-1) ?? "") : "";
    const columns = [...last.matchAll(/ AS (\w+)/g)].map(([, name = ""]) => name);
    return { ...askedAs(text, draw), columns, sortedBy: [], bags: [], writes: true };
  }
  const { text, columns, sortedBy } = reading(draw);
  return { ...askedAs(text, draw), columns, sortedBy, bags: [], writes: false };
}
