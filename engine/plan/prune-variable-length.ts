import { isAggregateCall } from "../semantics/has-aggregate.ts";
import type { Clause, MatchClause, Query, RelationshipPattern, ReturnClause, WithClause } from "../syntax/ast.ts";
import { variableNames, walk } from "../syntax/walk.ts";

/**
 * Marks a variable-length MATCH to find each endpoint once where duplicates cannot change the result: the clauses up to
 * the next WITH or RETURN only multiply rows, and it is distinct or aggregates without counting.
 */
export function pruneVariableLength(clauses: readonly Clause[], at: number): MatchClause {
  const match = clauses[at] as MatchClause;
  const behind = clauses.slice(at + 1).find(({ type }) => type !== "Match" && type !== "Unwind");
  const isSame = (behind?.type === "With" || behind?.type === "Return") && countsNoneTwice(behind);
  return isSame ? distinctEndpoints(match, clauses.slice(at + 1)) : match;
}

/** Marks the patterns of EXISTS { }: one match is enough. */
export function pruneForExists(query: Query): Query {
  const parts = query.parts.map((part) => {
    const last = part.clauses.at(-1);
    const body = last?.type === "Return" && isPlainReturn(last) ? part.clauses.slice(0, -1) : part.clauses;
    if (body.some(({ type }) => type !== "Match")) return part;
    const clauses = part.clauses.map((clause, at) =>
      clause.type === "Match" ? distinctEndpoints(clause, part.clauses.slice(at + 1)) : clause,
    );
    return { ...part, clauses };
  });
  return { ...query, parts };
}

function isPlainReturn({ items, skip, limit }: ReturnClause): boolean {
  let isPlain = skip === null && limit === null;
  walk(items, (node) => {
    if (isAggregateCall(node)) isPlain = false;
  });
  return isPlain;
}

/** Whether a projection is DISTINCT, or has only aggregates that ignore duplicates. */
function countsNoneTwice({ distinct, items, orderBy }: WithClause | ReturnClause): boolean {
  let [aggregates, counts] = [false, false];
  walk([items, orderBy], (node) => {
    if (node.type === "Subquery") return false;
    const name = node.type === "Function" ? node.name.toLowerCase() : "";
    if (name === "rand" || name === "randomuuid") counts = true;
    if (!isAggregateCall(node)) return true;
    aggregates = true;
    const isDistinct = node.type === "Function" && node.distinct;
    if (!isDistinct && name !== "min" && name !== "max") counts = true;
    return true;
  });
  return !counts && (distinct || aggregates);
}

type Matching = Pick<MatchClause, "patterns" | "where">;

/** Marks the only relationship of a pattern when it has variable length and nothing reads the path. */
export function distinctEndpoints<T extends Matching>(match: T, later: readonly Clause[]): T {
  const elements = match.patterns.flatMap((part) => part.elements);
  const edges = elements.filter(({ type }) => type !== "NodePattern");
  const [edge] = edges;
  const part = match.patterns.find((one) => edge !== undefined && one.elements.includes(edge));
  if (edges.length !== 1 || edge?.type !== "RelationshipPattern" || part === undefined) return match;
  if (part.path !== null || part.where !== null || (part.selector !== null && part.selector.kind !== "all"))
    return match;
  if (leastOf(edge) > 1 || isAskedFor(edge, match, later)) return match;
  const marked = { ...edge, endsOnly: true };
  const patterns = match.patterns.map((one) =>
    one === part ? { ...one, elements: one.elements.map((element) => (element === edge ? marked : element)) } : one,
  );
  return { ...match, patterns };
}

/** The lower bound of a variable length; Infinity for any other relationship. */
function leastOf({ range, quantifier }: RelationshipPattern): number {
  return quantifier?.min ?? (range === null ? Number.POSITIVE_INFINITY : (range.min ?? 1));
}

/** Whether a relationship variable is read: by its name, as one that is bound earlier, or by a `*`. */
function isAskedFor(edge: RelationshipPattern, match: Matching, later: readonly Clause[]): boolean {
  if (edge.variable === null) return false;
  const rest = match.patterns.map((part) => part.elements.filter((element) => element !== edge));
  const isStarred = later.some((clause) => (clause.type === "With" || clause.type === "Return") && clause.star);
  return isStarred || variableNames([rest, match.where, later]).has(edge.variable.name);
}
