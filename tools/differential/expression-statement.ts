import { Draw } from "./draw.ts";
import { expression } from "./expressions.ts";
import { formsOf } from "./filter-variants.ts";
import type { Statement } from "./statement.ts";
import { SCALARS, type ValueType } from "./value-type.ts";

const TYPES: readonly ValueType[] = [...SCALARS, "list integer", "list string", "list any", "list float", "list date"];

/** RETURN of a few expressions that need no graph. */
export function expressionStatement(choices: readonly number[]): Statement {
  const draw = new Draw(choices);
  draw.feature("RETURN");
  const around = { draw, subquery: () => null };
  const columns = draw.list(1, 3, (index) => `c${index}`);
  const items = columns.map((name) => `${expression(draw.one(TYPES), [], draw.between(1, 3), around)} AS ${name}`);
  const text = `RETURN ${items.join(", ")}`;
  return {
    ...formsOf(text, draw),
    columns,
    parameters: draw.parameters,
    features: draw.features,
    writes: false,
    sortedBy: [],
    bags: [],
  };
}
