import type { Constant, Draw, Given } from "./draw.ts";
import type { Variable } from "./value-type.ts";

/** What may be written of a name, by what it is about. */
export type Forms = Readonly<Record<string, Write>>;

type Write = (name: string, draw: Draw) => readonly string[];

/** The names among these of one type. */
export function namesOf(type: Variable["type"], variables: readonly Variable[]): readonly string[] {
  return variables.filter((variable) => variable.type === type).map(({ name }) => name);
}

/** One of these forms of a name, noted as a feature. */
export function oneForm(forms: Forms, name: string, draw: Draw): string {
  const [feature, write] = draw.one<readonly [string, Write]>(Object.entries(forms));
  draw.feature(feature);
  return draw.one(write(name, draw));
}

export function given(text: string, value: Given): Constant {
  return { text, value, onlyWritten: false };
}

/** Of what a node holds. Nothing is asked that is refused of a null or of a point of another kind. */
export const NODE_CONDITIONS: Forms = {
  "a stored date in a range": (n) => [
    `${n}.d >= date('2020-02-29')`,
    `${n}.d > date('2000-01-01') AND ${n}.d <= date('2020-02-29')`,
    `date('1999-12-31') <= ${n}.d < date('2020-03-01')`,
    `${n}.d <> date('2020-02-29')`,
    `${n}.d IN [date('2020-02-29'), date('1999-12-31')]`,
    `${n}.d < date() - duration('P1Y')`,
    `${n}.d + duration({days: 1}) = date('2020-03-01')`,
    `NOT ${n}.d < date('2020-01-01')`,
  ],
  "a part of a stored date": (n) => [
    `${n}.d.year = 2020`,
    `${n}.d.month IN [2, 12]`,
    `${n}.d.dayOfWeek < 6 AND ${n}.d.day > 1`,
    `date.truncate('month', coalesce(${n}.d, date('1999-12-31'))) = date('2020-02-01')`,
    `CASE WHEN ${n}.t IS NULL THEN false ELSE date.truncate('year', ${n}.t) >= date('2020-01-01') END`,
    `${n}.t.hour >= 12`,
    `date(${n}.t) = ${n}.d`,
    `${n}.t.epochMillis > 1583000000000`,
    `toString(${n}.d) STARTS WITH '2020'`,
  ],
  "a stored datetime in a range": (n) => [
    `${n}.t >= datetime('2020-02-29T12:00Z')`,
    `${n}.t > datetime('2000-01-01T00:00Z') AND ${n}.t < datetime('2020-03-29T01:30:00.1Z')`,
    `datetime('1999-12-31') < ${n}.t <= datetime('2020-02-29T13:00+01:00')`,
    `${n}.t = datetime('2020-02-29T12:00Z')`,
    `${n}.t < datetime()`,
    `${n}.t IN [datetime('2020-02-29T13:00+01:00'), datetime('2021-01-01T05:00Z')]`,
    `datetime.truncate('day', coalesce(${n}.t, datetime('2021-01-01'))) > datetime('2020-01-01')`,
  ],
  "a stored duration": (n) => [
    `${n}.u = duration('P1D')`,
    `${n}.u <> duration('P1M')`,
    `${n}.u.days > 0`,
    `${n}.d + ${n}.u > date('2020-02-29')`,
    `duration.between(${n}.d, date('2021-01-01')).months > 5`,
    `duration.inDays(${n}.d, date('2020-03-01')).days < 2`,
    `${n}.u IN [duration('PT24H'), duration('P30D')]`,
  ],
  "point.withinBBox of a stored point": (n) => [
    `point.withinBBox(${n}.p, point({x: 0, y: 0}), point({x: 3, y: 3}))`,
    `point.withinBBox(${n}.p, point({longitude: 10, latitude: 50}), point({longitude: 15, latitude: 60}))`,
    `NOT point.withinBBox(${n}.p, point({x: 0, y: -2}), point({x: 4, y: 1}))`,
  ],
  "point.distance of a stored point": (n) => [
    `point.distance(${n}.p, point({x: 1, y: 2})) < 2`,
    `point.distance(${n}.p, point({longitude: 12.5, latitude: 55.7})) <= 10000`,
    `${n}.p.x > 1`,
    `${n}.p.y < 57 AND ${n}.p.srid = 4326`,
    `${n}.p = point({x: 1, y: 2})`,
  ],
  "a label as a predicate": (n) => [
    `${n}:A`,
    `${n}:A|B`,
    `${n}:!A`,
    `${n}:A&!B`,
    `NOT ${n}:C`,
    `${n}:A OR ${n}:B`,
    `'A' IN labels(${n})`,
    `${n}:%`,
    `size(labels(${n})) > 1`,
  ],
  "a predicate over what may be null": (n) => [
    `${n}.v IS NULL OR ${n}.v > 2`,
    `${n}.s IS NOT NULL AND ${n}.s STARTS WITH 'a'`,
    `coalesce(${n}.v, 0) < 2`,
    `NOT (${n}.v > 2)`,
    `${n}.v > 1 XOR ${n}.b`,
    `${n}.b`,
    `NOT ${n}.v IN [1, 2, null]`,
    `${n}.missing IS NULL`,
    `${n} IS NOT NULL`,
  ],
  "a plain predicate": (n) => [
    `${n}.v > 1`,
    `${n}.v IN [0, 2, 3]`,
    `1 <= ${n}.v <= 3`,
    `${n}.s = 'a' OR ${n}.s CONTAINS 'b'`,
    `toLower(${n}.s) =~ 'a.*'`,
    `${n}.v % 2 = 0`,
    `${n}.f > ${n}.v`,
    `2 IN ${n}.l`,
    `any(i IN ${n}.l WHERE i > 1)`,
    `size(${n}.s) > 1`,
    `${n}.x = 1`,
    `${n}.x > 1`,
    `CASE WHEN ${n}.v > 2 THEN ${n}.b ELSE true END`,
    `any(key IN keys(${n}) WHERE ${n}[key] = 2)`,
    `size([key IN keys(${n}) WHERE key IN ['v', 's', 'd']]) > 1`,
  ],
  "IN of a parameter": (n, draw) =>
    draw.chance(50)
      ? [`NOT ${n}.s IN ${draw.parameter(given("['a', null]", ["a", null]))}`]
      : [`${n}.k IN ${draw.parameter(given("[0, 1, 3]", [0n, 1n, 3n]))}`],
  "a parameter in a condition": (n, draw) => {
    const [write, constant] = draw.one([
      [(p: string) => `${n}.v >= ${p}`, given("1", 1n)],
      [(p: string) => `${n}.s = ${p}`, given("'ab'", "ab")],
      [(p: string) => `${n}[${p}] > 1`, given("'v'", "v")],
      [(p: string) => `${p} IS NULL OR ${n}.v = ${p}`, given("2", 2n)],
      [(p: string) => `${p} IS NULL OR ${n}.v = ${p}`, given("null", null)],
      [(p: string) => `${n}.v = ${p}.v`, given("{v: 2}", { v: 2n })],
      [(p: string) => `${n}.d = date(${p})`, given("'2020-02-29'", "2020-02-29")],
    ] as const);
    return [write(draw.parameter(constant))];
  },
};

/** Of two nodes. */
export function betweenNodes(n: string, m: string): readonly string[] {
  return [
    `${n}.k < ${m}.k`,
    `${n} <> ${m}`,
    `${n}.v = ${m}.v`,
    `${n}.d <= ${m}.d`,
    `(${n})-->(${m})`,
    `NOT (${n})--(${m})`,
    `${n}.s = ${m}.s OR ${m}.s IS NULL`,
    `EXISTS { (${n})-[:R|S]->(${m}) }`,
    `duration.between(${n}.d, ${m}.d).days > 0`,
    `point.distance(${n}.p, ${m}.p) < 100000`,
  ];
}

export const RELATIONSHIP_CONDITIONS: Forms = {
  "a predicate over a relationship": (r) => [
    `type(${r}) = 'R'`,
    `type(${r}) IN ['R', 'T']`,
    `${r}.w > 1`,
    `${r}.w IS NULL`,
    `${r}:R|S`,
    `startNode(${r}).v < endNode(${r}).v`,
    `coalesce(${r}.w, 0) <> 2`,
  ],
};

export const PATH_CONDITIONS: Forms = {
  "a predicate over a path": (p) => [
    `length(${p}) > 1`,
    `all(x IN nodes(${p}) WHERE x.v >= 0)`,
    `none(y IN relationships(${p}) WHERE y.w = 1)`,
    `any(x IN nodes(${p})[1..] WHERE x:A)`,
    `single(x IN nodes(${p}) WHERE x.k = 1)`,
    `head(nodes(${p})).k < last(nodes(${p})).k`,
    `reduce(s = 0, y IN relationships(${p}) | s + coalesce(y.w, 0)) > 1`,
    `size([y IN relationships(${p}) WHERE type(y) = 'R']) > 0`,
  ],
};
