import { Draw } from "./draw.ts";
import { expression } from "./expressions.ts";
import { LABELS } from "./graphs.ts";
import { sortKeyOf } from "./projections.ts";
import { clauses, withGraph } from "./read-statement.ts";
import { formsOf } from "./filter-variants.ts";
import type { Statement } from "./statement.ts";
import { WriteTargets } from "./write-targets.ts";
import { listOf, type Variable } from "./value-type.ts";
import { creating, deleting, merging, removing, setting } from "./writing-clauses.ts";
import { elementsOf, type WriteContext, type WriteClauseMaker, type WriteClause } from "./write-clause.ts";

/** Clauses that write, in rows of a known order: where two rows write to the same place the last one counts. */
export function writeStatement(choices: readonly number[]): Statement {
  const draw = new Draw(choices);
  const around: WriteContext = { ...withGraph(draw), targets: new WriteTargets() };
  const start = draw.chance(75) ? orderedRows(around) : { text: "", variables: [] };
  let names: Omit<WriteClause, "text"> = { variables: start.variables, deleted: false };
  const texts = draw.list(1, 3, () => {
    if (names.deleted) return "";
    const written = writing(names.variables, around);
    names = written;
    return written.text;
  });
  const mustEnd = texts.at(-1)?.includes("RETURN") ?? false;
  const last = names.deleted ? "" : ending(names.variables, mustEnd, around);
  const columns = [...last.matchAll(/(?<=RETURN.*) AS (\w+)/g)].map(([, name = ""]) => name);
  const text = [start.text, ...texts, last].filter((one) => one !== "").join(" ");
  return {
    ...formsOf(text, draw),
    columns,
    parameters: draw.parameters,
    features: draw.features,
    writes: true,
    sortedBy: [],
    bags: [],
  };
}

function orderedRows(around: WriteContext): { text: string; variables: readonly Variable[] } {
  const { text, variables } = clauses([], 2, around);
  const kept = variables.filter((variable) => /^\w+$/.test(variable.name) && sortKeyOf(variable) !== null);
  if (kept.length === 0) return { text: `${text} WITH count(*) AS c0`, variables: [{ name: "c0", type: "integer" }] };
  const names = kept.map(({ name }) => name).join(", ");
  return { text: `${text} WITH ${names} ORDER BY ${kept.map(sortKeyOf).join(", ")}`, variables: kept };
}

function writing(variables: readonly Variable[], around: WriteContext): WriteClause {
  const options: (readonly [number, WriteClauseMaker])[] = [
    [3, creating],
    [3, merging],
    [1, foreachWriting],
    [1, unwindWriting],
    [1, callWriting],
  ];
  if (elementsOf(variables).length > 0) options.push([5, setting], [2, removing], [2, deleting]);
  const clause = around.draw.weighted(options);
  return clause(variables, around) ?? { text: "", variables, deleted: false };
}

const foreachWriting: WriteClauseMaker = (variables, around) => {
  const { draw } = around;
  const item = draw.one(["integer", "string", "any"] as const);
  const name = draw.name("i");
  const list = expression(listOf(item), variables, 1, around);
  const inside: readonly Variable[] = [...variables, { name, type: item }];
  const clause = draw.one(elementsOf(variables).length > 0 ? [creating, merging, setting] : [creating, merging]);
  const written = clause(inside, around);
  if (written === null) return null;
  draw.feature("FOREACH");
  return { text: `FOREACH (${name} IN ${list} | ${written.text})`, variables, deleted: false };
};

const unwindWriting: WriteClauseMaker = (variables, around) => {
  const { draw } = around;
  const name = draw.name("u");
  const list = expression("list integer", variables, 1, around);
  const inside: readonly Variable[] = [...variables, { name, type: "integer" }];
  const next = draw.one([creating, merging])(inside, around);
  if (next === null) return null;
  draw.feature("UNWIND");
  return { ...next, text: `WITH * UNWIND ${list} AS ${name} ${next.text}` };
};

const callWriting: WriteClauseMaker = (variables, around) => {
  const { draw } = around;
  const names = variables.map(({ name }) => name).join(", ");
  const next = draw.one([creating, merging])(variables, around);
  if (next === null) return null;
  draw.feature("CALL { } that writes");
  const leading = variables.length === 0 ? "" : "WITH * ";
  if (draw.chance(50)) return { text: `${leading}CALL (${names}) { ${next.text} }`, variables, deleted: false };
  const name = draw.name("c");
  return {
    text: `${leading}CALL (${names}) { ${next.text} RETURN count(*) AS ${name} }`,
    variables: [...variables, { name, type: "integer" }],
    deleted: false,
  };
};

/** What is told at the end: numbers that the order of the rows leaves as they are. */
function ending(variables: readonly Variable[], mustEnd: boolean, { draw }: WriteContext): string {
  const form = mustEnd ? draw.between(1, 3) : draw.below(5);
  if (form === 0) return "";
  if (form === 1) return "RETURN count(*) AS rows";
  if (form === 2) {
    draw.feature("MATCH after a write");
    return `WITH count(*) AS rows MATCH (q${draw.chance(50) ? `:${draw.one(LABELS)}` : ""}) RETURN rows AS found, count(q) AS seen`;
  }
  if (form === 4) {
    draw.feature("FINISH");
    return "FINISH";
  }
  const kept = elementsOf(variables).map((own) => `${own.name}.v`);
  return `RETURN ${kept.length === 0 ? "1" : draw.one(kept)} AS ${draw.name("c")}`;
}
