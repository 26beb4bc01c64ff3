import { compare } from "../values/comparison.ts";
import { groupKeyOf, type GroupKey } from "../values/grouping.ts";
import { orderValues } from "../values/ordering.ts";
import type { Value } from "../values/value.ts";
import type { Bound, PropertyIndex } from "./graph.ts";

/** Elements by the values of one or more keys: hashed for equality, sorted when an order is first asked for. */
export class ValueIndex implements PropertyIndex {
  private readonly byKey = new Map<GroupKey, number[]>();
  private readonly values = new Map<number, readonly Value[]>();
  private sorted: number[] | null = null;

  constructor(readonly unique: boolean) {}

  get size(): number {
    return this.values.size;
  }

  /** The element that has these values already, other than this one; null when none has. */
  holder(values: readonly Value[], element: number): number | null {
    return this.byKey.get(groupKeyOf(values))?.find((other) => other !== element) ?? null;
  }

  set(element: number, values: readonly Value[] | null): void {
    const before = this.values.get(element);
    if (before !== undefined) {
      const key = groupKeyOf(before);
      const rest = (this.byKey.get(key) ?? []).filter((other) => other !== element);
      if (rest.length === 0) this.byKey.delete(key);
      else this.byKey.set(key, rest);
      this.values.delete(element);
    }
    this.sorted = null;
    if (values === null) return;
    this.values.set(element, values);
    const key = groupKeyOf(values);
    const there = this.byKey.get(key);
    if (there === undefined) this.byKey.set(key, [element]);
    else there.push(element);
  }

  equal(values: readonly Value[]): Iterable<number> {
    return (this.byKey.get(groupKeyOf(values)) ?? []).toSorted((a, b) => a - b);
  }

  *range(lower: Bound | null, upper: Bound | null, descending: boolean): Iterable<number> {
    for (const element of this.ordered(descending)) {
      const value = this.values.get(element)?.[0] ?? null;
      if (lower !== null && !isInside(compare(value, lower.value), lower.inclusive)) continue;
      const above = upper === null ? 0 : compare(value, upper.value);
      if (upper !== null && !isInside(above === null ? null : -above, upper.inclusive)) continue;
      yield element;
    }
  }

  *prefix(text: string): Iterable<number> {
    for (const element of this.ordered(false)) {
      const value = this.values.get(element)?.[0];
      if (typeof value === "string" && value.startsWith(text)) yield element;
    }
  }

  ordered(descending: boolean): Iterable<number> {
    this.sorted ??= [...this.values.keys()].toSorted(
      (a, b) => orderValues(this.values.get(a)?.[0] ?? null, this.values.get(b)?.[0] ?? null) || a - b,
    );
    return descending ? this.sorted.toReversed() : this.sorted;
  }
}

function isInside(sign: number | null, inclusive: boolean): boolean {
  return sign !== null && (sign > 0 || (inclusive && sign === 0));
}
