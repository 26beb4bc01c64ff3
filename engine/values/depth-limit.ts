import { CypherError } from "../errors.ts";

const MOST = 1_000;

/** Values nested deeper than any query needs are refused before the stack is. */
export function depthGuard(depth: number): void {
  if (depth > MOST)
    throw new CypherError("LimitExceeded", `A value nests more than ${MOST} deep`, { detail: "NestingTooDeep" });
}
