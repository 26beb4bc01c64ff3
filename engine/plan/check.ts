import { CypherError } from "../errors.ts";
import type { Clause, Query, SingleQuery } from "../syntax/ast.ts";
import type { Statement } from "../syntax/statement.ts";
import { walk } from "../syntax/walk.ts";

/** What is known of a statement before it runs. */
export interface Checked {
  /** From the tree alone: nothing that reads can write. */
  readonly access: "read" | "write" | "schema";
  readonly parameters: readonly string[];
  /** Names of procedures that are called, in small letters. */
  readonly procedures: readonly string[];
  readonly usesRegex: boolean;
}

const WRITING = new Set(["Create", "Merge", "Set", "Remove", "Delete", "Foreach"]);

/**
 * Looks through a statement: what it needs, and whether its clauses may stand in this order.
 * @throws CypherError SyntaxError
 */
export function checkStatement(statement: Statement, _text: string): Checked {
  const parameters = new Set<string>();
  const procedures = new Set<string>();
  let access: Checked["access"] = statement.body.type === "Query" || statement.body.type === "Show" ? "read" : "schema";
  let usesRegex = false;
  walk(statement.body, (node) => {
    if (WRITING.has(node.type)) access = "write";
    if (node.type === "Parameter") parameters.add(node["name"] as string);
    if (node.type === "CallProcedure") procedures.add((node["name"] as string).toLowerCase());
    if (node.type === "Binary" && node["operator"] === "=~") usesRegex = true;
    if (node.type === "Subquery") checkReadOnly(node["query"] as Query);
  });
  if (statement.body.type === "Query") checkQuery(statement.body, "top");
  return { access, parameters: [...parameters], procedures: [...procedures], usesRegex };
}

/** EXISTS { }, COUNT { } and COLLECT { } may not write. */
function checkReadOnly(query: Query): void {
  walk(query, (node) => {
    if (WRITING.has(node.type))
      throw refuse(
        "A subquery inside an expression may not write",
        node as unknown as Clause,
        "InvalidClauseComposition",
      );
  });
}

function refuse(
  message: string,
  { start, end }: { start: number; end: number },
  detail = "InvalidClauseComposition",
): CypherError {
  return new CypherError("SyntaxError", message, { detail, start, end, phase: "compile" });
}

function checkQuery(query: Query, place: "top" | "call"): void {
  for (const part of query.parts) checkSingle(part, place);
  const returns = query.parts.map(({ clauses }) => clauses.at(-1)?.type === "Return");
  if (returns.includes(true) && returns.includes(false))
    throw refuse(
      "All sub queries in an UNION must have the same return column names",
      query,
      "DifferentColumnsInUnion",
    );
  const columns = query.parts.map(columnsOf);
  const [first] = columns;
  if (
    columns.some(
      (other) =>
        other !== null &&
        first !== null &&
        first !== undefined &&
        (other.length !== first.length || other.some((name) => !first.includes(name))),
    )
  ) {
    throw refuse(
      "All sub queries in an UNION must have the same return column names",
      query,
      "DifferentColumnsInUnion",
    );
  }
}

function columnsOf({ clauses }: SingleQuery): string[] | null {
  const last = clauses.at(-1);
  return last?.type === "Return" && !last.star ? last.items.map(({ name }) => name) : null;
}

function checkSingle({ clauses }: SingleQuery, place: "top" | "call"): void {
  let wrote: Clause | null = null;
  clauses.forEach((clause, index) => {
    const isLast = index === clauses.length - 1;
    if ((clause.type === "Return" || clause.type === "Finish") && !isLast)
      throw refuse(`${clause.type.toUpperCase()} can only be used at the end of the query.`, clause);
    if (clause.type === "With") wrote = null;
    if (WRITING.has(clause.type)) wrote = clause;
    else if (wrote !== null && ["Match", "Unwind", "CallProcedure", "CallSubquery"].includes(clause.type)) {
      throw refuse(`WITH is required between ${wrote.type.toUpperCase()} and ${clause.type.toUpperCase()}`, clause);
    }
    if (clause.type === "CallSubquery") checkQuery(clause.query, "call");
  });
  const last = clauses.at(-1);
  if (last !== undefined && (last.type === "Match" || last.type === "Unwind" || last.type === "With")) {
    throw refuse(
      `Query cannot conclude with ${last.type.toUpperCase()} (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD).`,
      last,
    );
  }
  if (place === "top" && last?.type === "CallProcedure" && !last.standalone && last.yields !== null) {
    throw refuse("Query cannot conclude with CALL … YIELD: add a RETURN", last);
  }
}
