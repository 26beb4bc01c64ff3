import { z } from "zod";

/** What somebody writes, of so many characters at most: no store takes half a character. */
export const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed(), "holds half a surrogate pair");
