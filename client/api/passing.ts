import { CallError } from "./client.ts";

/** How long a page waits before it asks again for what cannot be answered now. */
export const RETRY_MILLIS = 5_000;

/** Whether the server or its database is not there now: the same call may be answered later. */
export function isPassing(error: unknown): boolean {
  return error instanceof CallError && (error.problem === null || error.problem.status === 503);
}
