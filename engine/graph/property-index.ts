import { isList } from "../values/kind.ts";
import { compare, compareOrEqual } from "../values/operations/comparison.ts";
import { equals } from "../values/operations/equality.ts";
import { groupKeyOf, type GroupKey } from "../values/operations/group-key.ts";
import { orderValues } from "../values/operations/ordering.ts";
import type { Value } from "../values/value.ts";
import type { Bound, Meter, PropertyIndex } from "./graph.ts";

/** Most values have one element, which is then stored without a Set. */
type Holders = number | Set<number>;

/**
 * An index from the values of one or more keys to elements: hashed for equality; sorted at the first ordered lookup and
 * kept sorted from then on.
 */
export class ValueIndex implements PropertyIndex {
  /** By a single string value: the string itself is the hash key, without a wrapper. */
  private readonly byText = new Map<string, Holders>();
  private readonly byKey = new Map<GroupKey, Holders>();
  /** A single value that is not a list is stored without an array around it. */
  private readonly values = new Map<number, Value | readonly Value[]>();
  private sorted: readonly number[] | null = null;
  /** Elements that changed since the last sort. */
  private readonly changed = new Set<number>();

  readonly unique: boolean;

  constructor(unique: boolean) {
    this.unique = unique;
  }

  get size(): number {
    return this.values.size;
  }

  get distinct(): number {
    return this.byText.size + this.byKey.size;
  }

  /** Another element that already has these values; null when there is none. */
  holder(values: readonly Value[], element: number): number | null {
    if (!areKnown(values)) return null;
    const held = this.holders(values);
    if (held === undefined || held === element) return null;
    if (typeof held === "number") return held;
    for (const other of held) if (other !== element) return other;
    return null;
  }

  /** null removes the element. */
  set(element: number, values: readonly Value[] | null): void {
    const before = this.valuesOf(element);
    if (before === undefined && values === null) return;
    if (this.sorted !== null) this.changed.add(element);
    if (before !== undefined) this.take(element, before);
    if (values === null) {
      this.values.delete(element);
      return;
    }
    const [first = null] = values;
    this.values.set(element, values.length === 1 && !isList(first) ? first : values);
    const held = this.holders(values);
    if (held === undefined) this.setHolders(values, element);
    else if (typeof held === "number") this.setHolders(values, new Set([held, element]));
    else held.add(element);
  }

  equal(values: readonly Value[]): readonly number[] {
    if (!areKnown(values)) return [];
    const held = this.holders(values);
    if (held === undefined) return [];
    return typeof held === "number" ? [held] : [...held].toSorted((a, b) => a - b);
  }

  range(lower: Bound | null, upper: Bound | null, descending: boolean, meter: Meter): Iterable<number> {
    const sorted = this.inOrder(meter);
    if (isUnordered(lower) || isUnordered(upper)) {
      meter.spend(sorted.length);
      const inside = sorted.filter((element) => isInside(this.valueOf(element), lower, upper));
      return this.run(inside, [0, inside.length], descending);
    }
    return this.run(sorted, this.between(sorted, lower, upper), descending);
  }

  prefix(text: string, descending: boolean, meter: Meter): Iterable<number> {
    const sorted = this.inOrder(meter);
    const start = this.firstWhere(sorted, 0, sorted.length, (value) => orderValues(value, text) >= 0);
    const end = this.firstWhere(sorted, start, sorted.length, (value) => !startsWith(value, text));
    return this.run(sorted, [start, end], descending);
  }

  /** A section of the sorted elements, or the same in descending order; elements with one value ascend in both. */
  private *run(
    sorted: readonly number[],
    [start, end]: readonly [number, number],
    descending: boolean,
  ): Iterable<number> {
    if (!descending) for (let at = start; at < end; at += 1) yield sorted[at] as number;
    else {
      for (let last = end; last > start;) {
        const value = this.valueOf(sorted[last - 1] as number);
        let first = last - 1;
        while (first > start && orderValues(this.valueOf(sorted[first - 1] as number), value) === 0) first -= 1;
        for (let at = first; at < last; at += 1) yield sorted[at] as number;
        last = first;
      }
    }
  }

  /**
   * Values that are comparable with a bound are adjacent in Cypher's order. Lists are the exception, since their items
   * may be incomparable.
   */
  private between(sorted: readonly number[], lower: Bound | null, upper: Bound | null): readonly [number, number] {
    const all = sorted.length;
    const fits = (value: Value) => isInside(value, lower, upper);
    const start =
      lower === null ? 0 : this.firstWhere(sorted, 0, all, (value) => isPast(value, lower, !lower.inclusive));
    const end =
      upper === null ? all : this.firstWhere(sorted, 0, all, (value) => isPast(value, upper, upper.inclusive));
    if (lower === null && upper !== null) return [this.firstWhere(sorted, 0, end, fits), end];
    if (upper === null && lower !== null) return [start, this.firstWhere(sorted, start, all, (value) => !fits(value))];
    // Between two bounds of one type, the first and the last value tell whether all are comparable.
    const isFit = (at: number) => fits(this.valueOf(sorted[at] as number));
    return lower === null || (end > start && isFit(start) && isFit(end - 1)) ? [start, end] : [0, 0];
  }

  private inOrder(meter: Meter): readonly number[] {
    const compare = ([a, left]: Held, [b, right]: Held) => {
      meter.spend(1);
      return orderValues(left, right) || a - b;
    };
    const held = (element: number): Held => [element, this.valueOf(element)];
    const { sorted, changed, values } = this;
    if (sorted === null)
      this.sorted = Array.from(values.keys(), held)
        .toSorted(compare)
        .map(([element]) => element);
    else if (changed.size > 0) {
      meter.spend(sorted.length);
      const come = [...changed].filter((element) => values.has(element)).map(held);
      this.sorted = merged(
        sorted.filter((element) => !changed.has(element)).map(held),
        come.toSorted(compare),
        compare,
      );
    }
    changed.clear();
    return this.sorted ?? [];
  }

  private valueOf(element: number): Value {
    return this.valuesOf(element)?.[0] ?? null;
  }

  private valuesOf(element: number): readonly Value[] | undefined {
    const held = this.values.get(element);
    return held === undefined || isList(held) ? held : [held];
  }

  private holders(values: readonly Value[]): Holders | undefined {
    const text = onlyText(values);
    return text === null ? this.byKey.get(groupKeyOf(values)) : this.byText.get(text);
  }

  private setHolders(values: readonly Value[], holders: Holders): void {
    const text = onlyText(values);
    if (text === null) this.byKey.set(groupKeyOf(values), holders);
    else this.byText.set(text, holders);
  }

  /** Binary search: `test` is false up to a position and true from there on. */
  private firstWhere(sorted: readonly number[], from: number, to: number, test: (value: Value) => boolean): number {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(this.valueOf(sorted[middle] as number))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private take(element: number, values: readonly Value[]): void {
    const held = this.holders(values);
    if (typeof held === "object") {
      held.delete(element);
      if (held.size > 0) return;
    }
    const text = onlyText(values);
    if (text === null) this.byKey.delete(groupKeyOf(values));
    else this.byText.delete(text);
  }
}

type Held = readonly [element: number, value: Value];

function onlyText(values: readonly Value[]): string | null {
  const [first] = values;
  return values.length === 1 && typeof first === "string" ? first : null;
}

function merged(left: readonly Held[], right: readonly Held[], compare: (a: Held, b: Held) => number): number[] {
  const all: number[] = [];
  let at = 0;
  for (const one of right) {
    while (at < left.length && compare(left[at] as Held, one) < 0) all.push((left[at++] as Held)[0]);
    all.push(one[0]);
  }
  for (; at < left.length; at += 1) all.push((left[at] as Held)[0]);
  return all;
}

/** Whether the values that are comparable with a bound are not adjacent in the order. */
function isUnordered(bound: Bound | null): boolean {
  return bound !== null && (isList(bound.value) || compare(bound.value, bound.value) === null);
}

function isInside(value: Value, lower: Bound | null, upper: Bound | null): boolean {
  const above = lower === null ? 1 : compareOrEqual(value, lower.value);
  const below = upper === null ? -1 : compareOrEqual(value, upper.value);
  if (above === null || below === null) return false;
  return (
    (above > 0 || (above === 0 && lower?.inclusive === true)) &&
    (below < 0 || (below === 0 && upper?.inclusive === true))
  );
}

/** NaN is stored as one value, and equals nothing. */
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
