import type { Clause, DeleteClause, ForeachClause, RemoveClause, SetClause } from "../syntax/ast.ts";
import { isList } from "../values/kind.ts";
import { CypherError } from "../errors.ts";
import { compileCreate } from "./create.ts";
import { compileDelete } from "./delete.ts";
import type { Execution, Operator, Scope, Sink } from "./execution.ts";
import { planStep } from "./match.ts";
import { compileMerge } from "./merge.ts";
import { compileRemoveItem, compileSetItem } from "./set.ts";

/** What a writing clause does to one row, and the scope its rows then have. */
export interface Writer {
  readonly scope: Scope;
  /** Does the work; MERGE may make several rows of one, and calls `again` for each. */
  apply(again: () => void): void;
}

type Writing = Exclude<
  Clause,
  { type: "Match" | "Unwind" | "With" | "Return" | "Finish" | "CallProcedure" | "CallSubquery" }
>;

/**
 * A clause that writes. It takes in every row of the clauses before it first, so that no read sees what this clause
 * made; then it writes row by row; then the rows go on, so that what follows sees all of it.
 */
export function compileWrite(clause: Writing, scope: Scope, execution: Execution): Operator {
  const { frame, budget } = execution;
  const writer = compileWriter(clause, scope, execution);
  const before = slotsOf(scope);
  const after = slotsOf(writer.scope);
  return {
    scope: writer.scope,
    step: planStep(clause.type, "", null),
    start: (sink: Sink): Sink => {
      let rows: ReturnType<typeof keep>[] = [];
      const keep = (slots: readonly number[]) => slots.map((slot) => frame[slot] ?? null);
      const put = (slots: readonly number[], row: ReturnType<typeof keep>) =>
        slots.forEach((slot, index) => {
          frame[slot] = row[index] ?? null;
        });
      return {
        row: () => {
          budget.hold(before.length + 1);
          rows.push(keep(before));
          return true;
        },
        end: () => {
          const taken = rows;
          rows = [];
          const written: typeof taken = [];
          for (const row of taken) {
            budget.spend(1);
            put(before, row);
            writer.apply(() => written.push(keep(after)));
          }
          budget.release(taken.length * (before.length + 1));
          for (const row of written) {
            put(after, row);
            if (!sink.row()) break;
          }
          sink.end();
        },
      };
    },
  };
}

function slotsOf(scope: Scope): number[] {
  return [...new Set([...scope.bindings.values()].map(({ slot }) => slot))];
}

function compileWriter(clause: Writing, scope: Scope, execution: Execution): Writer {
  switch (clause.type) {
    case "Create":
      return compileCreate(clause.patterns, scope, execution);
    case "Merge":
      return compileMerge(clause, scope, execution);
    case "Set":
      return once(scope, compileSet(clause, scope, execution));
    case "Remove":
      return once(scope, compileRemove(clause, scope, execution));
    case "Delete":
      return once(scope, compileDelete(clause as DeleteClause, scope, execution));
    case "Foreach":
      return once(scope, compileForeach(clause, scope, execution));
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

function compileSet({ items }: SetClause, scope: Scope, execution: Execution): () => void {
  const works = items.map((item) => compileSetItem(item, scope, execution));
  return () => {
    for (const work of works) work();
  };
}

function compileRemove({ items }: RemoveClause, scope: Scope, execution: Execution): () => void {
  const works = items.map((item) => compileRemoveItem(item, scope, execution));
  return () => {
    for (const work of works) work();
  };
}

function compileForeach({ variable, list, clauses }: ForeachClause, scope: Scope, execution: Execution): () => void {
  const { frame, budget } = execution;
  const value = execution.expression(list, scope);
  const slot = execution.newSlot();
  let inner = scope.extend([[variable.name, { slot, kind: "value" }]]);
  const writers = clauses.map((clause) => {
    const writer = compileWriter(clause as Writing, inner, execution);
    inner = writer.scope;
    return writer;
  });
  const run = (index: number): void => {
    writers[index]?.apply(() => run(index + 1));
  };
  return () => {
    const items = value();
    if (items === null) return;
    if (!isList(items))
      throw new CypherError("TypeError", "Type mismatch: FOREACH goes through a List", {
        detail: "InvalidArgumentType",
      });
    for (const item of items) {
      budget.spend(1);
      frame[slot] = item;
      run(0);
    }
  };
}
