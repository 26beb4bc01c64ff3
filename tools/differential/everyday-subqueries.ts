import type { Draw } from "./draw.ts";
import { NODE_CONDITIONS, oneForm } from "./everyday-conditions.ts";
import { LABELS, TYPES } from "./graphs.ts";
import { orderedLimit } from "./union-limit.ts";

/** What asks for the existence, the number or the values of what a subquery finds. */
type Asking = "EXISTS" | "COUNT";

/** Where it is asked. Behind OPTIONAL MATCH 5.26 takes null for what `COUNT { … } < 2` counts none of. */
type Place = "WHERE" | "OPTIONAL MATCH" | "value";

/** A hop from a node to a new one. */
function hop(from: string, to: string, draw: Draw): string {
  const type = draw.one(["", `[:${draw.one(TYPES)}]`, "[:R|S]"]);
  const label = draw.chance(35) ? `:${draw.one(LABELS)}` : "";
  const [left, right] = draw.one([
    ["-", "->"],
    ["<-", "-"],
    ["-", "-"],
  ] as const);
  return `(${from})${left}${type}${right}(${to}${label})`;
}

function condition(name: string, draw: Draw): string {
  return oneForm(NODE_CONDITIONS, name, draw);
}

/**
 * What may stand in EXISTS { } and COUNT { } about a node; some bodies hold another such subquery. In an expression
 * that is projected 5.26 takes an aggregation inside for one of the clause around, so only WHERE has such.
 */
function body(n: string, asking: Asking, draw: Draw, depth: number, place: Place): string {
  const m = draw.name("m");
  const to = () => hop(n, m, draw);
  const forms: readonly (readonly [feature: string, write: () => string])[] = [
    ["WHERE inside a subquery", () => `MATCH ${to()} WHERE ${condition(m, draw)}`],
    ["a bare pattern in a subquery", () => `${to()} WHERE ${n}.k <> ${m}.k`],
    [
      "WITH inside a subquery",
      () => {
        const o = draw.name("o");
        return draw.chance(50)
          ? `MATCH ${to()} WITH ${m} WHERE ${m}.v > 0 MATCH ${hop(m, o, draw)} RETURN ${o}`
          : `MATCH ${to()} WITH DISTINCT ${m} ORDER BY ${m}.k LIMIT 2 WHERE ${m}.v IS NOT NULL RETURN ${m}`;
      },
    ],
    [
      "UNION inside a subquery",
      () =>
        `MATCH (${n})-->(${m}) RETURN ${m}.k AS c${orderedLimit(draw)} UNION${draw.chance(50) ? " ALL" : ""} MATCH (${n})<--(${m}) WHERE ${condition(m, draw)} RETURN ${m}.k AS c`,
    ],
    [
      "UNION without RETURN",
      () => {
        // COUNT { } has to say what DISTINCT rows are of.
        const word = asking === "EXISTS" && draw.chance(50) ? "UNION" : "UNION ALL";
        return `MATCH ${hop(n, m, draw)} ${word} MATCH ${hop(n, m, draw)} WHERE ${condition(m, draw)}`;
      },
    ],
    [
      "RETURN * inside a subquery",
      () =>
        draw.one([
          `WITH ${n} RETURN *`,
          `WITH ${n} WHERE ${condition(n, draw)} RETURN *`,
          `MATCH ${to()} WITH ${n}, ${m} WHERE ${condition(m, draw)} RETURN *`,
          `MATCH ${to()} WHERE ${condition(m, draw)} RETURN DISTINCT *`,
        ]),
    ],
    ["UNWIND inside a subquery", () => `UNWIND range(1, 3) AS ${m} WITH ${m} WHERE ${m} <= ${n}.v RETURN ${m}`],
  ];
  if (depth > 0 && draw.chance(40)) {
    draw.feature("a subquery in a subquery");
    return `MATCH ${to()} WHERE ${asked(m, draw, place, depth - 1)}`;
  }
  if (place === "WHERE" && draw.chance(15)) {
    draw.feature("aggregation inside a subquery");
    return `MATCH ${to()} WITH count(${m}) AS c, max(${m}.v) AS most WHERE c > 1 OR most > 2 RETURN c`;
  }
  const [feature, write] = draw.one(forms);
  draw.feature(feature);
  return write();
}

/** A condition that asks a subquery about a node. */
export function asked(n: string, draw: Draw, place: Place, depth = 2): string {
  const asking =
    place === "OPTIONAL MATCH" ? "EXISTS" : draw.one(["EXISTS", "COUNT"] as const satisfies readonly Asking[]);
  return askedBy(asking, n, draw, place, depth);
}

function askedBy(asking: Asking, n: string, draw: Draw, place: Place, depth: number): string {
  draw.feature(`${asking} { }`);
  const inner = `${asking} { ${body(n, asking, draw, depth, place)} }`;
  if (asking === "COUNT") return `${inner} ${draw.one(["> 0", "= 1", ">= 2", "< 2"])}`;
  return `${draw.chance(30) ? "NOT " : ""}${inner}`;
}

export function counted(n: string, draw: Draw): string {
  draw.feature("COUNT { }");
  return `COUNT { ${body(n, "COUNT", draw, 1, "value")} }`;
}

/** The numbers of nodes around one, in an order of their own. */
export function collected(n: string, draw: Draw): string {
  draw.feature("COLLECT { }");
  const m = draw.name("m");
  const to = hop(n, m, draw);
  const order = `${m}.k${draw.chance(40) ? " DESC" : ""}`;
  const write = draw.one([
    () => `MATCH ${to} RETURN ${m}.k ORDER BY ${order}`,
    () => `MATCH ${to} WHERE ${condition(m, draw)} RETURN ${m}.v ORDER BY ${m}.v, ${order} LIMIT 2`,
    () => `MATCH ${to} WITH DISTINCT ${m} ORDER BY ${order} SKIP 1 RETURN ${m}.k`,
    () => `MATCH ${to} WHERE ${asked(m, draw, "value", 1)} RETURN ${m} {.k, .v} ORDER BY ${order}`,
    () => `MATCH ${to} RETURN DISTINCT ${m}.v AS v ORDER BY v`,
  ]);
  return `COLLECT { ${write()} }`;
}

/** How often values come that a subquery joins by UNION. */
export function collectedUnion(n: string, draw: Draw): string {
  draw.feature("UNION inside COLLECT { }");
  const m = draw.name("m");
  return `size(COLLECT { MATCH (${n})-->(${m}) RETURN ${m}.v AS c${orderedLimit(draw)} UNION MATCH (${n})<--(${m}) RETURN ${m}.k AS c })`;
}
