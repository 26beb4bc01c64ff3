import type { Connection } from "../../model/connections.ts";
import type { Line } from "../../model/lines.ts";

export interface ConnectionHighlight {
  readonly marks: readonly string[];
  readonly lines: readonly string[];
}

/**
 * The marks and lines of a connection in a view: the lines between its marks, and lines with only its claims, such as
 * the two halves of an event that one view folds and the other draws.
 */
export function connectionHighlight({ marks, steps }: Connection, lines: readonly Line[]): ConnectionHighlight {
  const pairs = new Set(steps.flatMap(({ from, to }) => [pairKey(from, to), pairKey(to, from)]));
  const claims = new Set(steps.flatMap((step) => step.claims.flatMap(({ relations }) => relations)));
  const lit = lines.filter(
    ({ from, to, sentences }) =>
      pairs.has(pairKey(from, to)) ||
      sentences.some(({ relations }) => relations.length > 0 && relations.every((id) => claims.has(id))),
  );
  return {
    marks: [...new Set([...marks, ...lit.flatMap(({ from, to }) => [from, to])])],
    lines: lit.map(({ id }) => id),
  };
}

function pairKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
