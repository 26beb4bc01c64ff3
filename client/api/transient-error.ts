import { CallError } from "./client.ts";

/** How long a page waits before it retries after a transient error. */
export const RETRY_MILLIS = 5_000;

/** Whether the server or its database is unavailable, so that a retry may succeed. */
export function isTransient(error: unknown): boolean {
  return error instanceof CallError && (error.problem === null || error.problem.status === 503);
}
