import { z } from "zod";
import { titleMistake } from "../model/story-title.ts";
import { isVisible } from "../model/visible-text.ts";

const text = z
  .string()
  .trim()
  .refine((given) => given.isWellFormed(), "holds half a surrogate pair");

/**
 * Text that a person writes, of at most `most` characters; lone surrogates are rejected, because stores cannot keep
 * them.
 */
export const words = (most: number) =>
  text
    .min(1, "is empty")
    .max(most, `has more than ${most} characters`)
    .refine((given) => given === "" || isVisible(given), "holds nothing that can be seen");

/** A person's title for a story. */
export const StoryTitle = text.superRefine((given, context) => {
  const mistake = titleMistake(given);
  if (mistake !== null) context.addIssue({ code: "custom", message: `a title ${mistake}` });
});
