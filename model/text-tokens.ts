/** A token: a word, a run of white space, or one other character. */
export interface Token {
  readonly text: string;
  /** The form for comparison: one space for a run of white space, one style of quotation marks. */
  readonly folded: string;
  /** From the start of the unit, in code points. */
  readonly start: number;
  readonly length: number;
}

/** Scripts without spaces between words have a token per character. */
const TOKENS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+|[^]/gu;

/** Splits a text into tokens. */
export function tokensOf(text: string): Token[] {
  let at = 0;
  return Array.from(text.matchAll(TOKENS), ([token]) => {
    const start = at;
    const length = lengthInPoints(token);
    at += length;
    return { text: token, folded: foldSigns(token), start, length };
  });
}

/**
 * Replaces each run of white space by one space, and all quotation marks by one style. Whether there is white space
 * stays: "now here" is not "nowhere". Primes stay, because they mean feet and minutes.
 */
export function foldSigns(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/[“”„‟«»״「」『』〝〞]/gu, '"')
    .replaceAll(/[‘’‚‛‹›׳`´]/gu, "'");
}

export function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token);
}

function lengthInPoints(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}
