import { CypherError } from "../errors.ts";

const MOST = 1_000;

/** Rejects a value that nests deeper than any query needs, before the stack overflows. */
export function depthGuard(depth: number): void {
  if (depth > MOST)
    throw new CypherError("LimitExceeded", `A value nests more than ${MOST} deep`, { detail: "NestingTooDeep" });
}
