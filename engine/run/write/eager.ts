import type { Scope, Slot } from "../../plan/scope.ts";
import type { Execution, Sink } from "../execution.ts";
import { RowMemory } from "../row-memory.ts";
import type { PrecomputedReads } from "./precompute-reads.ts";

/** Per-row work of an eager operator. */
export interface EagerWork {
  readonly before: Scope;
  readonly after: Scope;
  /** Evaluated for each row before anything is written. */
  readonly ahead?: PrecomputedReads | undefined;
  /** Applies the clause to the row in the frame and calls `again` for each output row. */
  apply(again: () => void): void;
}

/**
 * An eager operator: reads all input rows first, so that no read sees the clause's writes; then applies the clause row
 * by row; then emits the rows, so that later clauses see all of its writes.
 */
export function eager(work: EagerWork, sink: Sink, { frame, budget }: Execution): Sink {
  const before = [...slotsOf(work.before), ...(work.ahead?.slots ?? [])];
  const after = slotsOf(work.after);
  const [taking, giving] = [new RowMemory(budget), new RowMemory(budget)];
  let rows: Slot[][] = [];
  const keep = (slots: readonly number[]): Slot[] => slots.map((slot) => frame[slot] ?? null);
  const put = (slots: readonly number[], row: readonly Slot[]) => {
    for (let index = 0; index < slots.length; index += 1) frame[slots[index] as number] = row[index] ?? null;
  };
  return {
    row: () => {
      work.ahead?.look();
      const row = keep(before);
      taking.keep(row);
      rows.push(row);
      return true;
    },
    end: () => {
      const taken = rows;
      rows = [];
      const written: Slot[][] = [];
      for (const row of taken) {
        budget.spend(1);
        put(before, row);
        work.apply(() => {
          const next = keep(after);
          giving.keep(next);
          written.push(next);
        });
      }
      taking.forget();
      for (const row of written) {
        put(after, row);
        if (!sink.row()) break;
      }
      giving.forget();
      sink.end();
    },
  };
}

function slotsOf(scope: Scope): number[] {
  return [...new Set([...scope.bindings.values()].map(({ slot }) => slot))];
}
