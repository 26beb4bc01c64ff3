import { codePoints } from "./code-points.ts";

/** Replaces erased words, once per code point, so that all offsets stay valid. */
export const ERASED = "█";

/** Words to erase. */
export interface ErasedWords {
  readonly words: string;
  /** Matches case-sensitively and whole words only; otherwise in any case and inside longer words too. */
  readonly isWhole: boolean;
}

export interface Eraser {
  holds(text: string): boolean;
  /** The number of occurrences in a text. */
  count(text: string): number;
  /** The text with each code point of the words replaced by ERASED; its length in code points stays the same. */
  erased(text: string): string;
  /** Whether a web address contains the words, also percent-encoded or joined by hyphens. */
  holdsAddress(address: string): boolean;
  /** Whether an id is derived from the words: `ann-arden` from “Ann Arden”. */
  holdsId(id: string): boolean;
}

/** Shorter words may occur in an id or an address by chance. */
const LONG_ENOUGH = 4;
/** Generated ids are hashes. */
const HASHED_ID = /^r-[0-9a-f]{32}$/;

/** Finds words in any Unicode normalization and with any white space between them. */
export function eraserOf(given: readonly ErasedWords[]): Eraser {
  // Longer ones first, because they may start with others.
  const all = given.toSorted((a, b) => b.words.length - a.words.length);
  const anywhere = all.filter(({ isWhole }) => !isWhole).map(({ words }) => words);
  const whole = all.filter(({ isWhole }) => isWhole).map(({ words }) => words);
  const patterns = [
    ...(anywhere.length === 0 ? [] : [new RegExp(alternatives(anywhere, String.raw`\s+`), "giu")]),
    ...(whole.length === 0
      ? []
      : [new RegExp(`(?<![${LETTERS}])(?:${alternatives(whole, String.raw`\s+`)})(?![${LETTERS}])`, "gu")]),
  ];
  const long = anywhere.filter((words) => codePoints(words).length >= LONG_ENOUGH);
  const address = long.length === 0 ? null : new RegExp(alternatives(long, String.raw`(?:[\s_+.-]|%20)+`), "iu");
  const inIds = long.length === 0 ? null : new RegExp(alternatives(long, String.raw`\s+`), "iu");
  const tokens = anywhere.map(tokensOf).filter(({ length }) => length > 0);
  const eraser: Eraser = {
    holds: (text) => patterns.some((pattern) => text.search(pattern) !== -1),
    count: (text) => patterns.reduce((sum, pattern) => sum + (text.match(pattern)?.length ?? 0), 0),
    erased: (text) =>
      patterns.reduce((left, pattern) => left.replaceAll(pattern, (found) => ERASED.repeat(lengthOf(found))), text),
    holdsAddress: (text) =>
      [text, decoded(text)].some((form) => eraser.holds(form) || (address !== null && address.test(form))),
    holdsId(id) {
      if (HASHED_ID.test(id)) return false;
      if (inIds !== null && inIds.test(id)) return true;
      const own = tokensOf(id);
      return tokens.some((wanted) => own.some((_, at) => wanted.every((token, next) => own[at + next] === token)));
    },
  };
  return eraser;
}

/** Erases nothing. */
export const NO_ERASER: Eraser = eraserOf([]);

/** A text with some of its code points erased. */
export function withErasedSpans(text: string, spans: readonly (readonly [start: number, end: number])[]): string {
  if (spans.length === 0) return text;
  const characters = Array.from(text);
  for (const [start, end] of spans) characters.fill(ERASED, start, Math.min(end, characters.length));
  return characters.join("");
}

/** Whether a text was erased and no letter or digit of it is left. */
export function isErased(text: string): boolean {
  return text.includes(ERASED) && !/[\p{L}\p{N}]/u.test(text);
}

const LETTERS = String.raw`\p{L}\p{N}\p{M}`;

function alternatives(words: readonly string[], blanks: string): string {
  return [...new Set(words.flatMap((one) => [one.normalize("NFC"), one.normalize("NFD"), one]))]
    .map((form) =>
      form
        .trim()
        .split(/\s+/u)
        .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
        .join(blanks),
    )
    .join("|");
}

function tokensOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== "");
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

const lengthOf = (text: string): number => codePoints(text).length;
