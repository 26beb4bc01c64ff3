import type { Budget } from "../../budget.ts";
import { CypherError } from "../../errors.ts";
import type { Aggregate } from "../aggregate.ts";
import { isNumber, kindOf, toDouble } from "../kind.ts";
import { Float, type Value } from "../value.ts";
import { orderValues } from "./ordering.ts";

export function deviation(less: 0 | 1): Aggregate {
  return new Deviation(less);
}

export function percentileCont(budget: Budget): Aggregate {
  return new Percentile("percentileCont", betweenNeighbours, budget);
}

export function percentileDisc(budget: Budget): Aggregate {
  return new Percentile("percentileDisc", nearest, budget);
}

/** Standard deviation of a sample (`less` is 1) or of a population (`less` is 0). */
class Deviation implements Aggregate {
  private count = 0;
  private mean = 0;
  private squares = 0;

  private readonly less: 0 | 1;

  constructor(less: 0 | 1) {
    this.less = less;
  }

  add(value: Value): void {
    if (!isNumber(value)) throw noNumber("stDev", value);
    const x = toDouble(value);
    this.count += 1;
    const before = x - this.mean;
    this.mean += before / this.count;
    this.squares += before * (x - this.mean);
  }

  result(): Value {
    const { count, less, squares } = this;
    return count === 0 ? null : new Float(count === 1 ? 0 : Math.sqrt(squares / (count - less)));
  }
}

type SortedNumbers = readonly (number | bigint | Float)[];

/** percentileCont: linear interpolation between the two nearest values. */
function betweenNeighbours(sorted: SortedNumbers, share: number): Value {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  const [a, b] = [sorted[low] ?? 0, sorted[high] ?? 0];
  if (low === high) return a;
  return new Float(toDouble(a) * (high - at) + toDouble(b) * (at - low));
}

/** percentileDisc: the nearest value. */
function nearest(sorted: SortedNumbers, share: number): Value {
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
}

class Percentile implements Aggregate {
  private readonly values: (number | bigint | Float)[] = [];
  private share: number | null = null;

  private readonly name: string;
  private readonly pick: (sorted: SortedNumbers, share: number) => Value;
  private readonly budget: Budget;

  constructor(name: string, pick: (sorted: SortedNumbers, share: number) => Value, budget: Budget) {
    this.name = name;
    this.pick = pick;
    this.budget = budget;
  }

  add(value: Value, second: Value): void {
    this.share ??= this.shareOf(second);
    if (!isNumber(value)) throw noNumber(this.name, value);
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
    // Like Neo4j, which reads NaN as 0.
    const share = toDouble(given) || 0;
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

function noNumber(name: string, value: Value): CypherError {
  return new CypherError("TypeError", `${name}() takes numbers, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}
