import type { Budget } from "../../budget.ts";
import { chargeWork, allocate } from "../../values/allocation.ts";
import { orderValues } from "../../values/operations/ordering.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution, Sink } from "../execution.ts";
import { RowMemory } from "../row-memory.ts";

export interface Sorting {
  readonly keys: readonly { readonly value: Evaluate; readonly descending: boolean }[];
  /** The slots that the emitted rows need. */
  readonly slots: readonly number[];
  /** The most rows that are emitted; null for all. */
  readonly most: number | null;
  readonly next: Sink;
  readonly execution: Execution;
}

interface Row {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
  readonly order: number;
  /** The memory of its large keys, which are not part of the row. */
  readonly keysHeld: number;
}

/** ORDER BY. With a LIMIT only that many rows are kept, in a heap with the last of them on top. */
export function sorting({ keys, slots, most, next, execution }: Sorting): Sink {
  const { frame, budget } = execution;
  const kept = new RowMemory(budget);
  const compare = (a: Row, b: Row): number => {
    budget.spend(1);
    for (let index = 0; index < keys.length; index += 1) {
      const sign = orderValues(a.keys[index] ?? null, b.keys[index] ?? null);
      if (sign !== 0) return keys[index]?.descending === true ? -sign : sign;
    }
    return a.order - b.order;
  };
  const room = most ?? Number.POSITIVE_INFINITY;
  let rows: Row[] = [];
  let order = 0;
  const swap = (a: number, b: number) => {
    [rows[a], rows[b]] = [rows[b] as Row, rows[a] as Row];
  };
  const sink = () => {
    for (let at = 0; ;) {
      let last = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < rows.length && compare(rows[child] as Row, rows[last] as Row) > 0) last = child;
      }
      if (last === at) return;
      swap(at, last);
      at = last;
    }
  };
  const rise = () => {
    for (let at = rows.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (compare(rows[at] as Row, rows[parent] as Row) <= 0) return;
      swap(at, parent);
      at = parent;
    }
  };
  /** Whether a row comes after all kept ones; it is then not copied. */
  const isBehind = (own: readonly Value[]): boolean => {
    const [last] = rows;
    if (last === undefined || rows.length < room) return room === 0;
    budget.spend(1);
    for (let index = 0; index < keys.length; index += 1) {
      const sign = orderValues(own[index] ?? null, last.keys[index] ?? null);
      if (sign !== 0) return sign > 0 !== (keys[index]?.descending === true);
    }
    return true;
  };
  const now: Value[] = [];
  return {
    row: () => {
      for (let index = 0; index < keys.length; index += 1)
        now[index] = charged((keys[index] as (typeof keys)[number]).value(), budget);
      if (isBehind(now)) return true;
      const own = [...now];
      const row: Row = {
        keys: own,
        values: slots.map((slot) => frame[slot] ?? null),
        order: (order += 1),
        keysHeld: own.reduce<number>((sum, key) => sum + allocate(key, budget), 0),
      };
      if (room === Number.POSITIVE_INFINITY) {
        kept.keep(row.values);
        rows.push(row);
      } else if (rows.length < room) {
        kept.keep(row.values);
        rows.push(row);
        rise();
      } else {
        const [out] = rows as [Row];
        budget.release(out.keysHeld);
        kept.keep(row.values);
        kept.drop(out.values);
        rows[0] = row;
        sink();
      }
      return true;
    },
    end: () => {
      const sorted = rows.toSorted(compare);
      kept.forget();
      for (const { keysHeld } of rows) budget.release(keysHeld);
      rows = [];
      order = 0;
      for (const { values } of sorted) {
        slots.forEach((slot, index) => {
          frame[slot] = values[index] ?? null;
        });
        if (!next.row()) break;
      }
      next.end();
    },
  };
}

function charged(value: Value, budget: Budget): Value {
  chargeWork(value, budget);
  return value;
}
