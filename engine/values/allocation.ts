import type { Budget } from "../budget.ts";
import { CypherError } from "../errors.ts";
import { PathValue, type Value } from "./value.ts";

interface Measure {
  readonly depth: number;
  /** The number of values inside; a value that occurs twice counts twice, as it would when it is written out. */
  readonly size: number;
}

type Nest = readonly Value[] | ReadonlyMap<string, Value>;

const FLAT: Measure = { depth: 0, size: 1 };
const measures = new WeakMap<Nest, Measure>();

function isNest(value: Value): value is Nest {
  return typeof value === "object" && (Array.isArray(value) || value instanceof Map);
}

/** Measures the depth and size of a list or map that was just built. The result is cached. */
function measureOf(nest: Nest): Measure {
  const known = measures.get(nest);
  if (known !== undefined) return known;
  let [depth, size, nested] = [0, 1, false];
  for (const item of nest.values()) {
    if (isNest(item)) {
      const inner = measureOf(item);
      nested = true;
      depth = Math.max(depth, inner.depth);
      size += inner.size;
    } else size += typeof item === "string" ? weightOfText(item) : 1;
  }
  const measure = { depth: depth + 1, size };
  // A small flat one is measured again as quickly as its result is looked up.
  if (nested || size > 64) measures.set(nest, measure);
  return measure;
}

/** Returns a value that was just built; throws when it nests too deep or is too large. */
export function checkSize<T extends Value>(value: T, { limits }: Budget): T {
  const { depth, size } = isNest(value) ? measureOf(value) : FLAT;
  if (depth > limits.nesting)
    throw new CypherError("LimitExceeded", `A value nests more than ${limits.nesting} deep`, {
      detail: "NestingTooDeep",
    });
  if (size > limits.elements)
    throw new CypherError("LimitExceeded", `A value holds more than ${limits.elements} others`, {
      detail: "TooManyElements",
    });
  return value;
}

/** Charges the budget for one pass over a value. */
export function chargeWork(value: Value, budget: Budget): void {
  if (typeof value === "string") {
    if (value.length > 256) budget.spend(value.length >>> 6);
  } else if (isNest(value)) budget.spend(measureOf(value).size);
}

function weightOfText(text: string): number {
  return 1 + (text.length >>> 7);
}

const LARGE = 64;

/**
 * Accounts the memory of a value that stays alive during other work and returns how much to release; small values are
 * not counted.
 */
export function allocate(value: Value, budget: Budget): number {
  const isLarge = typeof value === "string" ? value.length > LARGE << 7 : typeof value === "object" && value !== null;
  if (!isLarge) return 0;
  const weight = weightOf(value);
  if (weight <= LARGE) return 0;
  budget.hold(weight);
  return weight;
}

/** The memory that a value takes, in the units of `Budget.hold`. */
export function weightOf(value: Value): number {
  if (typeof value === "string") return weightOfText(value);
  if (typeof value !== "object" || value === null) return 1;
  if (isNest(value)) return measureOf(value).size;
  return value instanceof PathValue ? 2 * value.nodes.length : 1;
}
