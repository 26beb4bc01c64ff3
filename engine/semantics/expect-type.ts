import type { Expression } from "../syntax/ast.ts";
import { givenBy, takenAt, widened, type Form } from "../values/signature.ts";
import {
  ANY,
  BOOLEAN,
  isNone,
  isOnly,
  LIST,
  meetOf,
  NONE,
  typeNames,
  unionOf,
  type TypeSet,
} from "../values/type-set.ts";
import { mistake, placeOf } from "./semantic-error.ts";

/**
 * Holds an expression's type against what is wanted; answers what it may be then.
 * @throws CypherError InvalidArgumentType where it can never be right
 */
export function fits(
  expression: Expression,
  type: TypeSet,
  wanted: TypeSet,
  kind: "SyntaxError" | "TypeError" = "SyntaxError",
): TypeSet {
  const both = meetOf(type, widened(wanted));
  if (!isNone(both)) return both;
  const message =
    isOnly(type, LIST) && isOnly(wanted, BOOLEAN)
      ? "A list is not a boolean: use `NOT isEmpty(…)` instead"
      : `Type mismatch: expected ${typeNames(wanted)} but was ${typeNames(type)}`;
  throw mistake("InvalidArgumentType", message, placeOf(expression), kind);
}

export interface Given {
  readonly expression: Expression;
  readonly type: TypeSet;
}

/** What a function or operator gives that can be called in several ways: each argument leaves those it fits. */
export function typeOfForms(forms: readonly Form[], given: readonly Given[]): TypeSet {
  let left = forms;
  given.forEach(({ expression, type }, index) => {
    const wanted = left.map((form) => takenAt(form, index)).reduce(unionOf, NONE);
    fits(expression, type, wanted);
    const exact = left.filter((form) => !isNone(meetOf(type, takenAt(form, index))));
    // Only where no way takes it as it is, a whole number stands for a float.
    left = exact.length > 0 ? exact : left.filter((form) => !isNone(meetOf(type, widened(takenAt(form, index)))));
  });
  const types = given.map(({ type }) => type);
  return left.length === 0 ? ANY : left.map((form) => givenBy(form, types)).reduce(unionOf);
}
