import type { Scope } from "../../plan/scope.ts";
import { type CaseExpression } from "../../syntax/ast.ts";
import { CASE_SUBJECT } from "../../syntax/generated-names.ts";
import { equals } from "../../values/operations/equality.ts";
import type { Evaluate, Execution } from "../execution.ts";

/** CASE, with a subject or without. */
export function compileCase(
  { subject, branches, otherwise }: CaseExpression,
  scope: Scope,
  execution: Execution,
): Evaluate {
  const last = otherwise === null ? () => null : execution.expression(otherwise, scope);
  const slot = execution.newSlot();
  const inside = subject === null ? scope : scope.extend([[CASE_SUBJECT, { slot, kind: "value" }]]);
  const value = subject === null ? null : execution.expression(subject, scope);
  const compiled = branches.map(({ tests, then }) => ({
    tests: tests.map((test): (() => boolean) => {
      if (test.kind === "condition") return execution.predicate(test.condition, inside);
      if (subject === null) return execution.predicate(test.value, scope);
      const wanted = execution.expression(test.value, scope);
      return () => equals(execution.frame[slot] ?? null, wanted()) === true;
    }),
    then: execution.expression(then, scope),
  }));
  return () => {
    if (value !== null) execution.frame[slot] = value();
    for (const { tests, then } of compiled) if (tests.some((test) => test())) return then();
    return last();
  };
}
