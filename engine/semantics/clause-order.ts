import type { Clause, Query, SingleQuery, SubqueryExpression } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { writesGraph } from "../syntax/writing-clause-types.ts";
import { semanticError } from "./semantic-error.ts";

/** The context of a query: top level, in CALL { }, or in a subquery expression. */
export type QueryContext = "top" | "call" | SubqueryExpression["kind"];

/** Checks the order of the clauses of a query. */
export function checkOrder(query: Query, standing: QueryContext): void {
  // EXISTS { } reads no column. COUNT { } reads none either when no UNION DISTINCT drops rows.
  const mayOmitReturn = standing === "exists" || (standing === "count" && query.union !== "distinct");
  for (const part of query.parts) checkSingle(part, standing, mayOmitReturn);
  const returns = query.parts.map(({ clauses }) => clauses.at(-1)?.type === "Return");
  const odd = returns.findIndex((one) => one !== returns[0]);
  if (odd > 0) throw differentColumns(query, odd);
}

/** @param part index of the query whose columns differ from the first */
export function differentColumns({ joints, start, end }: Query, part: number): Error {
  const at = joints[part - 1] ?? start;
  return semanticError(
    "DifferentColumnsInUnion",
    "All sub queries in an UNION must have the same return column names",
    {
      start: at,
      end: at === start ? end : at + "UNION".length,
    },
  );
}

function wrong(message: string, clause: Clause): Error {
  return semanticError("InvalidClauseComposition", message, clause);
}

/** The clause's keywords as written: `MATCH`, `OPTIONAL MATCH`, `CALL`. */
function wordOf(clause: Clause): string {
  if (clause.type === "CallProcedure" || clause.type === "CallSubquery") return "CALL";
  if (clause.type === "Match" && clause.optional) return "OPTIONAL MATCH";
  if ("written" in clause) return clause.written;
  return clause.type === "Delete" && clause.detach ? "DETACH DELETE" : clause.type.toUpperCase();
}

const READING: ReadonlySet<Clause["type"]> = new Set(["Match", "Unwind", "CallProcedure", "CallSubquery"]);

function checkSingle({ clauses }: SingleQuery, standing: QueryContext, mayOmitReturn: boolean): void {
  let wrote: Clause | null = null;
  clauses.forEach((clause, index) => {
    const isLast = index === clauses.length - 1;
    if ((clause.type === "Return" || clause.type === "Finish") && !isLast)
      throw wrong(`${wordOf(clause)} can only be used at the end of the query.`, clause);
    if (clause.type === "With") wrote = null;
    if (writesGraph(clause.type)) wrote = clause;
    else if (wrote !== null && READING.has(clause.type))
      throw wrong(`WITH is required between ${wordOf(wrote)} and ${wordOf(clause)}`, clause);
  });
  const last = clauses.at(-1);
  if (last !== undefined && !mayOmitReturn) checkLast(last, standing);
}

function checkLast(last: Clause, standing: QueryContext): void {
  const cannot =
    last.type === "Match" ||
    last.type === "Unwind" ||
    last.type === "With" ||
    (last.type === "CallSubquery" && returnsRows(last.query)) ||
    (last.type === "CallProcedure" && !last.standalone && last.yields !== null) ||
    (standing === "collect" && last.type !== "Return");
  if (!cannot) return;
  throw wrong(
    `Query cannot conclude with ${wordOf(last)} (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD).`,
    last,
  );
}

function returnsRows({ parts }: Query): boolean {
  return parts[0]?.clauses.at(-1)?.type === "Return";
}

/** Checks that EXISTS { }, COUNT { } and COLLECT { } do not write, and return rows. */
export function checkReadOnly(
  query: Query,
  kind: SubqueryExpression["kind"],
  place: { start: number; end: number },
): void {
  const refused = (what: string) => {
    const name = kind.slice(0, 1).toUpperCase() + kind.slice(1);
    const message = `${name === "Exists" ? "An" : "A"} ${name} Expression cannot contain ${what}`;
    return semanticError("InvalidClauseComposition", message, place);
  };
  walk(query, (node) => {
    if (writesGraph(node.type)) throw refused("any updates");
  });
  if (query.parts.some(({ clauses }) => clauses.at(-1)?.type === "Finish"))
    throw refused("a query ending with FINISH.");
}
