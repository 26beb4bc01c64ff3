/** Lucene cuts longer words. */
export const LONGEST_WORD = 255;

const LETTERS = String.raw`[[\p{L}\p{Nd}\p{Nl}\p{M}_\u00ad\u200c\u200d]--[\p{Script=Han}\p{Script=Hiragana}]]+`;
const JOINT = String.raw`(?:(?<=\p{L})['‘’.․:·״‧](?=\p{L})|(?<=\p{Nd})['‘’.․,;،٬⁄](?=\p{Nd}))`;

/**
 * Words by Unicode's rules, as near as an expression comes: letters, digits and marks run together, an apostrophe, a
 * full stop or a colon joins letters, a full stop, a comma or a semicolon joins digits; a Han or Hiragana sign and an
 * emoji stand alone.
 */
const WORD = new RegExp(
  String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Emoji_Presentation}\p{Extended_Pictographic}]|${LETTERS}(?:${JOINT}${LETTERS})*`,
  "gv",
);

/** The words of a text as the standard analyzer without stop words makes them, in small letters. */
export function tokenizeText(text: string): string[] {
  const words = text.toLowerCase().match(WORD) ?? [];
  return words.flatMap((word) => (word.length <= LONGEST_WORD ? [word] : cut(word)));
}

function cut(word: string): string[] {
  return Array.from({ length: Math.ceil(word.length / LONGEST_WORD) }, (_, at) =>
    word.slice(at * LONGEST_WORD, (at + 1) * LONGEST_WORD),
  );
}
