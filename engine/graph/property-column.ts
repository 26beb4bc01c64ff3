import type { Value } from "../values/value.ts";
import type { Column } from "./graph.ts";

const DENSE_FROM = 64;
const PAGE_BITS = 10;
const PAGE_SIZE = 2 ** PAGE_BITS;
const IN_PAGE = PAGE_SIZE - 1;

type Page = (Value | undefined)[];

/**
 * The values of one key: a Map while fewer than one in ten elements have it, pages of an array beyond. Similar elements
 * are usually created one after the other, so many pages stay empty. The object stays the same in both forms, so that a
 * query may keep a reference.
 */
export class PropertyColumn implements Column {
  private sparse: Map<number, Value> | null = new Map();
  private pages: (Page | undefined)[] = [];
  private readonly texts = new SharedValues<string>(FEW_TEXTS, (text) => text);
  private readonly numberLists = new SharedValues<readonly number[]>(FEW_NUMBER_LISTS, (list) => list.join());
  count = 0;

  get(element: number): Value {
    const value =
      this.sparse === null ? this.pages[element >>> PAGE_BITS]?.[element & IN_PAGE] : this.sparse.get(element);
    return value === undefined ? null : value;
  }

  set(element: number, given: Value, bound: number): void {
    const value = this.share(given);
    const had = this.get(element) !== null;
    const has = value !== null;
    if (has !== had) this.count += has ? 1 : -1;
    if (this.sparse === null) {
      if (has || had) this.pageOf(element)[element & IN_PAGE] = has ? value : undefined;
      return;
    }
    if (has) this.sparse.set(element, value);
    else this.sparse.delete(element);
    if (this.count > DENSE_FROM && this.count * 10 > bound) this.becomeDense(this.sparse);
  }

  /** Ascending by element. */
  *entries(): Iterable<readonly [number, Value]> {
    if (this.sparse !== null) {
      yield* [...this.sparse].toSorted(([a], [b]) => a - b);
      return;
    }
    for (const [number, page] of this.pages.entries()) {
      for (let at = 0; page !== undefined && at < PAGE_SIZE; at += 1) {
        const value = page[at];
        if (value !== undefined) yield [number * PAGE_SIZE + at, value];
      }
    }
  }

  /** An estimate; strings are not counted. */
  get bytes(): number {
    if (this.sparse !== null) return this.sparse.size * 40;
    return this.pages.reduce((bytes, page) => bytes + (page === undefined ? 8 : 8 + PAGE_SIZE * 8), 0);
  }

  private share(value: Value): Value {
    if (typeof value === "string") return this.texts.share(value);
    return isShortNumberList(value) ? this.numberLists.share(value) : value;
  }

  private pageOf(element: number): Page {
    const number = element >>> PAGE_BITS;
    // Filled one by one: an array with a large gap would become a hash table.
    while (this.pages.length <= number) this.pages.push(undefined);
    return (this.pages[number] ??= Array.from<undefined>({ length: PAGE_SIZE }));
  }

  private becomeDense(sparse: ReadonlyMap<number, Value>): void {
    this.sparse = null;
    for (const [element, value] of sparse) this.pageOf(element)[element & IN_PAGE] = value;
  }
}

/** Beyond so many distinct values, deduplication goes on only while each was seen twice on average. */
const FEW_TEXTS = 1_000;
/** Number lists are positions in texts: after some hundred articles hardly any is new. */
const FEW_NUMBER_LISTS = 20_000;
const MOST_NUMBERS = 4;

/** Deduplicates equal values; gives up where values hardly repeat. */
class SharedValues<T extends Value> {
  private known: Map<string, T> | null = new Map();
  private seen = 0;

  private readonly few: number;
  private readonly keyOf: (value: T) => string;

  constructor(few: number, keyOf: (value: T) => string) {
    this.few = few;
    this.keyOf = keyOf;
  }

  share(value: T): T {
    if (this.known === null) return value;
    const key = this.keyOf(value);
    this.seen += 1;
    const same = this.known.get(key);
    if (same !== undefined) return same;
    this.known.set(key, value);
    if (this.known.size > this.few && this.known.size * 2 > this.seen) this.known = null;
    return value;
  }
}

/** For example the position of a quote. */
function isShortNumberList(value: Value): value is readonly number[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MOST_NUMBERS &&
    value.every((item) => typeof item === "number")
  );
}
