import { CypherError } from "../errors.ts";

/**
 * The name of a property, label or type as it is kept; what a statement writes out was looked at when it was read, what
 * is worked out was not.
 * @throws CypherError for one that Neo4j keeps nothing under
 */
export function tokenName(name: string): string {
  if (name !== "" && !name.includes("\0")) return name;
  throw new CypherError(
    "TypeError",
    `'${name}' is not a valid token name. Token names cannot be empty or contain any null-bytes.`,
    { detail: "InvalidArgumentValue", code: "Neo.ClientError.Schema.TokenNameError" },
  );
}
