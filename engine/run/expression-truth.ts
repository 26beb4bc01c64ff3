import { CypherError } from "../errors.ts";
import { kindOf } from "../values/kind.ts";
import type { Value } from "../values/value.ts";

/** A boolean or null; anything else is a TypeError. */
export function truth(value: Value): boolean | null {
  if (value === null || typeof value === "boolean") return value;
  throw new CypherError("TypeError", `Type mismatch: expected Boolean but was ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}
