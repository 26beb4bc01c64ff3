/** The names of one entity, folded for a search in sentences. */
export type Names = readonly string[];

/** Folds names; a single character counts as no name. */
export function namesOf(names: readonly string[]): Names {
  return [...new Set(names.map(foldSentence))].filter((name) => Array.from(name).length > 1);
}

/** Folds a sentence for a search of names. */
export function foldSentence(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

/** Upper bounds: names counted, and matches examined that are only parts of words. */
const [MOST_NAMES, MOST_LOOKS] = [100, 1_000];

/**
 * Counts how often a folded sentence contains one of the names as whole words, at most 100. Arabic and Hebrew attach
 * "and", "in", "to" and the article to the word; in scripts without spaces a name may occur anywhere.
 */
export function countNames(sentence: string, names: Names): number {
  let [count, looks] = [0, 0];
  for (const name of names)
    for (let at = sentence.indexOf(name); at !== -1 && looks < MOST_LOOKS; at = sentence.indexOf(name, at + 1)) {
      looks += 1;
      if (isAlone(sentence, at, name) && (count += 1) === MOST_NAMES) return count;
    }
  return count;
}

function isAlone(sentence: string, at: number, name: string): boolean {
  if (WITHOUT_BLANKS.test(name)) return true;
  const before = WORD_BEFORE.exec(sentence.slice(Math.max(at - 8, 0), at))?.[0] ?? "";
  if (before !== "" && !PREFIXES.test(before)) return false;
  return !LETTER.test(sentence.slice(at + name.length, at + name.length + 2));
}

const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const PREFIXES = /^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل|[ושהבלכמ]{1,3})$/u;
const LETTER = /^[\p{L}\p{M}\p{N}]/u;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}]*$/u;
