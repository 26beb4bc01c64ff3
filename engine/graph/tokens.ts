/** Lucene cuts longer words. */
export const LONGEST_WORD = 255;

/**
 * Words by Unicode's rules, as near as an expression comes: letters, digits and marks run together, an apostrophe or a
 * full stop joins letters, a full stop or a comma joins digits; a Han or Hiragana sign and an emoji stand alone.
 */
const WORD =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Emoji_Presentation}|[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}]]+(?:(?:(?<=\p{L})['’.](?=\p{L})|(?<=\p{N})[.,](?=\p{N}))[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}]]+)*/gv;

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
