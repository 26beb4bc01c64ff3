import { isUtf8 } from "node:buffer";

/** Why bytes are no text in UTF-8, in words that go on behind the name of the file, and what to do. */
export interface EncodingMistake {
  readonly message: string;
  readonly remedy: string;
}

/** What the first bytes of a file say that it is, where that is no text in UTF-8. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], EncodingMistake])[] = [
  [[0x1f, 0x8b], { message: "is packed with gzip", remedy: "Unpack it first." }],
  [[0x50, 0x4b, 0x03, 0x04], { message: "is a zip archive", remedy: "Unpack it first." }],
  [[0xff, 0xfe], { message: "is UTF-16", remedy: "Save it as UTF-8." }],
  [[0xfe, 0xff], { message: "is UTF-16", remedy: "Save it as UTF-8." }],
];
/** Bytes in which the place of what is not UTF-8 is looked for. */
export const MAX_SEARCHED = 100_000_000;

export const NOT_UTF_8: EncodingMistake = { message: "is not UTF-8", remedy: "Save it as UTF-8." };

/** null: its first bytes say nothing against UTF-8. */
export function knownFormat(bytes: Uint8Array): EncodingMistake | null {
  for (const [signature, mistake] of SIGNATURES)
    if (signature.every((byte, index) => bytes[index] === byte)) return mistake;
  // Every other byte of UTF-16 is 0 in most languages, and 0 is UTF-8 too.
  const isHalfZero = bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0);
  return isHalfZero ? { message: "is UTF-16", remedy: "Save it as UTF-8." } : null;
}

/** null: they are a text in UTF-8. */
export function encodingMistake(bytes: Uint8Array): EncodingMistake | null {
  const known = knownFormat(bytes);
  if (known !== null || isUtf8(bytes)) return known;
  return { ...NOT_UTF_8, message: `${NOT_UTF_8.message} (byte ${firstStrange(bytes) + 1})` };
}

/** Where the first byte stands that is not UTF-8. */
function firstStrange(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  // A prefix may end within a character, which has at most four bytes.
  const isGood = (length: number) => [0, 1, 2, 3].some((less) => isUtf8(bytes.subarray(0, Math.max(length - less, 0))));
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  while (good > 0 && !isUtf8(bytes.subarray(0, good))) good -= 1;
  return good;
}
