import { compare } from "../values/comparison.ts";
import { equals } from "../values/equality.ts";
import { groupKeyOf, type GroupKey } from "../values/grouping.ts";
import { isList } from "../values/kind.ts";
import { orderValues } from "../values/ordering.ts";
import type { Value } from "../values/value.ts";
import type { Bound, PropertyIndex } from "./graph.ts";

/** Elements by the values of one or more keys: hashed for equality, sorted when an order is first asked for. */
export class ValueIndex implements PropertyIndex {
  /** Most values have one element, which then stands by itself. */
  private readonly byKey = new Map<GroupKey, number | Set<number>>();
  private readonly values = new Map<number, readonly Value[]>();
  private sorted: readonly number[] | null = null;

  constructor(readonly unique: boolean) {}

  get size(): number {
    return this.values.size;
  }

  /** The element that has these values already, other than this one; null when none has. */
  holder(values: readonly Value[], element: number): number | null {
    if (!areKnown(values)) return null;
    const held = this.byKey.get(groupKeyOf(values));
    if (held === undefined || held === element) return null;
    if (typeof held === "number") return held;
    for (const other of held) if (other !== element) return other;
    return null;
  }

  /** null takes the element out. */
  set(element: number, values: readonly Value[] | null): void {
    const before = this.values.get(element);
    if (before === undefined && values === null) return;
    this.sorted = null;
    if (before !== undefined) this.take(element, groupKeyOf(before));
    if (values === null) {
      this.values.delete(element);
      return;
    }
    this.values.set(element, values);
    const key = groupKeyOf(values);
    const held = this.byKey.get(key);
    if (held === undefined) this.byKey.set(key, element);
    else if (typeof held === "number") this.byKey.set(key, new Set([held, element]));
    else held.add(element);
  }

  equal(values: readonly Value[]): Iterable<number> {
    if (!areKnown(values)) return [];
    const held = this.byKey.get(groupKeyOf(values));
    if (held === undefined) return [];
    return typeof held === "number" ? [held] : [...held].toSorted((a, b) => a - b);
  }

  range(lower: Bound | null, upper: Bound | null, descending: boolean): Iterable<number> {
    const found = this.between(lower, upper);
    return descending ? found.toReversed() : found;
  }

  prefix(text: string): Iterable<number> {
    const sorted = this.inOrder();
    const start = this.firstWhere((value) => orderValues(value, text) >= 0);
    let end = start;
    while (end < sorted.length && startsWith(this.valueAt(end), text)) end += 1;
    return sorted.slice(start, end);
  }

  ordered(descending: boolean): Iterable<number> {
    return descending ? this.inOrder().toReversed() : this.inOrder();
  }

  /** What can be compared with a value stands together in Cypher's order, lists excepted: their items may be beyond comparing. */
  private between(lower: Bound | null, upper: Bound | null): readonly number[] {
    const sorted = this.inOrder();
    if (lower === null && upper === null) return sorted;
    if (isList(lower?.value ?? null) || isList(upper?.value ?? null))
      return sorted.filter((_, at) => this.isInside(at, lower, upper));
    let start = lower === null ? -1 : this.firstWhere((value) => isPast(value, lower, !lower.inclusive));
    let end = upper === null ? -1 : this.firstWhere((value) => isPast(value, upper, upper.inclusive));
    if (start === -1) {
      start = end;
      while (start > 0 && this.isInside(start - 1, lower, upper)) start -= 1;
    }
    if (end === -1) {
      end = start;
      while (end < sorted.length && this.isInside(end, lower, upper)) end += 1;
    }
    // Of all between two bounds of one kind the ends say whether they can be compared.
    const fits = end > start && this.isInside(start, lower, upper) && this.isInside(end - 1, lower, upper);
    return fits ? sorted.slice(start, end) : [];
  }

  private isInside(at: number, lower: Bound | null, upper: Bound | null): boolean {
    const value = this.valueAt(at);
    const above = lower === null ? 1 : compare(value, lower.value);
    const below = upper === null ? -1 : compare(value, upper.value);
    if (above === null || below === null) return false;
    return (
      (above > 0 || (above === 0 && lower?.inclusive === true)) &&
      (below < 0 || (below === 0 && upper?.inclusive === true))
    );
  }

  private inOrder(): readonly number[] {
    this.sorted ??= [...this.values.keys()].toSorted(
      (a, b) => orderValues(this.values.get(a)?.[0] ?? null, this.values.get(b)?.[0] ?? null) || a - b,
    );
    return this.sorted;
  }

  private valueAt(at: number): Value {
    return this.values.get(this.inOrder()[at] ?? -1)?.[0] ?? null;
  }

  /** By halving: `test` is false up to a place in the order and true from there on. */
  private firstWhere(test: (value: Value) => boolean): number {
    let low = 0;
    let high = this.inOrder().length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(this.valueAt(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private take(element: number, key: GroupKey): void {
    const held = this.byKey.get(key);
    if (typeof held === "object" && held !== null) {
      held.delete(element);
      if (held.size > 0) return;
    }
    this.byKey.delete(key);
  }
}

/** NaN is kept as one value, and equals nothing. */
function areKnown(values: readonly Value[]): boolean {
  return values.every((value) => equals(value, value) === true);
}

function isPast(value: Value, bound: Bound, strictly: boolean): boolean {
  const order = orderValues(value, bound.value);
  return strictly ? order > 0 : order >= 0;
}

function startsWith(value: Value, text: string): boolean {
  return typeof value === "string" && value.startsWith(text);
}
