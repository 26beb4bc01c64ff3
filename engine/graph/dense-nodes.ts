/**
 * For nodes with many relationships: those of each type in a list, made when first asked for and kept in step with
 * what is added. So one rare type at a hub is found without walking past all others, and its degree is a length.
 */
export class HubLists {
  private readonly byNode = new Map<number, Map<number, number[]>>();

  /** `fill` hands over everything that hangs on the node when it is not known yet. */
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
