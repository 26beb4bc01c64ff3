import { planStep, sourceText } from "../../plan/plan-step.ts";
import type { Scope } from "../../plan/scope.ts";
import type { Clause, ForeachClause, RemoveClause } from "../../syntax/ast.ts";
import { isList } from "../../values/kind.ts";
import type { Execution, Operator } from "../execution.ts";
import { countRows } from "../profile.ts";
import { compileCreate } from "./create.ts";
import { compileDelete } from "./delete.ts";
import { eager } from "./eager.ts";
import { compileMerge } from "./merge.ts";
import { PrecomputedReads } from "./precompute-reads.ts";
import type { Writer } from "./precompute-reads.ts";
import { compileRemoveItem, compileSetItems } from "./set.ts";

type Writing = Exclude<
  Clause,
  { type: "Match" | "Unwind" | "With" | "Return" | "Finish" | "CallProcedure" | "CallSubquery" }
>;

/** Compiles a writing clause to an eager operator. */
export function compileWrite(clause: Writing, scope: Scope, execution: Execution): Operator {
  const writer = compileWriter(clause, scope, execution);
  const work = {
    before: scope,
    after: writer.scope,
    ahead: writer.ahead,
    apply: (again: () => void) => writer.apply(again),
  };
  const { operator, details } = shown(clause, execution);
  const step = planStep(operator, details, null);
  const before = planStep("Eager", "", null);
  step.children.push(before);
  return {
    scope: writer.scope,
    step,
    start: (sink) => countRows(eager(work, sink, execution), before, execution),
  };
}

/** The plan's operator and details: `DETACH DELETE n` is DetachDelete of n, and one item of a SET has no keyword. */
function shown(clause: Writing, execution: Execution): { readonly operator: string; readonly details: string } {
  const words = sourceText(clause, execution);
  if (clause.type === "Set") return { operator: "Set", details: words.replace(/^set /i, "") };
  const [keyword = ""] = /^[a-z]+( delete)?/i.exec(words) ?? [];
  const operator = keyword.replaceAll(/\w+ ?/g, (word) => word[0]?.toUpperCase() + word.slice(1).trim().toLowerCase());
  return { operator, details: words.slice(keyword.length).trim() };
}

function compileWriter(clause: Writing, scope: Scope, execution: Execution): Writer {
  switch (clause.type) {
    case "Create":
      return compileCreate(clause.patterns, scope, execution);
    case "Merge":
      return compileMerge(clause, scope, execution);
    case "Set":
      return once(scope, compileSetItems(clause.items, scope, execution));
    case "Remove":
      return once(scope, compileRemove(clause, scope, execution));
    case "Delete":
      return once(scope, compileDelete(clause, scope, execution));
    case "Foreach":
      return compileForeach(clause, scope, execution);
  }
}

function once(scope: Scope, work: () => void): Writer {
  return {
    scope,
    apply: (again) => {
      work();
      again();
    },
  };
}

function compileRemove({ items }: RemoveClause, scope: Scope, execution: Execution): () => void {
  const works = items.map((item) => compileRemoveItem(item, scope, execution));
  return () => {
    for (const work of works) work();
  };
}

function compileForeach({ variable, list, clauses }: ForeachClause, scope: Scope, execution: Execution): Writer {
  const { frame, budget } = execution;
  const ahead = new PrecomputedReads(scope, new Set(), execution);
  const value = ahead.value(list, scope);
  const slot = execution.newSlot();
  let inner = scope.extend([[variable.name, { slot, kind: "value" }]]);
  const writers = clauses.map((clause) => {
    const writer = compileWriter(clause as Writing, inner, execution);
    inner = writer.scope;
    return writer;
  });
  const run = (index: number): void => {
    writers[index]?.ahead?.look();
    writers[index]?.apply(() => run(index + 1));
  };
  const each = once(scope, () => {
    const items = value();
    if (items === null) return;
    for (const item of isList(items) ? items : [items]) {
      budget.spend(1);
      frame[slot] = item;
      run(0);
    }
  });
  return { ...each, ahead };
}
