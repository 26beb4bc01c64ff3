import type { Value } from "../values/value.ts";
import type { Column } from "./graph.ts";

const DENSE_FROM = 64;
/** A key with more texts than these has hardly one twice. */
const MOST_SHARED = 1_000;

/**
 * The values of one key: a Map while fewer than one in ten elements have it, an array beyond. The object stays the
 * same through both, so that a query may hold it.
 */
export class PropertyColumn implements Column {
  private sparse: Map<number, Value> | null = new Map();
  private dense: (Value | undefined)[] = [];
  /** The same text is kept once; null when there are too many. */
  private shared: Map<string, string> | null = new Map();
  count = 0;

  get(element: number): Value {
    const value = this.sparse === null ? this.dense[element] : this.sparse.get(element);
    return value === undefined ? null : value;
  }

  set(element: number, given: Value, bound: number): void {
    const value = typeof given === "string" && this.shared !== null ? this.share(given, this.shared) : given;
    const had = this.get(element) !== null;
    const has = value !== null;
    if (has !== had) this.count += has ? 1 : -1;
    if (this.sparse === null) {
      // Filled up one by one: an array with a far gap would turn into a hash table.
      while (this.dense.length < element) this.dense.push(undefined);
      this.dense[element] = has ? value : undefined;
      return;
    }
    if (has) this.sparse.set(element, value);
    else this.sparse.delete(element);
    if (this.count > DENSE_FROM && this.count * 10 > bound) this.becomeDense(bound);
  }

  *entries(): Iterable<readonly [number, Value]> {
    if (this.sparse !== null) {
      yield* this.sparse;
      return;
    }
    for (let element = 0; element < this.dense.length; element += 1) {
      const value = this.dense[element];
      if (value !== undefined) yield [element, value];
    }
  }

  /** Roughly; strings are not counted. */
  get bytes(): number {
    return this.sparse === null ? this.dense.length * 8 : this.sparse.size * 40;
  }

  private share(text: string, shared: Map<string, string>): string {
    const known = shared.get(text);
    if (known !== undefined) return known;
    shared.set(text, text);
    if (shared.size > MOST_SHARED) this.shared = null;
    return text;
  }

  private becomeDense(bound: number): void {
    const dense: (Value | undefined)[] = [];
    while (dense.length < bound) dense.push(undefined);
    for (const [element, value] of this.sparse ?? []) dense[element] = value;
    this.dense = dense;
    this.sparse = null;
  }
}
