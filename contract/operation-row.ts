import { z } from "zod";
import { Id, StoryId } from "./browse.ts";
import type { Operation } from "./operation.ts";

/* Shared parts of the contract table's rows. */

/** Entries of a ledger in one answer. */
export const MAX_CHANGES = 500;

export const none = z.strictObject({});
export const noBody = z.undefined();
export const ofLoad = z.strictObject({ load: z.uuid().describe("The id in the first line of the load's progress") });
export const ofStory = z.strictObject({ story: StoryId });
export const ofThing = z.strictObject({ story: StoryId, id: Id });
export const flag = z
  .enum(["0", "1"], "is 1 or 0")
  .default("0")
  .transform((word) => word === "1");
export const wholeNumber = z.coerce.number<string>().int().min(1).max(1_000_000_000);
export const offset = z.coerce
  .number<string>()
  .int()
  .min(0)
  .max(1_000_000_000)
  .default(0)
  .describe("How many to pass over");
export const limit = (most: number, usual: number) => z.coerce.number<string>().int().min(1).max(most).default(usual);

/** Checks that a row is an Operation and keeps its own types. */
export function row<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, B, A>,
): Operation<P, Q, B, A> {
  return operation;
}
