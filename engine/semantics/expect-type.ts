import type { Expression } from "../syntax/ast.ts";
import { resultType, parameterType, coercible, type Overload } from "../values/signature.ts";
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
import { semanticError, locationOf } from "./semantic-error.ts";

/**
 * Checks an expression's type against the wanted one and returns their intersection.
 * @throws CypherError InvalidArgumentType where no value can fit
 */
export function expectType(
  expression: Expression,
  type: TypeSet,
  wanted: TypeSet,
  kind: "SyntaxError" | "TypeError" = "SyntaxError",
): TypeSet {
  const both = meetOf(type, coercible(wanted));
  if (!isNone(both)) return both;
  const message =
    isOnly(type, LIST) && isOnly(wanted, BOOLEAN)
      ? "A list is not a boolean: use `NOT isEmpty(…)` instead"
      : `Type mismatch: expected ${typeNames(wanted)} but was ${typeNames(type)}`;
  throw semanticError("InvalidArgumentType", message, locationOf(expression), kind);
}

export interface Given {
  readonly expression: Expression;
  readonly type: TypeSet;
}

/** The result type of a function or operator with several overloads: each argument rules out those it does not fit. */
export function typeOfOverloads(forms: readonly Overload[], given: readonly Given[]): TypeSet {
  let left = forms;
  given.forEach(({ expression, type }, index) => {
    const wanted = left.map((form) => parameterType(form, index)).reduce(unionOf, NONE);
    expectType(expression, type, wanted);
    const exact = left.filter((form) => !isNone(meetOf(type, parameterType(form, index))));
    // An integer is coerced to a float only when no overload takes it as it is.
    left =
      exact.length > 0 ? exact : left.filter((form) => !isNone(meetOf(type, coercible(parameterType(form, index)))));
  });
  const types = given.map(({ type }) => type);
  return left.length === 0 ? ANY : left.map((form) => resultType(form, types)).reduce(unionOf);
}
