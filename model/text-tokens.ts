/** A word, a run of blanks, or one other sign of a text. */
export interface Token {
  readonly text: string;
  /** As it is compared: one blank for a run of them, one style of quotation mark. */
  readonly folded: string;
  /** From the beginning of the unit, in code points. */
  readonly start: number;
  readonly length: number;
}

/** Scripts without blanks between words have a token for each sign. */
const TOKENS =
  /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}])+|[^]/gu;

/** The tokens of a text, one behind the other. */
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
 * A text with one blank for each run of blanks, and one style of quotation mark. Whether there is a blank stays: "now
 * here" is not "nowhere". Primes stay, which are feet and minutes.
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
