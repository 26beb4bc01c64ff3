import type { Budget } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Aggregate } from "../aggregate.ts";
import { chargeWork, allocate, checkSize, weightOf } from "../allocation.ts";
import { isInteger, isNumber, kindOf, toDouble } from "../kind.ts";
import { integer } from "../numbers.ts";
import { signature, type Signature } from "../signature.ts";
import { meanDuration } from "../temporal/arithmetic.ts";
import { DurationValue, Float, type Value } from "../value.ts";
import { add } from "./arithmetic.ts";
import { groupKey, type GroupKey } from "./group-key.ts";
import { orderValues } from "./ordering.ts";
import { deviation, percentileCont, percentileDisc } from "./statistics.ts";

/** One instance per group. They are classes, since closures per group take several times the memory. */
const MAKERS: Readonly<Record<string, (budget: Budget) => Aggregate>> = {
  count: () => new Count(),
  collect: (budget) => new Collect(budget),
  sum: (budget) => new Sum(budget),
  avg: (budget) => new Average(budget),
  min: (budget) => new Extreme(-1, budget),
  max: (budget) => new Extreme(1, budget),
  stdev: () => deviation(1),
  stdevp: () => deviation(0),
  percentilecont: (budget) => percentileCont(budget),
  percentiledisc: (budget) => percentileDisc(budget),
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

/** The signature of an aggregating function; null when the name is none. */
export function aggregateSignature(name: string): Signature | null {
  return isAggregate(name) ? (SIGNATURES[name.toLowerCase()] ?? null) : null;
}

/** The number of its arguments: the second one is a percentile. */
export function aggregateArity(name: string): number {
  return aggregateSignature(name)?.minArgs ?? 1;
}

/** Creates an aggregate. Its caller skips nulls; with `distinct` it ignores repeated values. */
export function makeAggregate(name: string, distinct: boolean, budget: Budget): Aggregate {
  const make = MAKERS[name.toLowerCase()];
  if (make === undefined)
    throw new CypherError("SyntaxError", `Unknown function '${name}'`, { detail: "UnknownFunction" });
  return distinct ? new Distinct(make(budget), budget) : make(budget);
}

class Distinct implements Aggregate {
  private readonly seen = new Set<GroupKey>();

  private readonly inner: Aggregate;
  private readonly budget: Budget;

  constructor(inner: Aggregate, budget: Budget) {
    this.inner = inner;
    this.budget = budget;
  }

  add(value: Value, second: Value): void {
    chargeWork(value, this.budget);
    const key = groupKey(value);
    if (this.seen.has(key)) return;
    this.budget.hold(weightOf(value));
    this.seen.add(key);
    this.inner.add(value, second);
  }

  result(): Value {
    return this.inner.result();
  }
}

class Count implements Aggregate {
  private count = 0;

  add(): void {
    this.count += 1;
  }

  result(): Value {
    return this.count;
  }
}

class Collect implements Aggregate {
  private readonly items: Value[] = [];

  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  add(value: Value): void {
    this.budget.hold(weightOf(value));
    this.items.push(value);
  }

  result(): Value {
    return checkSize(this.items, this.budget);
  }
}

class Sum implements Aggregate {
  private total: Value = null;

  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  add(value: Value): void {
    this.total = plus("sum", this.total, value, this.budget);
  }

  result(): Value {
    return this.total ?? 0;
  }
}

class Average implements Aggregate {
  private count = 0;
  private mean = 0;
  private durations: DurationValue | null = null;

  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  add(value: Value): void {
    this.count += 1;
    // Like Neo4j, updates the mean incrementally: a sum could overflow, and differs in the last digit.
    if (isNumber(value) && this.durations === null) this.mean += shareOf(toDouble(value), this.mean, this.count);
    else
      this.durations = plus(
        "avg",
        this.count === 1 ? null : (this.durations ?? 0),
        value,
        this.budget,
      ) as DurationValue;
  }

  result(): Value {
    const { count, durations, mean } = this;
    if (count === 0) return null;
    return durations === null ? new Float(mean) : meanDuration(durations, count);
  }
}

function checked(name: string, value: Value): Value {
  if (isNumber(value) || value instanceof DurationValue) return value;
  throw new CypherError("TypeError", `${name}() takes numbers or durations, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/** The change of a mean by a number; all of it when either is infinite or NaN. */
function shareOf(value: number, mean: number, count: number): number {
  return Number.isFinite(value) && Number.isFinite(mean) ? (value - mean) / count : value;
}

/** Adds to a sum. Like Neo4j's, an integer sum continues as a double beyond 64 bits. */
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

/** min with sign -1, max with sign 1. */
class Extreme implements Aggregate {
  private best: Value = null;
  private held = 0;

  private readonly sign: 1 | -1;
  private readonly budget: Budget;

  constructor(sign: 1 | -1, budget: Budget) {
    this.sign = sign;
    this.budget = budget;
  }

  add(value: Value): void {
    const { best, budget } = this;
    chargeWork(value, budget);
    if (best !== null && orderValues(value, best) * this.sign <= 0) return;
    this.best = value;
    budget.release(this.held);
    this.held = allocate(value, budget);
  }

  result(): Value {
    return this.best;
  }
}
