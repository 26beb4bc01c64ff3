/** Lucene cuts longer words at this length, in characters. */
export const LONGEST_WORD = 255;

const LETTERS = String.raw`[[\p{L}\p{Nd}\p{Nl}\p{M}_\u00ad\u200c\u200d]--[\p{Script=Han}\p{Script=Hiragana}]]+`;
const JOINT = String.raw`(?:(?<=\p{L})['‘’.․:·״‧](?=\p{L})|(?<=\p{Nd})['‘’.․,;،٬⁄](?=\p{Nd}))`;

/**
 * Words by Unicode's rules, as far as a regular expression allows. Letters, digits and marks run together. An
 * apostrophe, a full stop or a colon joins letters; a full stop, a comma or a semicolon joins digits. A Han or Hiragana
 * character and an emoji are words of their own.
 */
const WORD = new RegExp(
  String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Emoji_Presentation}\p{Extended_Pictographic}]|${LETTERS}(?:${JOINT}${LETTERS})*`,
  "gv",
);

/** Splits a text into lowercase words, like Lucene's standard analyzer without stop words. */
export function tokenizeText(text: string): string[] {
  const words = text.toLowerCase().match(WORD) ?? [];
  return words.flatMap((word) => (word.length <= LONGEST_WORD ? [word] : cut(word)));
}

function cut(word: string): string[] {
  return Array.from({ length: Math.ceil(word.length / LONGEST_WORD) }, (_, at) =>
    word.slice(at * LONGEST_WORD, (at + 1) * LONGEST_WORD),
  );
}
