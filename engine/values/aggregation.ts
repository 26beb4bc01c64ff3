import { CypherError } from "../errors.ts";
import type { Budget } from "../run/budget.ts";
import { add, divide, integer } from "./arithmetic.ts";
import { groupKey, type GroupKey } from "./grouping.ts";
import { isInteger, isNumber, kindOf, toDouble } from "./kind.ts";
import { charge, holdLarge, measured, weightOf } from "./measure.ts";
import { orderValues } from "./ordering.ts";
import { signature, type Signature } from "./signature.ts";
import { DurationValue, Float, type Value } from "./value.ts";

/** One running aggregate of one group. No value it is given is null. */
export interface Aggregate {
  /** The further arguments (a percentile) are those of the first row. */
  add(value: Value, second: Value): void;
  result(): Value;
}

/** Made once for each group: classes, since closures would be made anew and take several times the room. */
const MAKERS: Readonly<Record<string, (budget: Budget) => Aggregate>> = {
  count: () => new Count(),
  collect: (budget) => new Collect(budget),
  sum: (budget) => new Sum(budget),
  avg: (budget) => new Average(budget),
  min: (budget) => new Extreme(-1, budget),
  max: (budget) => new Extreme(1, budget),
  stdev: () => new Deviation(1),
  stdevp: () => new Deviation(0),
  percentilecont: (budget) => new Percentile("percentileCont", betweenNeighbours, budget),
  percentiledisc: (budget) => new Percentile("percentileDisc", nearest, budget),
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

/** A new aggregate; it is given no null, and with `distinct` passes over what was there before. */
export function makeAggregate(name: string, distinct: boolean, budget: Budget): Aggregate {
  const make = MAKERS[name.toLowerCase()];
  if (make === undefined)
    throw new CypherError("SyntaxError", `Unknown function '${name}'`, { detail: "UnknownFunction" });
  return distinct ? new Distinct(make(budget), budget) : make(budget);
}

class Distinct implements Aggregate {
  private readonly seen = new Set<GroupKey>();

  constructor(
    private readonly inner: Aggregate,
    private readonly budget: Budget,
  ) {}

  add(value: Value, second: Value): void {
    charge(value, this.budget);
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

  constructor(private readonly budget: Budget) {}

  add(value: Value): void {
    this.budget.hold(weightOf(value));
    this.items.push(value);
  }

  result(): Value {
    return measured(this.items, this.budget);
  }
}

class Sum implements Aggregate {
  private total: Value = 0;

  constructor(private readonly budget: Budget) {}

  add(value: Value): void {
    this.total = plus("sum", this.total, value, this.budget);
  }

  result(): Value {
    return this.total;
  }
}

class Average implements Aggregate {
  private total: Value = null;
  private count = 0;

  constructor(private readonly budget: Budget) {}

  add(value: Value): void {
    this.total = this.total === null ? checked("avg", value) : plus("avg", this.total, value, this.budget);
    this.count += 1;
  }

  result(): Value {
    const { total, count } = this;
    if (total === null) return null;
    return total instanceof DurationValue ? divide(total, count) : new Float(toDouble(total as number) / count);
  }
}

function checked(name: string, value: Value): Value {
  if (isNumber(value) || value instanceof DurationValue) return value;
  throw new CypherError("TypeError", `${name}() takes numbers or durations, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/** Sums go on as doubles when they leave 64 bits, as Neo4j's do. */
function plus(name: string, total: Value, value: Value, budget: Budget): Value {
  if (typeof total === "number" && typeof value === "number") {
    const sum = total + value;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const next = checked(name, value);
  if (total === 0 && next instanceof DurationValue) return next;
  if (isNumber(total) !== isNumber(next))
    throw new CypherError("TypeError", `${name}() cannot mix numbers and durations`, { detail: "InvalidArgumentType" });
  if (isInteger(total) && isInteger(next)) {
    const exact = BigInt(total) + BigInt(next);
    return exact > 9223372036854775807n || exact < -9223372036854775808n ? new Float(Number(exact)) : integer(exact);
  }
  return add(total, next, budget);
}

/** min with sign -1, max with 1. */
class Extreme implements Aggregate {
  private best: Value = null;
  private held = 0;

  constructor(
    private readonly sign: 1 | -1,
    private readonly budget: Budget,
  ) {}

  add(value: Value): void {
    const { best, budget } = this;
    charge(value, budget);
    if (best !== null && orderValues(value, best) * this.sign <= 0) return;
    this.best = value;
    budget.release(this.held);
    this.held = holdLarge(value, budget);
  }

  result(): Value {
    return this.best;
  }
}

/** Of a sample, which counts one `less`, or of all. */
class Deviation implements Aggregate {
  private count = 0;
  private mean = 0;
  private squares = 0;

  constructor(private readonly less: 0 | 1) {}

  add(value: Value): void {
    const x = toDouble(checked("stDev", value) as number);
    this.count += 1;
    const before = x - this.mean;
    this.mean += before / this.count;
    this.squares += before * (x - this.mean);
  }

  result(): Value {
    const { count, less, squares } = this;
    return count === 0 ? null : new Float(count <= less ? 0 : Math.sqrt(squares / (count - less)));
  }
}

type SortedNumbers = readonly (number | bigint | Float)[];

/** percentileCont: on the line between the two next to it. */
function betweenNeighbours(sorted: SortedNumbers, share: number): Value {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  const [a, b] = [sorted[low] ?? 0, sorted[high] ?? 0];
  if (low === high) return a;
  return new Float(toDouble(a) + (toDouble(b) - toDouble(a)) * (at - low));
}

/** percentileDisc: one of the values. */
function nearest(sorted: SortedNumbers, share: number): Value {
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
}

class Percentile implements Aggregate {
  private readonly values: (number | bigint | Float)[] = [];
  private share: number | null = null;

  constructor(
    private readonly name: string,
    private readonly pick: (sorted: SortedNumbers, share: number) => Value,
    private readonly budget: Budget,
  ) {}

  add(value: Value, second: Value): void {
    this.share ??= this.shareOf(second);
    if (!isNumber(value))
      throw new CypherError("TypeError", `${this.name}() takes numbers, not ${kindOf(value)}`, {
        detail: "InvalidArgumentType",
      });
    this.budget.hold(1);
    this.values.push(value);
  }

  result(): Value {
    return this.values.length === 0 ? null : this.pick(sortedNumbers(this.values, this.budget), this.share ?? 0);
  }

  private shareOf(given: Value): number {
    if (!isNumber(given))
      throw new CypherError("TypeError", `${this.name}() needs a number from 0 to 1`, {
        detail: "InvalidArgumentType",
      });
    const share = toDouble(given);
    if (share >= 0 && share <= 1) return share;
    throw new CypherError("ArgumentError", `${this.name}() needs a number from 0 to 1, got ${share}`, {
      detail: "NumberOutOfRange",
    });
  }
}

function sortedNumbers(values: SortedNumbers, budget: Budget): SortedNumbers {
  return values.toSorted((a, b) => {
    budget.spend(1);
    return orderValues(a, b);
  });
}
