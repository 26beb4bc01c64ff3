import { Draw } from "./draw.ts";
import { everydayClauses } from "./everyday-clauses.ts";
import { everydayReturn } from "./everyday-return.ts";
import { plainItems } from "./everyday-projections.ts";
import { limitedList } from "./union-limit.ts";
import type { Statement } from "./statement.ts";

/** Chains of clauses as people write them, over what is stored. */
export function everydayStatement(choices: readonly number[]): Statement {
  return everydayRead(new Draw(choices));
}

export function everydayRead(draw: Draw): Statement {
  if (draw.chance(12)) return joined(draw);
  const { text, variables } = everydayClauses(0, 4, draw);
  const last = everydayReturn(variables, draw);
  return { ...last, ...askedAs(`${text} ${last.text}`, draw), writes: false };
}

/** A statement whose conditions fail on no value, so that it is asked in one form only. */
export function askedAs(
  text: string,
  { parameters, features }: Draw,
): Pick<Statement, "text" | "unfiltered" | "conditions" | "parameters" | "features"> {
  return { text, unfiltered: text, conditions: [], parameters, features };
}

function joined(draw: Draw): Statement {
  const word = draw.chance(50) ? "UNION ALL" : "UNION";
  draw.feature("UNION of pipelines");
  const parts = [0, 1].map(() => {
    if (draw.chance(20)) return limitedList(draw);
    const { text, variables } = everydayClauses(1, 2, draw);
    const [item] = plainItems([], variables, 1, draw, "c");
    return `${text} RETURN ${item === undefined || item.isLoose ? "1 AS c" : item.text}`;
  });
  return {
    ...askedAs(parts.join(` ${word} `), draw),
    columns: ["c"],
    sortedBy: [],
    bags: [],
    loose: [],
    writes: false,
  };
}
