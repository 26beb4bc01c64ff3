/** A growing column of 32-bit integers. */
export class IntegerColumn {
  private items: Int32Array;
  length = 0;

  private readonly empty: number;

  constructor(empty: number, capacity = 64) {
    this.empty = empty;
    this.items = new Int32Array(capacity).fill(empty);
  }

  get(index: number): number {
    return index < this.items.length ? (this.items[index] as number) : this.empty;
  }

  set(index: number, value: number): void {
    if (index >= this.items.length) {
      const larger = new Int32Array(Math.max(index + 1, this.items.length * 2)).fill(this.empty);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[index] = value;
    if (index >= this.length) this.length = index + 1;
  }

  /** Removes all items from an index on. */
  truncate(length: number): void {
    this.items.fill(this.empty, length, this.length);
    this.length = Math.min(this.length, length);
  }

  get bytes(): number {
    return this.items.byteLength;
  }
}
