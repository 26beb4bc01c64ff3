import type { Scope } from "../../plan/scope.ts";
import type { SingleQuery } from "../../syntax/ast.ts";

/** The names a query returns, in their order; none where it ends otherwise. `scope` is that of its rows. */
export function columnNames({ clauses }: SingleQuery, scope: Scope): string[] {
  const last = clauses.at(-1);
  if (last?.type !== "Return") return [];
  const named = last.items.map(({ name }) => name);
  if (!last.star) return named;
  return [...[...scope.bindings.keys()].filter((name) => !scope.lasting.has(name) && !named.includes(name)), ...named];
}
