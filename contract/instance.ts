import { z } from "zod";

export const InstanceAnswer = z.strictObject({
  name: z.literal("wiregraph"),
  version: z.string().describe("Of the program, as 0.1.0"),
  instance: z.string().describe("An id made anew at each start; the lock of the data folder holds the same"),
  owner: z
    .enum(["token", "machine", "nobody"])
    .describe("Who may do what only the owner may: whoever sends OWNER_TOKEN, whoever uses this machine, or nobody"),
  readOnly: z.boolean().describe("READ_ONLY is set: nothing can be changed"),
});
export type InstanceAnswer = z.infer<typeof InstanceAnswer>;
