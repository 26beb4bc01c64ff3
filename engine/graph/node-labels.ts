import { Bitmap } from "./bitmap.ts";
import { IntegerColumn } from "./integer-column.ts";

/** A node with more labels does not share a numbered set: every set would be kept, each longer than the last. */
const MOST_IN_A_SET = 16;
const UNNUMBERED = -1;
const LABEL_ROOM = 2 ** 24;

/** The labels of nodes: one bitmap per label, and for each node the number of its label set. */
export class NodeLabels {
  private readonly nodesByLabel: (Bitmap | undefined)[] = [];
  private readonly setOf = new IntegerColumn(0);
  private readonly sets: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly grown = new Map<number, number>();

  has(node: number, label: number): boolean {
    return this.nodesByLabel[label]?.has(node) ?? false;
  }

  count(label: number): number {
    return this.nodesByLabel[label]?.size ?? 0;
  }

  /** Ascending by number. */
  of(node: number): number[] {
    const set = this.sets[this.setOf.get(node)];
    return set === undefined ? this.scan(node) : set.slice();
  }

  forEach(label: number, visit: (node: number) => boolean): boolean {
    return this.nodesByLabel[label]?.forEach(visit) ?? true;
  }

  /** Returns whether the label was new. */
  add(node: number, label: number): boolean {
    while (this.nodesByLabel.length <= label) this.nodesByLabel.push(undefined);
    const nodes = (this.nodesByLabel[label] ??= new Bitmap());
    if (!nodes.add(node)) return false;
    this.setOf.set(node, this.grow(this.setOf.get(node), label));
    return true;
  }

  /** Returns whether the node had the label. */
  remove(node: number, label: number): boolean {
    if (!(this.nodesByLabel[label]?.delete(node) ?? false)) return false;
    const before = this.sets[this.setOf.get(node)];
    const left = before === undefined ? this.scan(node) : before.filter((other) => other !== label);
    this.setOf.set(node, this.number(left));
    return true;
  }

  get bytes(): number {
    return this.nodesByLabel.reduce((bytes, nodes) => bytes + (nodes?.bytes ?? 0), this.setOf.bytes);
  }

  private grow(set: number, label: number): number {
    const before = this.sets[set];
    if (before === undefined) return UNNUMBERED;
    const step = set * LABEL_ROOM + label;
    const known = this.grown.get(step);
    if (known !== undefined) return known;
    const number = this.number([...before, label].toSorted((a, b) => a - b));
    this.grown.set(step, number);
    return number;
  }

  private number(set: readonly number[]): number {
    if (set.length > MOST_IN_A_SET) return UNNUMBERED;
    const key = set.join(" ");
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.sets.length);
    this.sets.push(set);
    return this.sets.length - 1;
  }

  private scan(node: number): number[] {
    const found: number[] = [];
    for (let label = 0; label < this.nodesByLabel.length; label += 1) if (this.has(node, label)) found.push(label);
    return found;
  }
}
