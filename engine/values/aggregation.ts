import { CypherError } from "../errors.ts";
import { onDemand } from "../on-demand.ts";
import type { Budget } from "../run/budget.ts";
import { add, integer } from "./arithmetic.ts";
import { groupKey, type GroupKey } from "./grouping.ts";
import { isInteger, isNumber, kindOf, toDouble } from "./kind.ts";
import { charge, holdLarge, measured, weightOf } from "./measure.ts";
import { orderValues } from "./ordering.ts";
import { signature, type Signature } from "./signature.ts";
import { meanDuration } from "./temporal-arithmetic.ts";
import { DurationValue, Float, type Value } from "./value.ts";

/** One running aggregate of one group. */
export interface Aggregate {
  /** The further arguments (a percentile) are those of the first row. */
  add(value: Value, second: Value): void;
  result(): Value;
}

/** How values are spread: deviations and percentiles. */
export const distributions = onDemand("stDev() and percentiles", () => import("./distribution.ts"));

const MAKERS: Readonly<Record<string, (budget: Budget) => Aggregate>> = {
  count: () => {
    let count = 0;
    return { add: () => void (count += 1), result: () => count };
  },
  collect: (budget) => {
    const items: Value[] = [];
    return {
      add: (value) => {
        budget.hold(weightOf(value));
        items.push(value);
      },
      result: () => measured(items, budget),
    };
  },
  sum: (budget) => {
    let total: Value = null;
    return { add: (value) => void (total = plus("sum", total, value, budget)), result: () => total ?? 0 };
  },
  avg: (budget) => {
    let [count, mean] = [0, 0];
    let durations: DurationValue | null = null;
    return {
      add: (value) => {
        count += 1;
        // As Neo4j, each number moves the mean by its share: a sum would overflow, and has another last digit.
        if (isNumber(value) && durations === null) mean += shareOf(toDouble(value), mean, count);
        else durations = plus("avg", count === 1 ? null : (durations ?? 0), value, budget) as DurationValue;
      },
      result: () => (count === 0 ? null : durations === null ? new Float(mean) : meanDuration(durations, count)),
    };
  },
  min: (budget) => extreme(-1, budget),
  max: (budget) => extreme(1, budget),
  ...Object.fromEntries(
    ["stdev", "stdevp", "percentilecont", "percentiledisc"].map((name) => [
      name,
      (budget: Budget) => distributions.part().makeDistribution(name, budget),
    ]),
  ),
};

export const AGGREGATES: ReadonlySet<string> = new Set(Object.keys(MAKERS));

export function isAggregate(name: string): boolean {
  return AGGREGATES.has(name.toLowerCase());
}

const AMOUNT = "INTEGER | FLOAT | DURATION";

const SIGNATURES: Readonly<Record<string, Signature>> = {
  count: signature("ANY -> INTEGER"),
  collect: signature("T -> LIST<T>"),
  sum: signature(`${AMOUNT} -> ${AMOUNT}`),
  avg: signature(`${AMOUNT} -> ${AMOUNT}`),
  min: signature("T -> T"),
  max: signature("T -> T"),
  stdev: signature("FLOAT -> FLOAT"),
  stdevp: signature("FLOAT -> FLOAT"),
  percentilecont: signature("FLOAT, FLOAT -> FLOAT"),
  percentiledisc: signature("INTEGER | FLOAT, FLOAT -> INTEGER | FLOAT"),
};

/** What an aggregating function takes and gives; null when it is none. */
export function aggregateSignature(name: string): Signature | null {
  return isAggregate(name) ? (SIGNATURES[name.toLowerCase()] ?? null) : null;
}

/** How many arguments it takes: a percentile is the second. */
export function aggregateArity(name: string): number {
  return aggregateSignature(name)?.minArgs ?? 1;
}

/** A new aggregate; null is passed over, and with `distinct` so is what was there before. */
export function makeAggregate(name: string, distinct: boolean, budget: Budget): Aggregate {
  const make = MAKERS[name.toLowerCase()];
  if (make === undefined)
    throw new CypherError("SyntaxError", `Unknown function '${name}'`, { detail: "UnknownFunction" });
  const inner = make(budget);
  const seen = distinct ? new Set<GroupKey>() : null;
  return {
    add: (value, second) => {
      if (value === null) return;
      if (seen !== null) {
        charge(value, budget);
        const key = groupKey(value);
        if (seen.has(key)) return;
        budget.hold(weightOf(value));
        seen.add(key);
      }
      inner.add(value, second);
    },
    result: () => inner.result(),
  };
}

function checked(name: string, value: Value): Value {
  if (isNumber(value) || value instanceof DurationValue) return value;
  throw new CypherError("TypeError", `${name}() takes numbers or durations, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/** What a number moves a mean by; one that has no end, or comes to one that has none, by all of it. */
function shareOf(value: number, mean: number, count: number): number {
  return Number.isFinite(value) && Number.isFinite(mean) ? (value - mean) / count : value;
}

/** Sums go on as doubles when they leave 64 bits, as Neo4j's do. */
function plus(name: string, total: Value, value: Value, budget: Budget): Value {
  if (typeof total === "number" && typeof value === "number") {
    const sum = total + value;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const next = checked(name, value);
  if (total === null) return next instanceof DurationValue ? next : add(0, next, budget);
  if (isNumber(total) !== isNumber(next))
    throw new CypherError("TypeError", `${name}() cannot mix numbers and durations`, { detail: "InvalidArgumentType" });
  if (isInteger(total) && isInteger(next)) {
    const exact = BigInt(total) + BigInt(next);
    return exact > 9223372036854775807n || exact < -9223372036854775808n ? new Float(Number(exact)) : integer(exact);
  }
  return add(total, next, budget);
}

function extreme(sign: 1 | -1, budget: Budget): Aggregate {
  let best: Value = null;
  let held = 0;
  return {
    add: (value) => {
      charge(value, budget);
      if (best !== null && orderValues(value, best) * sign <= 0) return;
      best = value;
      budget.release(held);
      held = holdLarge(value, budget);
    },
    result: () => best,
  };
}
