import { planStep, sourceText } from "../../plan/plan-step.ts";
import type { Scope } from "../../plan/scope.ts";
import type { Expression, UnwindClause } from "../../syntax/ast.ts";
import { allocate } from "../../values/allocation.ts";
import { asList } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution, Operator } from "../execution.ts";

/** Estimated length of a list. */
const ITEMS = 10;

/** UNWIND: emits a row per item of a list, one row for any other value, none for null. */
export function compileUnwind({ list, variable }: UnwindClause, scope: Scope, execution: Execution): Operator {
  const { frame, budget } = execution;
  const items = compileRange(list, scope, execution) ?? listOf(execution.expression(list, scope));
  const slot = execution.newSlot();
  return {
    scope: scope.extend([[variable.name, { slot, kind: "value" }]]),
    step: planStep("Unwind", `${sourceText(list, execution)} AS ${variable.name}`, (input) => input * ITEMS),
    start: (sink) => ({
      row: () => {
        const all = items();
        const held = Array.isArray(all) ? allocate(all as readonly Value[], budget) : 0;
        for (const item of all) {
          budget.spend(1);
          frame[slot] = item;
          if (!sink.row()) {
            budget.release(held);
            return false;
          }
        }
        budget.release(held);
        return true;
      },
      end: () => sink.end(),
    }),
  };
}

function listOf(value: Evaluate): () => Iterable<Value> {
  return () => {
    const items = value();
    return items === null ? [] : asList(items);
  };
}

/** Iterates over `range(…)` without building the list. The function handles invalid arguments. */
function compileRange(list: Expression, scope: Scope, execution: Execution): (() => Iterable<Value>) | null {
  if (list.type !== "Function" || list.name.toLowerCase() !== "range" || list.args.length < 2 || list.args.length > 3)
    return null;
  const whole = listOf(execution.expression(list, scope));
  const args = list.args.map((arg) => execution.expression(arg, scope));
  return () => {
    const [from, to, step = 1] = args.map((arg) => arg());
    const isPlain = typeof from === "number" && typeof to === "number" && typeof step === "number" && step !== 0;
    return isPlain ? count(from, to, step) : whole();
  };
}

function* count(from: number, to: number, step: number): Iterable<number> {
  for (let at = from; step > 0 ? at <= to : at >= to; at += step) yield at;
}
