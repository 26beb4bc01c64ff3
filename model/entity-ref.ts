import { z } from "zod";

/** A reference to an entity in any story: the story's id, a slash, the entity's id. */
export const EntityRef = z
  .string()
  .max(301)
  .regex(/^[a-z0-9][a-z0-9-]{0,99}\/(?!\.{1,2}$)[^\p{Cc}\p{Cs}]{1,200}$/u, "An entity over all stories is STORY/ID")
  .describe("STORY/ID, as us-strikes-iraq-2020/soleimani");

/** A judgement about two entities of different stories. */
export const Verdict = z.enum(["same", "different", "unsure"]);
