import type { Change } from "./graph.ts";

/** Undoes a change. `before` is what was recorded with it: the state that the change does not contain. */
export type Undo = (change: Change, before: unknown) => void;

/**
 * The changes of open transactions, in order. Transactions nest: the commit of an inner one adds its changes to the
 * outer one, its rollback leaves the outer one as it was.
 */
export class Journal {
  private readonly changes: Change[] = [];
  private readonly befores: unknown[] = [];
  /** The number of changes at each begin. */
  private readonly marks: number[] = [];

  private readonly undo: Undo;

  constructor(undo: Undo) {
    this.undo = undo;
  }

  get isOpen(): boolean {
    return this.marks.length > 0;
  }

  /** The number of changes in all open transactions. */
  get length(): number {
    return this.changes.length;
  }

  begin(): void {
    this.marks.push(this.changes.length);
  }

  /** Returns the changes since the matching begin; empty without one. */
  commit(): Change[] {
    const mark = this.marks.pop();
    if (mark === undefined) return [];
    const made = this.changes.slice(mark);
    if (this.marks.length === 0) this.forget(0);
    return made;
  }

  rollback(): void {
    const mark = this.marks.pop();
    if (mark === undefined) return;
    for (let at = this.changes.length - 1; at >= mark; at -= 1) this.undo(this.changes[at] as Change, this.befores[at]);
    this.forget(mark);
  }

  /** Call it only while `isOpen`; the caller checks first to avoid building a record in vain. */
  record(change: Change, before: unknown): void {
    this.changes.push(change);
    this.befores.push(before);
  }

  private forget(from: number): void {
    this.changes.length = from;
    this.befores.length = from;
  }
}
