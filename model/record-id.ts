import { z } from "zod";

/**
 * An id or key inside a story. It may contain any characters except control characters and lone surrogates, which
 * cannot be displayed. `.` and `..` alone are invalid, because HTTP clients remove them from an address.
 */
export const RecordId = z
  .string()
  .min(1, "an id has at least one character")
  .max(200, "an id has at most 200 characters")
  .regex(
    /^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]*$/u,
    "an id has no control characters and no half characters, and is not a dot or two alone",
  );
