import type { Budget } from "../../budget.ts";
import { CypherError, type CypherErrorKind } from "../../errors.ts";
import { isList, isMap, kindOf } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate } from "../execution.ts";

/**
 * Converts a value to a boolean or null. Like in Neo4j, a list is true when it is not empty and a map is always true.
 * Throws a TypeError for any other value.
 */
export function booleanOf(value: Value): boolean | null {
  if (value === null || typeof value === "boolean") return value;
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return true;
  throw new CypherError("TypeError", `Type mismatch: expected Boolean but was ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}

/**
 * Combines operands by AND (a false decides) or OR (a true decides). Like in Neo4j it is decided even when another
 * operand fails; if nothing decides, the first error is thrown.
 */
export function decide(operands: readonly Evaluate[], deciding: boolean, budget: Budget): boolean | null {
  let result: boolean | null = !deciding;
  let failure: CypherError | null = null;
  for (const operand of operands) {
    const held = budget.elements;
    try {
      const value = booleanOf(operand());
      if (value === deciding) return deciding;
      if (value === null) result = null;
    } catch (error) {
      failure ??= rethrowFatal(error);
      budget.release(budget.elements - held);
    }
  }
  if (failure !== null) throw failure;
  return result;
}

/** Tests predicates in order until one is false. As in AND, an error counts only when no later predicate is false. */
export function allInOrder(tests: readonly (() => boolean)[], budget: Budget): (() => boolean)[] {
  return tests.map((test, index) => {
    const behind = tests.slice(index + 1);
    // No predicate after the last one could drop the row.
    if (behind.length === 0) return test;
    return () => {
      const held = budget.elements;
      try {
        return test();
      } catch (error) {
        const failure = rethrowFatal(error);
        budget.release(budget.elements - held);
        if (decide(behind, false, budget) === false) return false;
        throw failure;
      }
    };
  });
}

/** @throws an error that does not depend on the values, such as an exceeded limit: it ends the whole run */
export function rethrowFatal(error: unknown): CypherError {
  if (error instanceof CypherError && !OF_THE_RUN.has(error.kind)) return error;
  throw error;
}

const OF_THE_RUN: ReadonlySet<string> = new Set<CypherErrorKind>(["LimitExceeded", "TimedOut", "Cancelled"]);
