import type { Change } from "./graph.ts";

/** Takes a change back. `before` is what was handed over with it: what is needed and the change does not tell. */
export type Undo = (change: Change, before: unknown) => void;

/**
 * What open transactions did, in order. Transactions nest: an inner one that ends becomes a part of the one around it,
 * an inner one that is rolled back leaves the outer one as it was.
 */
export class Journal {
  private readonly changes: Change[] = [];
  private readonly befores: unknown[] = [];
  /** How many changes there were at each begin. */
  private readonly marks: number[] = [];

  private readonly undo: Undo;

  constructor(undo: Undo) {
    this.undo = undo;
  }

  get isOpen(): boolean {
    return this.marks.length > 0;
  }

  /** Changes of all open transactions. */
  get length(): number {
    return this.changes.length;
  }

  begin(): void {
    this.marks.push(this.changes.length);
  }

  /** What was recorded since the begin that this ends; nothing when nothing was begun. */
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

  /** Only while `isOpen`; callers ask first, so that no record is made for nothing. */
  record(change: Change, before: unknown): void {
    this.changes.push(change);
    this.befores.push(before);
  }

  private forget(from: number): void {
    this.changes.length = from;
    this.befores.length = from;
  }
}
