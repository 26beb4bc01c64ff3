import type { Budget } from "../budget.ts";
import { CypherError } from "../errors.ts";
import type { GraphReader } from "./graph-reader.ts";
import { isInteger, isNumber, kindOf, toDouble } from "./kind.ts";
import { signature, type Signature } from "./signature.ts";
import type { Float, Value } from "./value.ts";

/** What a function may read besides its arguments. */
export interface FunctionContext {
  readonly graph: GraphReader;
  readonly budget: Budget;
  /** The statement's one instant: milliseconds since 1970, and nanoseconds within the millisecond. */
  readonly now: { readonly epochMillis: number; readonly nanoOfMilli: number };
  random(): number;
}

/** A Cypher function, as the registry lists it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly signature: Signature;
  readonly category: "Predicate" | "Scalar" | "List" | "Numeric" | "String" | "Temporal" | "Spatial";
  readonly description: string;
  /**
   * Its arguments are evaluated only up to the first one that is not null; `call` gets that one, or no argument when
   * all are null.
   */
  readonly takesFirst?: true;
  call(args: readonly Value[], context: FunctionContext): Value;
}

type Call = FunctionDefinition["call"];
type Category = FunctionDefinition["category"];

/** A function that returns null when any argument is null. */
export function strict(
  category: Category,
  name: string,
  takes: string,
  description: string,
  call: Call,
): FunctionDefinition {
  return {
    name,
    signature: signature(takes),
    category,
    description,
    call: (given, context) => (given.includes(null) ? null : call(given, context)),
  };
}

/** A function that handles null arguments itself. */
export function lenient(
  category: Category,
  name: string,
  takes: string,
  description: string,
  call: Call,
): FunctionDefinition {
  return { name, signature: signature(takes), category, description, call };
}

export function wrongType(
  name: string,
  expected: string,
  value: Value,
  detail: "InvalidArgumentType" | "InvalidArgumentValue" = "InvalidArgumentType",
): CypherError {
  return new CypherError(
    "TypeError",
    `Invalid input for function '${name}()': Expected ${expected}, got ${kindOf(value)}`,
    { detail },
  );
}

export function wrongValue(
  name: string,
  message: string,
  kind: "TypeError" | "ArgumentError" = "ArgumentError",
  detail = "InvalidArgumentValue",
): CypherError {
  return new CypherError(kind, `Invalid input for function '${name}()': ${message}`, { detail });
}

export function text(name: string, value: Value | undefined): string {
  if (typeof value !== "string") throw wrongType(name, "a String", value ?? null);
  return value;
}

export function number(name: string, value: Value | undefined): number | bigint | Float {
  if (value === undefined || !isNumber(value)) throw wrongType(name, "a Number", value ?? null);
  return value;
}

export function double(name: string, value: Value | undefined): number {
  return toDouble(number(name, value));
}

export function whole(name: string, value: Value | undefined): number {
  if (value === undefined || !isInteger(value)) throw wrongType(name, "an Integer", value ?? null);
  return Number(value);
}

export function list(name: string, value: Value | undefined): readonly Value[] {
  if (!Array.isArray(value)) throw wrongType(name, "a List", value ?? null);
  return value as readonly Value[];
}
