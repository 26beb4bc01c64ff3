/**
 * Relationship groups of dense nodes: for each type a list of its relationships, built on the first request and kept up
 * to date.
 */
export class DenseNodes {
  private readonly byNode = new Map<number, Map<number, number[]>>();

  /** When the node has no groups yet, `fill` adds all its relationships. */
  of(node: number, type: number, fill: (add: (type: number, relationship: number) => void) => void): readonly number[] {
    let lists = this.byNode.get(node);
    if (lists === undefined) {
      const made = new Map<number, number[]>();
      fill((itsType, relationship) => append(made, itsType, relationship));
      this.byNode.set(node, made);
      lists = made;
    }
    return lists.get(type) ?? [];
  }

  add(node: number, type: number, relationship: number): void {
    if (this.byNode.size === 0) return;
    const lists = this.byNode.get(node);
    if (lists !== undefined) append(lists, type, relationship);
  }

  forget(node: number): void {
    this.byNode.delete(node);
  }
}

function append(lists: Map<number, number[]>, type: number, relationship: number): void {
  const list = lists.get(type);
  if (list === undefined) lists.set(type, [relationship]);
  else list.push(relationship);
}
