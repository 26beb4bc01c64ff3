import type { Budget } from "../../budget.ts";
import { CypherError, type CypherErrorKind } from "../../errors.ts";
import { isList, isMap, kindOf } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate } from "../execution.ts";

/** A boolean or null; as in Neo4j a list holds when there is something in it, and a map always. Anything else is a TypeError. */
export function truth(value: Value): boolean | null {
  if (value === null || typeof value === "boolean") return value;
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return true;
  throw new CypherError("TypeError", `Type mismatch: expected Boolean but was ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/**
 * Joins what holds: by AND, which one that is false decides, or by OR, which one that is true decides. As in Neo4j it is
 * decided also where another fails; undecided, the first failure is told.
 */
export function decided(operands: readonly Evaluate[], deciding: boolean, budget: Budget): boolean | null {
  let result: boolean | null = !deciding;
  let failure: CypherError | null = null;
  for (const operand of operands) {
    const held = budget.elements;
    try {
      const value = truth(operand());
      if (value === deciding) return deciding;
      if (value === null) result = null;
    } catch (error) {
      failure ??= ofValues(error);
      budget.release(budget.elements - held);
    }
  }
  if (failure !== null) throw failure;
  return result;
}

/**
 * Conditions that are asked one after the other until one does not hold, so that as with AND a row which one of them
 * drops may fail on another.
 */
export function inTurn(tests: readonly (() => boolean)[], budget: Budget): (() => boolean)[] {
  return tests.map((test, index) => {
    const behind = tests.slice(index + 1);
    // The last has none behind it that could drop the row.
    if (behind.length === 0) return test;
    return () => {
      const held = budget.elements;
      try {
        return test();
      } catch (error) {
        const failure = ofValues(error);
        budget.release(budget.elements - held);
        if (decided(behind, false, budget) === false) return false;
        throw failure;
      }
    };
  });
}

/** @throws what is no matter of the values at hand: it ends the whole run */
export function ofValues(error: unknown): CypherError {
  if (error instanceof CypherError && !OF_THE_RUN.has(error.kind)) return error;
  throw error;
}

const OF_THE_RUN: ReadonlySet<string> = new Set<CypherErrorKind>(["LimitExceeded", "TimedOut", "Cancelled"]);
