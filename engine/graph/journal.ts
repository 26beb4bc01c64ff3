import type { Change } from "./graph.ts";

interface Mark {
  readonly changes: number;
  readonly undoing: number;
}

/**
 * What open transactions did, and how each step is undone. Transactions nest: an inner one that ends becomes a part of
 * the one around it, an inner one that is rolled back leaves the outer one as it was.
 */
export class Journal {
  private readonly changes: Change[] = [];
  private readonly undoing: (() => void)[] = [];
  private readonly marks: Mark[] = [];

  get isOpen(): boolean {
    return this.marks.length > 0;
  }

  begin(): void {
    this.marks.push({ changes: this.changes.length, undoing: this.undoing.length });
  }

  /** What was recorded since the begin that this ends; nothing when nothing was begun. */
  commit(): Change[] {
    const mark = this.marks.pop();
    if (mark === undefined) return [];
    const made = this.changes.slice(mark.changes);
    if (this.marks.length === 0) this.forget({ changes: 0, undoing: 0 });
    return made;
  }

  rollback(): void {
    const mark = this.marks.pop();
    if (mark === undefined) return;
    for (let at = this.undoing.length - 1; at >= mark.undoing; at -= 1) this.undoing[at]?.();
    this.forget(mark);
  }

  /** Only while `isOpen`; callers ask first, so that no record is made for nothing. */
  record(change: Change, undo: () => void): void {
    this.changes.push(change);
    this.undoing.push(undo);
  }

  private forget(mark: Mark): void {
    this.changes.length = mark.changes;
    this.undoing.length = mark.undoing;
  }
}
