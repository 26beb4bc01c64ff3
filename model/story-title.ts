import { isVisible } from "./visible-text.ts";

/** In UTF-16 units, which an input element counts. */
export const MAX_TITLE = 300;
/** Control characters, line breaks, and marks that change the direction of the following text. */
const UNWRITTEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Why a text is no valid title, in words that follow “A title”; null for a valid one. */
export function titleMistake(title: string): string | null {
  if (!isVisible(title)) return "needs a letter or another sign that can be seen";
  if (title.length > MAX_TITLE)
    return `has at most ${MAX_TITLE} characters; this one has ${title.length.toLocaleString("en")}`;
  if (UNWRITTEN.test(title)) return "takes no line break, and no mark that changes the direction of writing";
  return null;
}
