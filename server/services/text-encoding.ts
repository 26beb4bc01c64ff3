import { isUtf8 } from "node:buffer";
import { knownFormat, type EncodingMistake } from "../../model/text-format.ts";

/** Bytes that are searched for the place of invalid UTF-8. */
export const MAX_SEARCHED = 100_000_000;

export const NOT_UTF_8: EncodingMistake = { message: "is not UTF-8", remedy: "Save it as UTF-8." };

/** null for valid UTF-8. */
export function encodingMistake(bytes: Uint8Array): EncodingMistake | null {
  const known = knownFormat(bytes);
  if (known !== null || isUtf8(bytes)) return known;
  return { ...NOT_UTF_8, message: `${NOT_UTF_8.message} (byte ${firstStrange(bytes) + 1})` };
}

/** The offset of the first invalid byte. */
function firstStrange(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  // A prefix may end within a character, which has at most four bytes.
  const isGood = (length: number) => [0, 1, 2, 3].some((less) => isUtf8(bytes.subarray(0, Math.max(length - less, 0))));
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  while (good > 0 && !isUtf8(bytes.subarray(0, good))) good -= 1;
  return good;
}
