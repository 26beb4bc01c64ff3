import type { Binding } from "../../plan/scope.ts";
import type { Aggregate } from "../../values/aggregate.ts";
import { chargeWork } from "../../values/allocation.ts";
import { makeAggregate } from "../../values/operations/aggregation.ts";
import { groupKey, groupKeyOf, type GroupKey } from "../../values/operations/group-key.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution, Sink } from "../execution.ts";
import { RowMemory } from "../row-memory.ts";

export interface GroupingKey {
  readonly value: Evaluate;
  /** The slot of the variable, when the key is only a variable. */
  readonly from: number | null;
  readonly binding: Binding;
}

export interface AggregateCall {
  readonly name: string;
  readonly distinct: boolean;
  /** null for count(*). */
  readonly value: Evaluate | null;
  readonly second: Evaluate | null;
  readonly binding: Binding;
}

export interface Grouping {
  readonly keys: readonly GroupingKey[];
  readonly calls: readonly AggregateCall[];
  /** Evaluated once per group from its keys and aggregates. */
  readonly results: readonly { readonly value: Evaluate; readonly binding: Binding }[];
  readonly next: Sink;
  readonly execution: Execution;
}

interface Group {
  readonly keys: readonly Value[];
  readonly running: readonly Aggregate[];
}

/** Hash aggregation: reads all rows and emits one per group, in the order of their first rows. */
export function grouping({ keys, calls, results, next, execution }: Grouping): Sink {
  const { frame, budget } = execution;
  const kept = new RowMemory(budget);
  const [only] = keys;
  // A single node or relationship is its own key.
  const element = keys.length === 1 && only?.from != null && only.binding.kind !== "value" ? only.from : null;
  let groups = new Map<GroupKey, Group>();
  let held = 0;
  // The weight of a group with its aggregates.
  const weight = 2 + 2 * calls.length;
  const open = (): Group => {
    const values = keys.map(({ from, value }) => (from === null ? value() : (frame[from] ?? null)));
    return { keys: values, running: calls.map(({ name, distinct }) => makeAggregate(name, distinct, budget)) };
  };
  const newGroup = (key: GroupKey): Group => {
    const group = open();
    kept.keep(group.keys);
    budget.hold(weight);
    groups.set(key, group);
    return group;
  };
  const single = keys.length === 1 ? only : undefined;
  const keyNow = (): GroupKey => {
    if (element !== null) return frame[element] as number | null;
    if (single !== undefined) {
      const value = single.value();
      chargeWork(value, budget);
      return groupKey(value);
    }
    const values = keys.map(({ value }) => value());
    for (const value of values) chargeWork(value, budget);
    return groupKeyOf(values);
  };
  const add = ({ running }: Group): boolean => {
    const before = budget.elements;
    for (let index = 0; index < calls.length; index += 1) {
      const { value, second } = calls[index] as AggregateCall;
      const given = value === null ? true : value();
      const further = second === null ? null : second();
      // Aggregates ignore null.
      if (given !== null) (running[index] as Aggregate).add(given, further);
    }
    held += budget.elements - before;
    return true;
  };
  let whole: Group | null = null;
  return {
    row:
      keys.length === 0
        ? () => add((whole ??= open()))
        : () => {
            const key = keyNow();
            return add(groups.get(key) ?? newGroup(key));
          },
    end: () => {
      const all = keys.length === 0 ? [whole ?? open()] : [...groups.values()];
      budget.release(groups.size * weight);
      kept.forget();
      groups = new Map();
      whole = null;
      for (const group of all) {
        for (const [index, { binding }] of keys.entries()) frame[binding.slot] = group.keys[index] ?? null;
        for (const [index, { binding }] of calls.entries())
          frame[binding.slot] = group.running[index]?.result() ?? null;
        for (const { value, binding } of results) frame[binding.slot] = value();
        if (!next.row()) break;
      }
      // The results now hold what the aggregates accumulated; their consumer accounts the memory.
      budget.release(held);
      if (held > 0) for (const { binding } of [...calls, ...results]) frame[binding.slot] = null;
      held = 0;
      next.end();
    },
  };
}
