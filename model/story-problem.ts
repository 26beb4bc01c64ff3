/** A mistake in a story: where, what, and how to correct it. */
export interface StoryProblem {
  readonly code: StoryProblemCode;
  /** For example relations[12].receipt[0].quote, or line 3, column 7. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  /** Mistakes with one cause are listed once; without a cause, those with one message. */
  readonly cause?: string;
}

export type StoryProblemCode =
  | "json"
  | "number"
  | "shape"
  | "duplicate-id"
  | "no-receipt"
  | "quote-differs"
  | "no-reason"
  | "unknown-id"
  | "type-unknown"
  | "type-misplaced"
  | "joins-itself"
  | "sentence"
  | "language"
  | "address"
  | "derived-from"
  | "name"
  | "unjoined"
  | "qualifier-name"
  | "property-name"
  | "outside-text"
  | "not-a-date"
  | "status"
  | "question";

/** Creates a problem that is safe to display in any terminal or page, because it quotes an untrusted file. */
export function problem(
  code: StoryProblemCode,
  place: string,
  message: string,
  remedy: string,
  cause?: string,
): StoryProblem {
  return {
    code,
    place: shortened(printable(place), 300),
    message: shortened(printable(message), 600),
    remedy: shortened(printable(remedy), 300),
    ...(cause !== undefined && { cause }),
  };
}

/** Control characters, lone surrogates, and characters that change the text direction or break the line. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Escapes unprintable characters as \u{…}. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
