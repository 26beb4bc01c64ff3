import { IntegerColumn } from "./integers.ts";

const NONE = -1;
const REBUILD_FROM = 1_000;

/**
 * The relationships at each node, in one direction: compact arrays for what stood at the last rebuild, behind them a
 * chain (first, last, next) of what came since. Rebuilt when the chains hold a tenth of all.
 */
export class Adjacency {
  private offsets = new Int32Array(1);
  private compact = new Int32Array(0);
  private readonly first = new IntegerColumn(NONE);
  private readonly last = new IntegerColumn(NONE);
  private readonly next = new IntegerColumn(NONE);
  private readonly degrees = new IntegerColumn(0);
  private chained = 0;

  /** @param endpoint the node a relationship hangs on in this direction; @param exists whether it was not deleted */
  constructor(
    private readonly endpoint: (relationship: number) => number,
    private readonly exists: (relationship: number) => boolean,
  ) {}

  add(node: number, relationship: number): void {
    this.degrees.set(node, this.degrees.get(node) + 1);
    const last = this.last.get(node);
    if (last === NONE) this.first.set(node, relationship);
    else this.next.set(last, relationship);
    this.last.set(node, relationship);
    this.next.set(relationship, NONE);
    this.chained += 1;
  }

  /** The relationship stays in its place as a tombstone. */
  remove(node: number): void {
    this.degrees.set(node, this.degrees.get(node) - 1);
  }

  restore(node: number): void {
    this.degrees.set(node, this.degrees.get(node) + 1);
  }

  degree(node: number): number {
    return this.degrees.get(node);
  }

  /** In the order of making. */
  forEach(node: number, visit: (relationship: number) => boolean): boolean {
    if (node + 1 < this.offsets.length) {
      const end = this.offsets[node + 1] as number;
      for (let at = this.offsets[node] as number; at < end; at += 1) {
        const relationship = this.compact[at] as number;
        if (this.exists(relationship) && !visit(relationship)) return false;
      }
    }
    if (this.chained === 0) return true;
    for (let at = this.first.get(node); at !== NONE; at = this.next.get(at)) {
      if (this.exists(at) && !visit(at)) return false;
    }
    return true;
  }

  /** Called between statements, never under a visitor. */
  rebuildWhenDue(nodeBound: number, relationshipBound: number): void {
    if (this.chained < REBUILD_FROM || this.chained * 10 < relationshipBound) return;
    const offsets = new Int32Array(nodeBound + 1);
    for (let at = 0; at < relationshipBound; at += 1) {
      if (this.exists(at)) offsets[this.endpoint(at) + 1] = (offsets[this.endpoint(at) + 1] as number) + 1;
    }
    for (let node = 0; node < nodeBound; node += 1)
      offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
    const compact = new Int32Array(offsets[nodeBound] as number);
    const fill = offsets.slice();
    for (let at = 0; at < relationshipBound; at += 1) {
      if (!this.exists(at)) continue;
      const node = this.endpoint(at);
      const place = fill[node] as number;
      compact[place] = at;
      fill[node] = place + 1;
    }
    this.offsets = offsets;
    this.compact = compact;
    this.first.truncate(0);
    this.last.truncate(0);
    this.next.truncate(0);
    this.chained = 0;
  }

  get bytes(): number {
    return (
      this.offsets.byteLength +
      this.compact.byteLength +
      this.first.bytes +
      this.last.bytes +
      this.next.bytes +
      this.degrees.bytes
    );
  }
}
