/** Variants of letters that are equal in a search. */
const LETTERS: Readonly<Record<string, string>> = {
  آ: "ا",
  أ: "ا",
  إ: "ا",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ئ: "ي",
  ے: "ي",
  ؤ: "و",
  ة: "ه",
  ۀ: "ه",
  ہ: "ه",
  ک: "ك",
  گ: "ك",
  ء: "",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};
const APOSTROPHES = /['’‘ʼʻʾʿ`´"“”]/gu;
const MARKS = /[\p{M}\u0640]/gu;
const ARTICLE = /^(al|el|ash|as|at|ad|an|ar|az)[\s-]+(?=\S)/u;
const ARABIC_ARTICLE = /^ال(?=\S{2})/u;

/**
 * Folds a name for search: compatibility forms, case, diacritics, apostrophes and letter variants are folded, hyphens
 * become spaces, and the article al-/el-/ال at the start of each word is removed. Applied to the names of a graph and
 * to the query.
 */
export function foldName(name: string): string {
  const plain = name.normalize("NFKC").toLowerCase().normalize("NFD").replace(MARKS, "").replace(APOSTROPHES, "");
  const letters = Array.from(plain, (letter) => LETTERS[letter] ?? letter).join("");
  return letters
    .split(/[\s،,;/()]+/u)
    .flatMap((word) =>
      word
        .replace(ARTICLE, "")
        .replace(/^(al|el|ash|as|at|ad|an|ar|az)-/u, "")
        .replace(ARABIC_ARTICLE, "")
        .split(/[-–—.]+/u),
    )
    .filter((word) => word !== "" && word !== "al" && word !== "el")
    .join(" ");
}

/** All names by which an entity is found, folded, each once. */
export function searchNames(entity: {
  readonly name: string;
  readonly short?: string;
  readonly aliases: readonly string[];
  readonly otherNames: readonly string[];
}): string[] {
  const names = [
    entity.name,
    ...(entity.short === undefined ? [] : [entity.short]),
    ...entity.aliases,
    ...entity.otherNames,
  ];
  return [...new Set(names.map(foldName))].filter((name) => name !== "");
}

/**
 * Scores how well a folded name matches a folded query: higher is better, 0 is no match. A longer part of the name
 * scores higher.
 */
export function matchName(name: string, query: string): number {
  const quality = kindOfMatch(name, query);
  return quality === 0 ? 0 : quality + Math.min((10 * query.length) / name.length, 10);
}

function kindOfMatch(name: string, query: string): number {
  if (query === "" || name === "") return 0;
  if (name === query) return 100;
  if (name.startsWith(query)) return 80;
  const words = name.split(" ");
  if (words.some((word) => word.startsWith(query)) || hasSigns(name, query)) return 60;
  const asked = query.split(" ");
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 50;
  if (query.length >= 2 && asked.every((part) => words.some((word) => isNear(word, part)))) return 30;
  return 0;
}

/** Names in Han and Hiragana need no spaces: 美術館 matches 京都市美術館, and 田中ひなた matches 田中 ひなた. */
function hasSigns(name: string, query: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}]/u.test(query) && unspaced(name).includes(unspaced(query));
}

function unspaced(text: string): string {
  return text.replaceAll(" ", "");
}

/** Allows one edit in four letters or more, two in eight or more; the end of a longer word may be missing. */
function isNear(word: string, part: string): boolean {
  if (word.startsWith(part)) return true;
  const allowed = part.length >= 8 ? 2 : part.length >= 4 ? 1 : 0;
  if (allowed === 0) return false;
  return slips(word, part, allowed) <= allowed || slips(word.slice(0, part.length), part, allowed) <= allowed;
}

/** The Damerau–Levenshtein distance (an adjacent swap counts once); anything above `most` is `most + 1`. */
function slips(left: string, right: string, most: number): number {
  const a = Array.from(left);
  const b = Array.from(right);
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = b.map((_, column) => column + 1);
  last.unshift(0);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? most + 1;
}
