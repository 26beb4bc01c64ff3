import { CypherError } from "../errors.ts";
import type { Budget } from "../run/budget.ts";
import type { Aggregate } from "./aggregation.ts";
import { isNumber, kindOf, toDouble } from "./kind.ts";
import { orderValues } from "./ordering.ts";
import { Float, type Value } from "./value.ts";

/** stDev, stDevP, percentileCont or percentileDisc, by its name in small letters. */
export function makeDistribution(name: string, budget: Budget): Aggregate {
  switch (name) {
    case "stdev":
      return deviation(1);
    case "stdevp":
      return deviation(0);
    case "percentilecont":
      return percentile("percentileCont", budget, between);
    default:
      return percentile("percentileDisc", budget, nearest);
  }
}

type Numbers = readonly (number | bigint | Float)[];

/** The number at a share of the way, between two of them by how near it is to each. */
function between(sorted: Numbers, share: number): Value {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  const [a, b] = [sorted[low] ?? 0, sorted[high] ?? 0];
  return low === high ? a : new Float(toDouble(a) * (high - at) + toDouble(b) * (at - low));
}

/** The first number that has a share of all at or before it. */
function nearest(sorted: Numbers, share: number): Value {
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
}

function noNumber(name: string, value: Value): CypherError {
  return new CypherError("TypeError", `${name}() takes numbers, not ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

function deviation(less: 0 | 1): Aggregate {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      if (!isNumber(value)) throw noNumber("stDev", value);
      const x = toDouble(value);
      count += 1;
      const before = x - mean;
      mean += before / count;
      squares += before * (x - mean);
    },
    result: () => (count === 0 ? null : new Float(count === 1 ? 0 : Math.sqrt(squares / (count - less)))),
  };
}

function percentile(name: string, budget: Budget, pick: (sorted: Numbers, share: number) => Value): Aggregate {
  const values: (number | bigint | Float)[] = [];
  let share: number | null = null;
  return {
    add: (value, second) => {
      if (share === null) {
        if (!isNumber(second))
          throw new CypherError("TypeError", `${name}() needs a number from 0 to 1`, { detail: "InvalidArgumentType" });
        // As Neo4j, which takes what is no number for 0.
        share = toDouble(second) || 0;
        if (share < 0 || share > 1) {
          throw new CypherError("ArgumentError", `${name}() needs a number from 0 to 1, got ${share}`, {
            detail: "NumberOutOfRange",
          });
        }
      }
      if (!isNumber(value)) throw noNumber(name, value);
      budget.hold(1);
      values.push(value);
    },
    result: () => (values.length === 0 ? null : pick(sortedNumbers(values, budget), share ?? 0)),
  };
}

function sortedNumbers(values: Numbers, budget: Budget): Numbers {
  return values.toSorted((a, b) => {
    budget.spend(1);
    return orderValues(a, b);
  });
}
