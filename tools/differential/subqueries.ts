import { asked } from "./everyday-subqueries.ts";
import { condition, expression, type Surroundings } from "./expressions.ts";
import { TYPES } from "./graphs.ts";
import { PatternWriter } from "./patterns.ts";
import { sortKeyOf } from "./projections.ts";
import { asValue } from "./filter-variants.ts";
import { itemOf, type ValueType, type Variable } from "./value-type.ts";

/** EXISTS, COUNT and COLLECT { }, patterns as predicates, pattern comprehensions; null where the type allows none. */
export function subqueryExpression(
  type: ValueType,
  variables: readonly Variable[],
  depth: number,
  around: Surroundings,
): string | null {
  const { draw } = around;
  const nodes = variables.filter((variable) => variable.type === "node");
  const inner = () => {
    const { text, added } = new PatternWriter(variables, around).simple();
    const all = [...variables, ...added];
    const where = draw.chance(50) ? whereOf(all, Math.min(depth, 1), around) : "";
    return { text: `${text}${where}`, all, added };
  };
  if (type === "boolean") {
    if (nodes.length > 0 && draw.chance(40)) {
      draw.feature("exists()");
      const arrow = draw.one(["-->", "<--", "--", `-[:${draw.one(TYPES)}]->`, `-[:${draw.one(TYPES)}]-()-->`]);
      // Bare it stands only where a predicate is due; exists() makes it a value.
      return `exists((${draw.one(nodes).name})${arrow}(${draw.chance(40) ? draw.one(nodes).name : ""}))`;
    }
    const node = nodes.at(-1);
    if (node !== undefined && draw.chance(25)) return asked(node.name, draw, "OPTIONAL MATCH");
    draw.feature("EXISTS { }");
    return `EXISTS { ${draw.chance(50) ? "MATCH " : ""}${inner().text} }`;
  }
  if (type === "integer") {
    if (nodes.length > 0 && draw.chance(40)) {
      draw.feature("pattern comprehension");
      const name = draw.name("m");
      const all = [...variables, { name, type: "node" as const }];
      const where = draw.chance(50) ? whereOf(all, 1, around) : "";
      return `size([(${draw.one(nodes).name})${draw.one(["-->", "--", "<--"])}(${name})${where} | ${expression("any", all, 0, around)}])`;
    }
    draw.feature("COUNT { }");
    return `COUNT { ${draw.chance(50) ? "MATCH " : ""}${inner().text} }`;
  }
  if (type === "list integer" || type === "list any" || type === "list string") {
    draw.feature("COLLECT { }");
    const { text, all } = inner();
    const column = { name: draw.name("c"), type: type === "list any" ? "integer" : itemOf(type) } as const;
    return `COLLECT { MATCH ${text} RETURN ${expression(column.type, all, 1, around)} AS ${column.name} ORDER BY ${sortKeyOf(column)} }`;
  }
  return null;
}

function whereOf(variables: readonly Variable[], depth: number, around: Surroundings): string {
  const asked = condition(variables, depth, around);
  if (asked === null) return "";
  around.draw.conditions.push({ value: asValue(asked), variables });
  return ` WHERE ${asked}`;
}
