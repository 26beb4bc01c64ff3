import { z } from "zod";

/**
 * An id or key inside a story. It may hold any sign but control characters and half surrogate pairs, which no text
 * shows. `.` and `..` alone are no ids: a client takes them out of an address before it asks.
 */
export const RecordId = z
  .string()
  .min(1, "an id has at least one character")
  .max(200, "an id has at most 200 characters")
  .regex(
    /^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]*$/u,
    "an id has no control characters and no half characters, and is not a dot or two alone",
  );
