import { DenseNodes } from "./dense-nodes.ts";
import { IntegerColumn } from "./integer-column.ts";
import type { Relationships } from "./relationships.ts";

const NONE = -1;
const REBUILD_FROM = 1_000;
/** From this degree on the relationships of one type are kept apart, once somebody asks for them. */
const HUB_FROM = 48;

/** A visitor of relationships; false ends the walk. */
export type Visit = (relationship: number, other: number) => boolean;

/**
 * The relationships at each node, in one direction: compact arrays for what stood at the last rebuild, behind them a
 * chain (first, last, next) of what came since. Rebuilt when the chains and the tombstones are a tenth of all.
 */
export class Adjacency {
  private offsets = new Int32Array(1);
  private compact = new Int32Array(0);
  private others = new Int32Array(0);
  private readonly first = new IntegerColumn(NONE);
  private readonly last = new IntegerColumn(NONE);
  private readonly next = new IntegerColumn(NONE);
  private readonly degrees = new IntegerColumn(0);
  private readonly hubs = new DenseNodes();
  private chained = 0;
  private tombstones = 0;

  private readonly relationships: Relationships;
  private readonly here: IntegerColumn;
  private readonly there: IntegerColumn;

  /** @param here the end a relationship hangs on in this direction; @param there the other one */
  constructor(relationships: Relationships, here: IntegerColumn, there: IntegerColumn) {
    this.relationships = relationships;
    this.here = here;
    this.there = there;
  }

  /** The relationship has its type already. */
  add(relationship: number): void {
    const node = this.here.get(relationship);
    this.degrees.set(node, this.degrees.get(node) + 1);
    const last = this.last.get(node);
    if (last === NONE) this.first.set(node, relationship);
    else this.next.set(last, relationship);
    this.last.set(node, relationship);
    this.next.set(relationship, NONE);
    this.chained += 1;
    this.hubs.add(node, this.relationships.typeOf(relationship), relationship);
  }

  /** The relationship stays in its place as a tombstone. */
  remove(relationship: number): void {
    const node = this.here.get(relationship);
    this.degrees.set(node, this.degrees.get(node) - 1);
    this.tombstones += 1;
    this.hubs.forget(node);
  }

  /** A tombstone comes to life again. Its place was kept, since nothing is rebuilt in a transaction. */
  restore(relationship: number): void {
    const node = this.here.get(relationship);
    this.degrees.set(node, this.degrees.get(node) + 1);
    this.tombstones -= 1;
    this.hubs.forget(node);
  }

  /** `types` null: all. A list never holds a type twice. */
  degree(node: number, types: readonly number[] | null): number {
    if (types === null) return this.degrees.get(node);
    let count = 0;
    for (const type of types) count += this.degreeOfType(node, type);
    return count;
  }

  /** In the order of making; `type` null: all. */
  walk(node: number, type: number | null, visit: Visit): boolean {
    if (type !== null && this.degrees.get(node) >= HUB_FROM) {
      for (const relationship of this.hubList(node, type))
        if (!visit(relationship, this.there.get(relationship))) return false;
      return true;
    }
    return this.walkCompact(node, type, visit) && (this.chained === 0 || this.walkChain(node, type, visit));
  }

  /** Called between transactions, never under a visitor. */
  rebuildWhenDue(nodeBound: number): void {
    const loose = this.chained + this.tombstones;
    if (loose >= REBUILD_FROM && loose * 10 >= this.relationships.bound) this.rebuild(nodeBound);
  }

  get bytes(): number {
    const columns = [this.first, this.last, this.next, this.degrees];
    return columns.reduce(
      (bytes, column) => bytes + column.bytes,
      this.offsets.byteLength + this.compact.byteLength + this.others.byteLength,
    );
  }

  /** A length for a hub, a short walk else. */
  private degreeOfType(node: number, type: number): number {
    if (this.degrees.get(node) >= HUB_FROM) return this.hubList(node, type).length;
    let count = 0;
    this.walk(node, type, () => (count += 1) > 0);
    return count;
  }

  private walkCompact(node: number, type: number | null, visit: Visit): boolean {
    const { offsets, compact, others, relationships } = this;
    if (node + 1 >= offsets.length) return true;
    const end = offsets[node + 1] as number;
    let at = offsets[node] as number;
    if (type !== null) {
      for (; at < end; at += 1) {
        const relationship = compact[at] as number;
        if (relationships.typeOf(relationship) === type && !visit(relationship, others[at] as number)) return false;
      }
    } else if (this.tombstones > 0) {
      for (; at < end; at += 1) {
        const relationship = compact[at] as number;
        if (relationships.has(relationship) && !visit(relationship, others[at] as number)) return false;
      }
    } else for (; at < end; at += 1) if (!visit(compact[at] as number, others[at] as number)) return false;
    return true;
  }

  private walkChain(node: number, type: number | null, visit: Visit): boolean {
    const { next, relationships } = this;
    for (let at = this.first.get(node); at !== NONE; at = next.get(at)) {
      const isWanted = type === null ? relationships.has(at) : relationships.typeOf(at) === type;
      if (isWanted && !visit(at, this.there.get(at))) return false;
    }
    return true;
  }

  private hubList(node: number, type: number): readonly number[] {
    return this.hubs.of(node, type, (add) => {
      const keep: Visit = (relationship) => {
        add(this.relationships.typeOf(relationship), relationship);
        return true;
      };
      this.walkCompact(node, null, keep);
      this.walkChain(node, null, keep);
    });
  }

  private rebuild(nodeBound: number): void {
    const { here, there, relationships } = this;
    const offsets = new Int32Array(nodeBound + 1);
    for (let at = 0; at < relationships.bound; at += 1) {
      const place = here.get(at) + 1;
      if (relationships.has(at)) offsets[place] = (offsets[place] as number) + 1;
    }
    for (let node = 0; node < nodeBound; node += 1)
      offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
    const compact = new Int32Array(offsets[nodeBound] as number);
    const others = new Int32Array(compact.length);
    const fill = offsets.slice();
    for (let at = 0; at < relationships.bound; at += 1) {
      if (!relationships.has(at)) continue;
      const place = fill[here.get(at)] as number;
      compact[place] = at;
      others[place] = there.get(at);
      fill[here.get(at)] = place + 1;
    }
    Object.assign(this, { offsets, compact, others, chained: 0, tombstones: 0 });
    for (const column of [this.first, this.last, this.next]) column.truncate(0);
  }
}
