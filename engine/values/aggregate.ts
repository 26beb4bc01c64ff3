import type { Value } from "./value.ts";

/** The running aggregate of one group. Its callers skip null values. */
export interface Aggregate {
  /** `second` is the second argument (a percentile); only that of the first row counts. */
  add(value: Value, second: Value): void;
  result(): Value;
}
