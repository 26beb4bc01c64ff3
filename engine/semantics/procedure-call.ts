import type { CallProcedureClause } from "../syntax/ast.ts";
import { typeNamed } from "../values/signature.ts";
import { ANY, type TypeSet } from "../values/type-set.ts";
import { expressionContext, type Analyzer } from "./analyzer.ts";
import { expectType } from "./expect-type.ts";
import type { ProcedureSignature } from "./procedure-signature.ts";
import { semanticError } from "./semantic-error.ts";
import type { SymbolTable } from "./symbol-table.ts";

/**
 * Checks a procedure call: its arguments and the columns it yields. Of an unknown procedure only the form is checked.
 */
export function checkProcedure(clause: CallProcedureClause, names: SymbolTable, checking: Analyzer): void {
  const { name, args, yields, yieldStar, standalone, start, where } = clause;
  if (args === null && !standalone) {
    throw semanticError("InvalidArgumentPassingMode", `Procedure call is missing parentheses: ${name}`, {
      start,
      end: clause.end,
    });
  }
  if (yieldStar && !standalone)
    throw semanticError("UnexpectedSyntax", "Cannot use `YIELD *` outside standalone call", clause);
  const known = checking.procedure(name.toLowerCase());
  if (known !== undefined) checkForm(clause, known);
  const site = expressionContext(names);
  args?.forEach((arg, index) => {
    const type = checking.type(arg, site);
    const wanted = known?.parameters[index];
    if (wanted !== undefined) expectType(arg, type, typeOf(wanted));
  });
  for (const { field, variable } of yields ?? []) {
    const column = known?.columns.find((one) => one.name === field);
    names.declare(variable, column === undefined ? ANY : typeOf(column));
  }
  if (where !== null) checking.predicate(where, site);
}

function typeOf({ type }: ProcedureSignature["columns"][number]): TypeSet {
  return typeNamed(type.toUpperCase().replace("?", ""));
}

/** Checks the number of arguments and the yielded columns. */
export function checkForm(clause: CallProcedureClause, { parameters, columns }: ProcedureSignature): void {
  const { args, yields, yieldStar, standalone } = clause;
  const least = parameters.filter((parameter) => parameter.default === undefined).length;
  if (args !== null && (args.length < least || args.length > parameters.length)) {
    const wanted = least === parameters.length ? String(least) : `${least} to ${parameters.length}`;
    throw semanticError(
      "InvalidNumberOfArguments",
      args.length > least
        ? `Procedure call provides too many arguments: got ${args.length}, expected ${wanted}`
        : `Procedure call does not provide the required number of arguments: got ${args.length}, expected ${wanted}`,
      clause,
    );
  }
  if (yields === null && !standalone && columns.length > 0) {
    throw semanticError(
      "UndefinedVariable",
      `Procedure call inside a query needs to name its results with YIELD: ${columns.map((column) => column.name).join(", ")}`,
      clause,
    );
  }
  if (yields === null || yieldStar) return;
  const odd = yields.find(({ field }) => !columns.some((column) => column.name === field));
  if (odd !== undefined) throw semanticError("UndefinedVariable", `Unknown procedure output: \`${odd.field}\``, odd);
}
