import type { Budget } from "../budget.ts";
import { weightOf } from "../values/allocation.ts";
import type { Value } from "../values/value.ts";

/** Accounts the memory of buffered rows; a value shared with the previous row counts once. */
export class RowMemory {
  private last: readonly Value[] = [];
  private held = 0;

  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** @throws CypherError LimitExceeded */
  keep(row: readonly Value[]): void {
    let weight = 1 + row.length;
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index] ?? null;
      const isLarge = typeof value === "string" || (typeof value === "object" && value !== null);
      if (isLarge && value !== this.last[index]) weight += weightOf(value);
    }
    this.last = row;
    this.held += weight;
    this.budget.hold(weight);
  }

  /** Releases one row. Values that it shared with the previous row were charged once and are released with this one. */
  drop(row: readonly Value[]): void {
    const weight = Math.min(this.held, weightOfRow(row));
    this.held -= weight;
    this.budget.release(weight);
  }

  forget(): void {
    this.budget.release(this.held);
    this.held = 0;
    this.last = [];
  }
}

function weightOfRow(row: readonly Value[]): number {
  return row.reduce<number>(
    (sum, value) => sum + (typeof value === "string" || typeof value === "object" ? weightOf(value) : 0),
    1 + row.length,
  );
}
