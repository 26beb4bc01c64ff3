/**
 * Short words in which a changed letter could mean the opposite, another number or another person, in several
 * languages.
 */
const TELLING = new Set(
  (
    "not nor non never none no nobody nothing neither without un nicht nie kein keine ohne ne pas sans ni nunca sin " +
    "nao niet geen nooit inte ikke aldri nej nie bez nem ne ni net bez не ни нет без ані ні δεν μην όχι " +
    "one two three four five six seven eight nine ten eleven twelve teen thirteen fifteen twenty thirty forty fifty " +
    "sixty seventy eighty ninety hundred thousand million billion trillion dozen half both all some few many most " +
    "he she it his her hers him they them their we our us you your who whom whose was saw will would can could may " +
    "might must should shall"
  ).split(" "),
);
/**
 * Languages with long words whose spelling makes it unlikely that swapping or doubling letters gives another word; so
 * not Italian ("sete", "sette"), Finnish, Turkish or Vietnamese.
 */
const LANGUAGES = new Set(["en", "de", "fr", "es", "pt", "nl", "sv", "da", "nb", "nn", "no", "ru", "uk", "bg"]);

/**
 * Whether one word is another with a typo corrected, and cannot be anything else: two adjacent letters after the first
 * are swapped ("recieve"), or a letter is doubled or no longer doubled ("occured"). Only for lowercase words in scripts
 * with capitals, where a name is recognizable. More similar words may be different ones ("now", "not"; Turkish
 * "geliyor", "gelmiyor"): docs/adr/0007-when-a-receipt-moves-silently.md.
 */
export function isCorrectedTypo(before: string, after: string, language: string): boolean {
  if (!LANGUAGES.has(language.split("-")[0] ?? "")) return false;
  if (!isPlainWord(before) || !isPlainWord(after) || TELLING.has(before) || TELLING.has(after)) return false;
  if (before.length === after.length) return isSwapped(before, after);
  const [longer, shorter] = before.length > after.length ? [before, after] : [after, before];
  return longer.length >= 5 && isDoubledOnce(longer, shorter);
}

/** Only letters of the basic plane, which are one UTF-16 unit each. */
function isPlainWord(word: string): boolean {
  return (
    /^(?:[\p{Script=Latin}--\P{Ll}]+|[\p{Script=Cyrillic}--\P{Ll}]+|[\p{Script=Greek}--\P{Ll}]+)$/v.test(word) &&
    word.length >= 3
  );
}

function isSwapped(before: string, after: string): boolean {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return (
    at > 0 &&
    at + 1 < before.length &&
    before[at] === after[at + 1] &&
    before[at + 1] === after[at] &&
    before.slice(at + 2) === after.slice(at + 2)
  );
}

function isDoubledOnce(longer: string, shorter: string): boolean {
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  return (
    longer.length === shorter.length + 1 &&
    at > 0 &&
    longer[at] === longer[at - 1] &&
    longer.slice(at + 1) === shorter.slice(at)
  );
}
