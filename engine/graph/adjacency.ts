import { DenseNodes } from "./dense-nodes.ts";
import { IntegerColumn } from "./integer-column.ts";
import type { Relationships } from "./relationships.ts";

const NONE = -1;
const REBUILD_FROM = 1_000;
/** From this degree on, a node is dense: its relationships are also grouped by type once they are asked for. */
const HUB_FROM = 48;

/** A visitor of relationships; it returns false to end the iteration. */
export type Visit = (relationship: number, other: number) => boolean;

/**
 * The relationships at each node, in one direction. Compact arrays hold the state of the last rebuild; a linked chain
 * per node (first, last, next) holds later ones. It is rebuilt when chains and tombstones are a tenth of all.
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

  /** @param here the end node that indexes the relationships in this direction; @param there the other one */
  constructor(relationships: Relationships, here: IntegerColumn, there: IntegerColumn) {
    this.relationships = relationships;
    this.here = here;
    this.there = there;
  }

  /** The type of the relationship must already be stored. */
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

  /** Leaves the relationship in place as a tombstone. */
  remove(relationship: number): void {
    const node = this.here.get(relationship);
    this.degrees.set(node, this.degrees.get(node) - 1);
    this.tombstones += 1;
    this.hubs.forget(node);
  }

  /** Revives a tombstone. It is still in place, since nothing is rebuilt inside a transaction. */
  restore(relationship: number): void {
    const node = this.here.get(relationship);
    this.degrees.set(node, this.degrees.get(node) + 1);
    this.tombstones -= 1;
    this.hubs.forget(node);
  }

  /** `types` null: all. A list has no type twice. */
  degree(node: number, types: readonly number[] | null): number {
    if (types === null) return this.degrees.get(node);
    let count = 0;
    for (const type of types) count += this.degreeOfType(node, type);
    return count;
  }

  /** In creation order; `type` null: all. */
  walk(node: number, type: number | null, visit: Visit): boolean {
    if (type !== null && this.degrees.get(node) >= HUB_FROM) {
      for (const relationship of this.hubList(node, type))
        if (!visit(relationship, this.there.get(relationship))) return false;
      return true;
    }
    return this.walkCompact(node, type, visit) && (this.chained === 0 || this.walkChain(node, type, visit));
  }

  /** Must be called between transactions, never while a visitor runs. */
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

  /** Reads the length of the group of a dense node; else iterates over the relationships. */
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
