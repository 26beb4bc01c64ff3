import { didYouMean } from "../../did-you-mean.ts";
import { CypherError } from "../../errors.ts";
import { planStep } from "../../plan/plan-step.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { checkForm } from "../../semantics/procedure-call.ts";
import type { ProcedureField } from "../../semantics/procedure-signature.ts";
import type { CallProcedureClause } from "../../syntax/ast.ts";
import { kindOf, isNumber } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import { Float } from "../../values/value.ts";
import type { Evaluate, Execution, Operator } from "../execution.ts";

/** CALL of a procedure: joins its rows to each input row. */
export function compileCallProcedure(clause: CallProcedureClause, scope: Scope, execution: Execution): Operator {
  const { name, start, end } = clause;
  const place = { start, end, phase: "compile" } as const;
  const procedure = execution.procedures.get(name.toLowerCase());
  if (procedure === undefined) {
    const near = didYouMean(
      name,
      [...execution.procedures.values()].map((known) => known.name),
    );
    throw new CypherError(
      "ProcedureError",
      `There is no procedure with the name \`${name}\` registered for this database instance.`,
      { detail: "ProcedureNotFound", ...place, ...(near !== null && { hint: `did you mean ${near}?` }) },
    );
  }
  checkForm(clause, procedure);
  const { parameters, columns } = procedure;
  const args: Evaluate[] =
    clause.args === null
      ? parameters
          .filter((parameter) => parameter.default === undefined || execution.parameters.has(parameter.name))
          .map(({ name: given }) => execution.expression({ type: "Parameter", name: given, start, end }, scope))
      : clause.args.map((arg) => execution.expression(arg, scope));
  const items =
    clause.yields === null || clause.yieldStar
      ? clause.standalone || clause.yieldStar
        ? columns.map(({ name: field }) => ({ field, variable: field }))
        : []
      : clause.yields.map(({ field, variable }) => ({ field, variable: variable.name }));
  const bindings = items.map(({ field, variable }): { index: number; name: string; binding: Binding } => {
    const index = columns.findIndex((column) => column.name === field);
    return { index, name: variable, binding: { slot: execution.newSlot(), kind: "value" } };
  });
  const after = scope.extend(bindings.map((one) => [one.name, one.binding] as const));
  const where = clause.where === null ? null : execution.predicate(clause.where, after);
  const isVoid = columns.length === 0;
  return {
    scope: after,
    step: planStep("ProcedureCall", name, null),
    start: (sink) => ({
      row: () => {
        const given = parameters.map((parameter, index) => {
          const arg = args[index];
          return arg === undefined ? (parameter.default ?? null) : coerce(arg(), parameter, name);
        });
        let found = false;
        for (const row of procedure.rows(given, execution)) {
          execution.budget.spend(1);
          for (const { index, binding } of bindings) execution.frame[binding.slot] = row[index] ?? null;
          if (where !== null && !where()) continue;
          found = true;
          if (!sink.row()) return false;
        }
        if (found || (!isVoid && !clause.optional)) return true;
        for (const { binding } of bindings) execution.frame[binding.slot] = null;
        return clause.standalone || sink.row();
      },
      end: () => sink.end(),
    }),
  };
}

/** Checks an argument against its declared type; an integer is accepted for a float. */
function coerce(value: Value, { name, type }: ProcedureField, procedure: string): Value {
  if (value === null) return value;
  const kind = kindOf(value);
  const wanted = type.toUpperCase().replace("?", "");
  const fits =
    wanted === "ANY" ||
    (wanted === "NUMBER" && isNumber(value)) ||
    (wanted === "FLOAT" && isNumber(value)) ||
    kind.toUpperCase() === wanted ||
    (wanted.startsWith("LIST") && kind === "List");
  if (!fits) {
    throw new CypherError("SyntaxError", `Type mismatch: ${procedure}() takes ${type} as \`${name}\`, not ${kind}`, {
      detail: "InvalidArgumentType",
      phase: "compile",
    });
  }
  return wanted === "FLOAT" && !(value instanceof Float) ? new Float(Number(value)) : value;
}
