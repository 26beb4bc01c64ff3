import type { Value } from "./value.ts";

/** One running aggregate of one group. No value it is given is null. */
export interface Aggregate {
  /** The further arguments (a percentile) are those of the first row. */
  add(value: Value, second: Value): void;
  result(): Value;
}
