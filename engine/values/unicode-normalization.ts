import type { Budget } from "../budget.ts";
import { CypherError } from "../errors.ts";

const PIECE = 16_384;

/** Most combining marks on one letter. Unicode's stream-safe format allows 30; sorting them takes quadratic time. */
const MOST_MARKS = 1_000;
const TOO_MANY_MARKS = new RegExp(String.raw`[\p{M}\uFF9E\uFF9F]{${MOST_MARKS + 1}}`, "u");

/** Characters that may combine or be reordered with the one before; the text is not split in front of them. */
const BOUND = /[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\uFF9E-\uFFDC\uDC00-\uDFFF]/u;

/**
 * Converts a text to a Unicode normal form (NFC, NFD, NFKC, NFKD), piece by piece.
 * @throws CypherError LimitExceeded when one letter has more than 1,000 marks
 */
export function normalForm(text: string, form: string, budget: Budget): string {
  budget.spend(1 + (text.length >>> 5));
  if (text.length > MOST_MARKS && TOO_MANY_MARKS.test(text))
    throw new CypherError("LimitExceeded", `A letter carries more than ${MOST_MARKS} marks`, {
      detail: "TooManyMarks",
    });
  if (text.length <= PIECE) return text.normalize(form);
  const pieces: string[] = [];
  let length = 0;
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + PIECE, text.length);
    while (end < text.length && BOUND.test(text.charAt(end))) end += 1;
    const piece = text.slice(start, end).normalize(form);
    length += piece.length;
    budget.spend(1 + (piece.length >>> 4));
    budget.checkString(length);
    pieces.push(piece);
    start = end;
  }
  return pieces.join("");
}
