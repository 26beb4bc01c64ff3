import { Draw } from "./draw.ts";
import { NODE_CONDITIONS, oneForm } from "./everyday-conditions.ts";
import { asked } from "./everyday-subqueries.ts";
import { condition, expression, type Surroundings } from "./expressions.ts";
import { limitedList } from "./union-limit.ts";
import { PatternWriter } from "./patterns.ts";
import { projection, type Projection } from "./projections.ts";
import { asValue, askingAll, eachOf, formsOf, filterVariants } from "./filter-variants.ts";
import type { Statement } from "./statement.ts";
import { subqueryExpression } from "./subqueries.ts";
import { listOf, type ValueType, type Variable } from "./value-type.ts";

/** The surroundings of an expression where there is a graph to ask. */
export function withGraph(draw: Draw): Surroundings {
  const around: Surroundings = {
    draw,
    subquery: (type, variables, depth) => subqueryExpression(type, variables, depth, around),
  };
  return around;
}

/** MATCH, UNWIND, WITH, CALL …, and RETURN at the end; now and then two of them joined by UNION. */
export function readStatement(choices: readonly number[]): Statement {
  const draw = new Draw(choices);
  const around = withGraph(draw);
  const rest = { parameters: draw.parameters, features: draw.features, writes: false };
  if (draw.chance(8)) {
    const type = draw.one(["integer", "string", "any"] as const);
    const word = draw.chance(50) ? "UNION ALL" : "UNION";
    draw.feature(word);
    const parts = [0, 1].map(() => {
      if (draw.chance(20)) return limitedList(draw);
      const { text, variables } = clauses([], 2, around);
      const value = expression(type, variables, 1, around);
      if (word === "UNION ALL") return `${text} RETURN ${value} AS c`;
      // 5.26 keeps each NaN of a UNION apart.
      return `${text} WITH ${value} AS c RETURN CASE WHEN c <> c THEN null ELSE c END AS c`;
    });
    return {
      ...rest,
      ...formsOf(parts.join(` ${word} `), draw),
      columns: ["c"],
      sortedBy: [],
      bags: [],
    };
  }
  const { text, variables } = clauses([], 3, around);
  const last: Projection = projection("RETURN", variables, around);
  return {
    ...rest,
    ...formsOf(`${text} ${last.text}`, draw),
    columns: last.columns.map(({ name }) => name),
    sortedBy: last.sortedBy,
    bags: last.bags,
  };
}

export interface Clauses {
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** Up to so many clauses that read, and the names that stand behind them. */
export function clauses(before: readonly Variable[], most: number, around: Surroundings): Clauses {
  const { draw } = around;
  let variables = before;
  const texts = draw.list(1, most, () => {
    const clause = draw.weighted([
      [8, matching],
      [2, optional],
      [2, unwinding],
      [3, projecting],
      [2, calling],
      [2, shortest],
    ])(variables, around);
    ({ variables } = clause);
    return clause.text;
  });
  return { text: texts.join(" "), variables };
}

/** WHERE, or nothing; without it the clause that asks the condition, and those of the pattern before, of every row. */
function where(
  variables: readonly Variable[],
  percent: number,
  around: Surroundings,
  ofPattern: readonly string[] = [],
): string {
  const text = conditionOf(variables, percent, around);
  const asked = text === null ? [] : [asValue(text)];
  around.draw.conditions.push(...asked.map((value) => ({ value, variables })));
  return filterVariants(
    text === null ? "" : ` WHERE ${text}`,
    askingAll([...ofPattern, ...asked], around.draw.column()),
  );
}

function conditionOf(variables: readonly Variable[], percent: number, around: Surroundings): string | null {
  const { draw } = around;
  if (!draw.chance(percent)) return null;
  draw.feature("WHERE");
  const nodes = variables.filter(({ type }) => type === "node");
  if (nodes.length > 0 && draw.chance(15)) {
    draw.feature("pattern predicate in WHERE");
    const [one, other] = [draw.one(nodes).name, draw.chance(40) ? draw.one(nodes).name : ""];
    const step = draw.one(["-->", "--", "<-[:R]-", "-[:S|T]-", "-->()--"]);
    return `${draw.chance(30) ? "NOT " : ""}(${one})${step}(${other})`;
  }
  if (nodes.length > 0 && draw.chance(15)) {
    const { name } = draw.one(nodes);
    return draw.chance(30) ? asked(name, draw, "OPTIONAL MATCH") : oneForm(NODE_CONDITIONS, name, draw);
  }
  if (nodes.length > 0 && draw.chance(60)) {
    const [one, other] = [draw.one(nodes).name, draw.one(nodes).name];
    return draw.one([
      `${one}.v < 3`,
      `${one}.k <= ${other}.k`,
      `${one}.k <> ${draw.below(4)}`,
      `${one}.v IS NOT NULL`,
      `NOT ${one}.b`,
      `${one}.v <> ${other}.k`,
    ]);
  }
  return condition(variables, draw.between(1, 2), around);
}

function matching(variables: readonly Variable[], around: Surroundings, most = 2, word = "MATCH"): Clauses {
  around.draw.feature("MATCH");
  const { text, added, conditions } = new PatternWriter(variables, around).several(most);
  const after = [...variables, ...added];
  const asked = `${word} ${text}`;
  const match = filterVariants(asked, eachOf(added) ?? asked);
  return { text: `${match}${where(after, 50, around, conditions)}`, variables: after };
}

function optional(variables: readonly Variable[], around: Surroundings): Clauses {
  around.draw.feature("OPTIONAL MATCH");
  // Of several patterns 5.26 may drop one that nothing reads, also where it would have found nothing.
  return matching(variables, around, 1, "OPTIONAL MATCH");
}

function shortest(variables: readonly Variable[], around: Surroundings): Clauses {
  const { draw } = around;
  // The same node at both ends is refused by shortestPath, so the two are two.
  const [a, b] = [draw.name("n"), draw.name("n")];
  const ends: Variable[] = [
    { name: a, type: "node" },
    { name: b, type: "node" },
  ];
  const { text, added, where: own } = new PatternWriter([...variables, ...ends], around).shortest();
  const after = [...variables, ...ends, ...added];
  const label = draw.chance(40) ? ":A" : "";
  const condition = own.length > 0 ? ` WHERE ${own.join(" AND ")}` : where(after, 30, around);
  return {
    text: `MATCH (${a}${label}), (${b}) WHERE ${a}.k <> ${b}.k MATCH ${text}${condition}`,
    variables: after,
  };
}

function unwinding(variables: readonly Variable[], around: Surroundings): Clauses {
  const { draw } = around;
  draw.feature("UNWIND");
  const item = draw.one(["integer", "any", "string", "float"] as const);
  const name = draw.name("u");
  const text = `UNWIND ${expression(listOf(item), variables, 1, around)} AS ${name}`;
  return { text, variables: [...variables, { name, type: item }] };
}

function projecting(variables: readonly Variable[], around: Surroundings): Clauses {
  const { text, columns } = projection("WITH", variables, around);
  return { text: text + where(columns, 30, around), variables: columns };
}

function calling(variables: readonly Variable[], around: Surroundings): Clauses {
  const { draw } = around;
  const imported = draw.some(
    variables.filter(({ name }) => /^\w+$/.test(name)),
    50,
  );
  const { text, variables: inside } = clauses(imported, 1, around);
  const type = draw.one(["integer", "any"] as const satisfies readonly ValueType[]);
  const name = draw.name("c");
  const aggregated = draw.chance(40);
  const result = aggregated ? "count(*)" : expression(type, inside, 1, around);
  const body = `${text} RETURN ${result} AS ${name}`;
  const word = draw.chance(15) ? "OPTIONAL CALL" : "CALL";
  draw.feature(`${word} { }`);
  const names = imported.map((variable) => variable.name).join(", ");
  const importing =
    draw.chance(30) && word === "CALL" && names !== ""
      ? `CALL { WITH ${names} ${body} }`
      : `${word} (${names}) { ${body} }`;
  return { text: importing, variables: [...variables, { name, type: aggregated ? "integer" : type }] };
}
