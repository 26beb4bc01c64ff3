import type { Query } from "../syntax/ast.ts";
import type { Statement } from "../syntax/statement.ts";
import { walk } from "../syntax/walk.ts";
import { writesGraph } from "../syntax/writing-clause-types.ts";
import { BOOLEAN } from "../values/type-set.ts";
import type { Analyzer } from "./analyzer.ts";
import { checkReadOnly } from "./clause-order.ts";
import { expectType } from "./expect-type.ts";
import { typeOfExpression } from "./expression.ts";
import { refuseMixedLabels } from "./label-syntax.ts";
import { checkPatternExpression, checkPatterns } from "./pattern.ts";
import { checkQuery } from "./query.ts";
import { SymbolTable } from "./symbol-table.ts";

/** The results of the semantic analysis of a statement. */
export interface StatementFacts {
  /** Derived from the syntax tree alone: a statement that reads cannot write. */
  readonly access: "read" | "write" | "schema";
  readonly parameters: readonly string[];
  /** Lowercase names of the called procedures. */
  readonly procedures: readonly string[];
}

interface Known extends Pick<Analyzer, "procedure" | "parameters"> {
  readonly text: string;
}

/** Assembles the parts of the semantic analysis. */
function checkingWith(known: Known): Analyzer {
  const checking: Analyzer = {
    ...known,
    type: (expression, site) => typeOfExpression(expression, site, checking),
    expect: (expression, wanted, site) => expectType(expression, checking.type(expression, site), wanted),
    predicate: (expression, site) => {
      if (expression.type === "PatternExpression") checkPatternExpression(expression.pattern, site, checking);
      else checking.expect(expression, BOOLEAN, site);
    },
    patterns: (parts, site, path) => checkPatterns(parts, site, checking, path),
    query: ({ kind, query, start, end }, { names }) => {
      checkReadOnly(query, kind, { start, end });
      return checkQuery(query, { base: names.forSubquery(), standing: kind, importable: null }, checking);
    },
  };
  return checking;
}

/**
 * Checks a statement before it runs: the order of its clauses, its variables, and the types of its expressions. A type
 * is rejected only where it can never be right.
 * @param known its text, the procedures (others are looked up when the statement runs), and the types of parameter
 * values
 * @throws CypherError SyntaxError with the location of the mistake
 */
export function analyzeStatement(statement: Statement, known: Known): StatementFacts {
  const { body } = statement;
  if (body.type === "Query") {
    checkQuery(body, { base: new SymbolTable(), standing: "top", importable: null }, checkingWith(known));
    if (hasColons(body, known.text)) refuseMixedLabels(body, known.text);
  }
  return needsOf(statement);
}

/** Whether a label test joins labels with colons, `:A:B`. */
function hasColons(query: Query, text: string): boolean {
  let found = false;
  walk(query, (node) => {
    found ||= node.type === "LabelAnd" && text[node.at] === ":";
  });
  return found;
}

function needsOf({ body }: Statement): StatementFacts {
  const parameters = new Set<string>();
  const procedures = new Set<string>();
  let access: StatementFacts["access"] = body.type === "Query" || body.type === "Show" ? "read" : "schema";
  walk(body, (node) => {
    if (writesGraph(node.type)) access = "write";
    if (node.type === "Parameter") parameters.add(node.name);
    if (node.type === "CallProcedure") procedures.add(node.name.toLowerCase());
  });
  return { access, parameters: [...parameters], procedures: [...procedures] };
}
