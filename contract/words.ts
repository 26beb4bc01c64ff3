import { z } from "zod";
import { titleMistake } from "../model/story-title.ts";
import { isVisible } from "../model/visible-text.ts";

const text = z
  .string()
  .trim()
  .refine((given) => given.isWellFormed(), "holds half a surrogate pair");

/** What somebody writes, of so many characters at most: no store takes half a character. */
export const words = (most: number) =>
  text
    .min(1, "is empty")
    .max(most, `has more than ${most} characters`)
    .refine((given) => given === "" || isVisible(given), "holds nothing that can be seen");

/** What a person calls a story. */
export const StoryTitle = text.superRefine((given, context) => {
  const mistake = titleMistake(given);
  if (mistake !== null) context.addIssue({ code: "custom", message: `a title ${mistake}` });
});
