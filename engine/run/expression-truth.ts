import { CypherError } from "../errors.ts";
import { isList, kindOf } from "../values/kind.ts";
import type { Value } from "../values/value.ts";

/** A boolean or null; as in Neo4j a list holds when there is something in it, and anything else is a TypeError. */
export function truth(value: Value): boolean | null {
  if (value === null || typeof value === "boolean") return value;
  if (isList(value)) return value.length > 0;
  throw new CypherError("TypeError", `Type mismatch: expected Boolean but was ${kindOf(value)}`, {
    detail: "InvalidArgumentType",
  });
}
