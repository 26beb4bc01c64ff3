import { Bitmap } from "./bitmap.ts";
import { IntegerColumn } from "./integer-column.ts";

const DELETED = -1;

/** Type, start and end of every relationship. A deleted one keeps its ends, so that a rollback can restore it. */
export class Relationships {
  readonly start = new IntegerColumn(DELETED);
  readonly end = new IntegerColumn(DELETED);
  private readonly type = new IntegerColumn(DELETED);
  private readonly byType: (Bitmap | undefined)[] = [];
  count = 0;
  /** One more than the highest id ever assigned. */
  bound = 0;

  has(relationship: number): boolean {
    return this.type.get(relationship) !== DELETED;
  }

  /** -1 when it does not exist. */
  typeOf(relationship: number): number {
    return this.type.get(relationship);
  }

  countOfType(type: number): number {
    return this.byType[type]?.size ?? 0;
  }

  forEachOfType(type: number, visit: (relationship: number) => boolean): boolean {
    return this.byType[type]?.forEach(visit) ?? true;
  }

  isLoop(relationship: number): boolean {
    return this.start.get(relationship) === this.end.get(relationship);
  }

  put(relationship: number, type: number, start: number, end: number): void {
    this.bound = Math.max(this.bound, relationship + 1);
    this.start.set(relationship, start);
    this.end.set(relationship, end);
    this.type.set(relationship, type);
    while (this.byType.length <= type) this.byType.push(undefined);
    (this.byType[type] ??= new Bitmap()).add(relationship);
    this.count += 1;
  }

  delete(relationship: number): void {
    this.byType[this.type.get(relationship)]?.delete(relationship);
    this.type.set(relationship, DELETED);
    this.count -= 1;
  }

  get bytes(): number {
    return this.byType.reduce(
      (bytes, members) => bytes + (members?.bytes ?? 0),
      this.type.bytes + this.start.bytes + this.end.bytes,
    );
  }
}
